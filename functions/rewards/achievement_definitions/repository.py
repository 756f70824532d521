"""Statements of definitions of achievements: one function, one statement, typed rows."""

from typing import Any, LiteralString

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.models.achievements import Achievement
from rewards.achievement_definitions.models import AchievementDraft

ACHIEVEMENT: LiteralString = (
    "key, name, description, criteria, image_key, audience, levels, hidden, points, translations, retired_at,"
    " updated_by, created_at, updated_at"
)


def list_definitions(tx: Transaction) -> list[Achievement]:
    """All, by their keys."""
    return tx.fetch_all(Achievement, f"select {ACHIEVEMENT} from achievements order by key")


def find_definition(tx: Transaction, key: str) -> Achievement:
    """The achievement of this key. Raises `NotFound`."""
    return tx.fetch_one(
        Achievement, f"select {ACHIEVEMENT} from achievements where key = %(key)s", {"key": key}
    )


def lock_definition(tx: Transaction, key: str) -> Achievement:
    """As `find_definition`; nobody else changes it until the end of the transaction."""
    return tx.fetch_one(
        Achievement,
        f"select {ACHIEVEMENT} from achievements where key = %(key)s for no key update",
        {"key": key},
    )


def create_definition(tx: Transaction, draft: AchievementDraft) -> Achievement:
    """A new achievement. Raises `AchievementExists`."""
    return tx.fetch_one(
        Achievement,
        "insert into achievements (key, name, description, criteria, image_key, audience, levels, hidden, points,"
        " translations, updated_by) values (%(key)s, %(name)s, %(description)s, %(criteria)s, %(image_key)s,"
        " %(audience)s, %(levels)s::integer[], %(hidden)s, %(points)s, %(translations)s, auth.uid())"
        f" returning {ACHIEVEMENT}",
        _columns(draft.model_dump()),
    )


def change_definition(tx: Transaction, changed: Achievement, *, retired: bool) -> Achievement:
    """The achievement as it is from now on; retired since now, if it was not before. Raises `AchievementLevelInUse`."""
    return tx.fetch_one(
        Achievement,
        "update achievements set name = %(name)s, description = %(description)s, criteria = %(criteria)s,"
        " image_key = %(image_key)s, audience = %(audience)s, levels = %(levels)s::integer[], hidden = %(hidden)s,"
        " points = %(points)s, translations = %(translations)s, updated_by = auth.uid(),"
        " retired_at = case when %(retired)s then coalesce(retired_at, now()) end"
        f" where key = %(key)s returning {ACHIEVEMENT}",
        _columns(changed.model_dump()) | {"retired": retired},
    )


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    return said | {"translations": Jsonb(said["translations"])}
