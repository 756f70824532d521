"""Use cases of what people have achieved."""

from common.database import Transaction
from common.languages import ENGLISH, preferred
from rewards.achievements import repository
from rewards.achievements.models import FoundAchievement, FoundLevel, OwnAchievement, OwnLevel
from rewards.badges.links import achievement_url, badge_url


def tell(rows: list[FoundAchievement], accept_language: str) -> list[OwnAchievement]:
    """What somebody can achieve, or has achieved, in the language that they like best of those that there are."""
    return [_told(found, accept_language) for found in rows]


def publish(tx: Transaction, key: str, level: int | None) -> int:
    """Badges of the caller are public: how many. Raises `NotFound`, `AchievementRevoked`."""
    return repository.publish(tx, key, level, published=True)


def withdraw(tx: Transaction, key: str, level: int | None) -> None:
    """Badges of the caller are private again. Raises `NotFound`."""
    repository.publish(tx, key, level, published=False)


def _told(found: FoundAchievement, accept_language: str) -> OwnAchievement:
    language = preferred(accept_language, found.translations)
    words = found if language == ENGLISH else found.translations[language]
    return OwnAchievement(
        key=found.key,
        language=language,
        name=words.name,
        description=words.description,
        criteria=words.criteria,
        picture_url=f"{achievement_url(found.key)}/picture.svg",
        audience=found.audience,
        hidden=found.hidden,
        points=found.points,
        retired_at=found.retired_at,
        levels=[_level(each) for each in found.levels],
    )


def _level(found: FoundLevel) -> OwnLevel:
    return OwnLevel(
        badge_url=None if found.credential_id is None else badge_url(found.credential_id),
        **{name: getattr(found, name) for name in FoundLevel.model_fields if name != "credential_id"},
    )
