"""Calls of what gates do by people who have an account: the hash of a token is all that opens one."""

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

EVERYBODY = (*OTHERS, CREATOR, ANALYST, MANAGER, OWNER, ADMIN)
FORGED_GATES = (
    Forged("app.staff_of(sha256('guessed'), null)", "42501", EVERYBODY),
    Forged("app.take_staff_scans(sha256('guessed'), now(), '[]')", "42501", EVERYBODY),
)
