"""Use cases of whoever looks up what a badge is for."""

import re

from common.database import Transaction
from common.errors import NotFound
from rewards.badge_achievements import repository
from rewards.badge_achievements.models import ShownAchievement

KEY = re.compile(r"[a-z0-9-]{1,64}", re.ASCII)


def find(tx: Transaction, key: str) -> ShownAchievement:
    """What everybody may see of it. Raises `NotFound`."""
    found = repository.find_shown(tx, key) if KEY.fullmatch(key) else None
    if found is None:
        raise NotFound
    return found
