"""Use cases of definitions of achievements, for administrators."""

from common.admins import require_admin
from common.database import Transaction
from common.models.achievements import Achievement, AchievementWords
from rewards.achievement_definitions import repository
from rewards.achievement_definitions.models import AchievementDraft, AchievementPatch
from rewards.achievements import pictures
from rewards.errors import PictureUnknown


def list_definitions(tx: Transaction) -> list[Achievement]:
    """All, hidden and retired ones, too. Raises `Forbidden`."""
    require_admin(tx)
    return repository.list_definitions(tx)


def find_definition(tx: Transaction, key: str) -> Achievement:
    """One of them. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    return repository.find_definition(tx, key)


def create_definition(tx: Transaction, draft: AchievementDraft) -> Achievement:
    """Something more can be achieved. Raises `Forbidden`, `PictureUnknown`, `AchievementExists`."""
    require_admin(tx)
    _require_picture(draft.image_key)
    return repository.create_definition(tx, draft)


def change_definition(tx: Transaction, key: str, patch: AchievementPatch) -> Achievement:
    """It is different from now on; what people have of it stays.

    Raises `Forbidden`, `NotFound`, `PictureUnknown`, `AchievementLevelInUse`.
    """
    require_admin(tx)
    before = repository.lock_definition(tx, key)
    said = {name: getattr(patch, name) for name in patch.model_fields_set}
    retired = bool(said.pop("retired", before.retired_at is not None))
    if "translations" in said:
        said["translations"] = {
            language: AchievementWords(**words.model_dump())
            for language, words in said["translations"].items()
        }
    changed = before.model_copy(update=said)
    if changed.image_key != before.image_key:
        _require_picture(changed.image_key)
    if changed == before and retired == (before.retired_at is not None):
        return before
    return repository.change_definition(tx, changed, retired=retired)


def _require_picture(name: str) -> None:
    if name not in pictures.names():
        raise PictureUnknown(details=[{"field": "body.image_key", "known": sorted(pictures.names())}])
