"""Calls about fans by people who have an account, and may not: what a fan calls takes their device from the request."""

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

EVERYBODY = (*OTHERS, CREATOR, ANALYST, MANAGER, OWNER, ADMIN)
FORGED_FANS = (
    Forged("app.request_fan_code('fan@example.com', 10)", "42501", EVERYBODY),
    Forged("app.confirm_fan_code('123456')", "42501", EVERYBODY),
    Forged("app.join_fan(sha256('guessed'))", "IA009", EVERYBODY),
    Forged("app.join_fan(null)", "IA009", (CREATOR, ADMIN)),
    Forged("app.leave_fan(%(other_fan_id)s)", "IG003", EVERYBODY),
    Forged("app.leave_fan(%(fan_id)s)", "IG003", (*OTHERS, ANALYST, MANAGER, OWNER, ADMIN)),
    Forged("app.leave_fan(null)", "IG003", (CREATOR, ADMIN)),
    Forged("app.erase_fan(%(fan_id)s)", "IG003", (*OTHERS, CREATOR)),
    Forged("app.erase_fan(%(fan_id)s)", "IM005", (ANALYST, MANAGER)),
    Forged("app.erase_fan(null)", "IG003", (OWNER, ADMIN)),
)
