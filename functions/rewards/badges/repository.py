"""Statements of badges."""

from uuid import UUID

from common.database import Transaction
from rewards.badges.models import Badge


def find_shown(tx: Transaction, credential_id: UUID) -> Badge | None:
    """What everybody may see of a badge; None where it is private, or there is none."""
    return tx.fetch_optional(
        Badge,
        "select state, successor, jwt, person, achievement_key, level, levels, name, description, criteria,"
        " image_key, awarded_at from app.shown_badge(%(id)s)",
        {"id": credential_id},
    )
