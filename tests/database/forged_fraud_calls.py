"""Calls about what fraud rules found by people who may not make them, and what answers them."""

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER, RIVAL, STRANGER

KNOWN = "fraud_groups_resolution_is_known"
WHOLE = "fraud_groups_resolution_is_whole"
NOTE = "scan_reviews_note_fits"
OUTSIDE = (CREATOR, STRANGER, RIVAL)
PEOPLE = (*OTHERS, CREATOR, ANALYST, MANAGER, OWNER)

FORGED_FRAUD = (
    Forged("app.resolve_fraud_group(%(fraud_group)s, 'dismissed', 'x', false)", "IM005", PEOPLE),
    Forged("app.resolve_fraud_group(null, 'dismissed', 'x', false)", "IG003", (ADMIN,)),
    Forged("app.resolve_fraud_group(%(fraud_group)s, 'upheld', ' ', true)", "fraud_groups_reason_is_seen", (ADMIN,)),
    Forged("app.resolve_fraud_group(%(fraud_group)s, 'upheld', null, true)", WHOLE, (ADMIN,)),
    Forged("app.resolve_fraud_group(%(fraud_group)s, null, 'x', true)", WHOLE, (ADMIN,)),
    Forged("app.resolve_fraud_group(%(fraud_group)s, 'burnt', 'x', true)", KNOWN, (ADMIN,)),
    Forged("app.decide_scan_review(%(scan_review)s, 'cleared', '')", "IG003", OUTSIDE),
    Forged("app.decide_scan_review(%(scan_review)s, 'cleared', '')", "IM005", (ANALYST,)),
    Forged("app.decide_scan_review(null, 'cleared', '')", "IG003", (OWNER, MANAGER, ANALYST, ADMIN)),
    Forged("app.decide_scan_review(%(scan_review)s, 'burnt', '')", "IA007", (OWNER, MANAGER, ADMIN)),
    Forged("app.decide_scan_review(%(scan_review)s, 'open', '')", "scan_reviews_are_decided_at_a_time", (OWNER, ADMIN)),
    Forged("app.decide_scan_review(%(scan_review)s, null, '')", "23502", (OWNER, ADMIN)),
    Forged("app.decide_scan_review(%(scan_review)s, 'cleared', repeat('x', 1001))", NOTE, (MANAGER,)),
    Forged("app.scan_evidence(%(scan_review)s)", "IG003", OUTSIDE),
    Forged("app.scan_evidence(null)", "IG003", (OWNER, ANALYST, ADMIN)),
)  # fmt: skip
