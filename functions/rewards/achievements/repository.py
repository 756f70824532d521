"""Statements of what people have achieved: one function, one statement, typed rows."""

from common.database import Transaction
from rewards.achievements.models import FoundAchievement


def list_own(tx: Transaction) -> list[FoundAchievement]:
    """What the caller can achieve, or has achieved, with how far they are."""
    return tx.fetch_all(
        FoundAchievement,
        "select key, name, description, criteria, translations, image_key, audience, hidden, points, retired_at, levels"
        " from app.own_achievements()",
    )


def publish(tx: Transaction, key: str, level: int | None, *, published: bool) -> int:
    """How many badges of the caller are public, or private, by it. Raises `NotFound`, `AchievementRevoked`."""
    changed: int = tx.fetch_value(
        "select app.publish_achievement(%(key)s, %(published)s, %(level)s)",
        {"key": key, "published": published, "level": level},
    )
    return changed
