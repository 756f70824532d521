"""Statements of achievements that badges name."""

from common.database import Transaction
from rewards.badge_achievements.models import ShownAchievement


def find_shown(tx: Transaction, key: str) -> ShownAchievement | None:
    """What everybody may see; None where there is none, or it is hidden and nobody shows it."""
    return tx.fetch_optional(
        ShownAchievement,
        "select key, name, description, criteria, image_key from app.shown_achievement(%(key)s)",
        {"key": key},
    )
