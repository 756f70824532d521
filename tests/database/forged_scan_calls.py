"""Calls of the functions of scans by people who may not make them."""

from tests.database.forged_calls import Forged
from tests.database.permissions import ADMIN, OWNER, RIVAL, STRANGER

FORGED_SCANS = (
    # Fans alone ask, who have no account: whether they are led on is no secret.
    Forged("app.scan_leads_on(gen_random_uuid())", "42501", (STRANGER, RIVAL, OWNER, ADMIN)),
)
