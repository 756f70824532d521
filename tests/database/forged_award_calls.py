"""Calls about what was granted by people who may not make them, and what answers them."""

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

FORGED_AWARDS = (
    Forged("app.claim_award(%(award_id)s)", "IG003", (*OTHERS, ANALYST, MANAGER, OWNER, ADMIN)),
    Forged("app.claim_award(null)", "IG003", (*OTHERS, CREATOR, ADMIN)),
    Forged("app.revoke_award(%(award_id)s, 'Why', now())", "IG003", OTHERS),
    Forged("app.revoke_award(%(award_id)s, 'Why', now())", "IM005", (CREATOR, ANALYST)),
    Forged("app.revoke_award(%(award_id)s, ' ', now())", "reward_awards_reason_is_seen", (OWNER, ADMIN)),
    Forged("app.revoke_award(%(award_id)s, null, now())", "IM002", (MANAGER, ADMIN)),
    Forged("app.revoke_award(%(award_id)s, 'Why', null)", "IM002", (MANAGER, ADMIN)),
    Forged("app.revoke_award(null, 'Why', now())", "IG003", (*OTHERS, CREATOR, OWNER, ADMIN)),
)
