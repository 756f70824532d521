"""Calls that look at badges, with arguments of something that is not to be seen: no row, whoever asks."""

from tests.database.forged_calls import NOTHING, Forged
from tests.database.permissions import ADMIN, CREATOR, OWNER, RIVAL, STRANGER

WHOEVER = (CREATOR, STRANGER, OWNER, RIVAL, ADMIN)
FORGED_BADGES = (
    # In the world the creator has a badge, and does not publish it: not even its person sees it here.
    Forged("app.shown_badge(%(badge_credential_id)s)", NOTHING, WHOEVER),
    Forged("app.shown_badge(gen_random_uuid())", NOTHING, WHOEVER),
    Forged("app.shown_badge(null)", NOTHING, WHOEVER),
    Forged("app.shown_achievement('no-such-thing')", NOTHING, WHOEVER),
    Forged("app.shown_achievement(null)", NOTHING, WHOEVER),
)
