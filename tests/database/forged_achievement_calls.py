"""Calls about what others have achieved, and what answers them."""

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

FORGED_ACHIEVEMENTS = (
    Forged(
        "app.publish_achievement(%(achievement_key)s, true)",
        "IG003",
        (*OTHERS, ANALYST, MANAGER, OWNER, ADMIN),
    ),
    Forged("app.publish_achievement(%(achievement_key)s, false, 1)", "IG003", (*OTHERS, OWNER, ADMIN)),
    Forged("app.publish_achievement(%(achievement_key)s, true, 2)", "IG003", (CREATOR,)),
    Forged("app.publish_achievement('first-deal', true)", "IG003", (CREATOR,)),
    Forged("app.publish_achievement(null, true)", "IG003", (CREATOR, OWNER)),
    Forged("app.publish_achievement(null, null, null)", "IG003", (CREATOR, OWNER)),
)
