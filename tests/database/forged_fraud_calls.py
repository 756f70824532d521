"""Calls about what fraud rules found by people who may not make them, and what answers them."""

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

KNOWN = "fraud_groups_resolution_is_known"
WHOLE = "fraud_groups_resolution_is_whole"
PEOPLE = (*OTHERS, CREATOR, ANALYST, MANAGER, OWNER)

FORGED_FRAUD = (
    Forged("app.resolve_fraud_group(%(fraud_group)s, 'dismissed', 'x', false)", "IM005", PEOPLE),
    Forged("app.resolve_fraud_group(null, 'dismissed', 'x', false)", "IG003", (ADMIN,)),
    Forged("app.resolve_fraud_group(%(fraud_group)s, 'upheld', ' ', true)", "fraud_groups_reason_is_seen", (ADMIN,)),
    Forged("app.resolve_fraud_group(%(fraud_group)s, 'upheld', null, true)", WHOLE, (ADMIN,)),
    Forged("app.resolve_fraud_group(%(fraud_group)s, null, 'x', true)", WHOLE, (ADMIN,)),
    Forged("app.resolve_fraud_group(%(fraud_group)s, 'burnt', 'x', true)", KNOWN, (ADMIN,)),
)  # fmt: skip
