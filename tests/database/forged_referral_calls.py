"""Calls that read, claim and change who brought whom, with arguments that somebody may not give.

In the world the stranger came by the creator.
"""

from tests.database.forged_calls import Forged
from tests.database.permissions import ANALYST, CREATOR, MANAGER, OWNER, RIVAL, STRANGER

FORGED_REFERRALS = (
    Forged("app.list_referrals(%(creator_user_id)s, null, null, null, 5)", "IG003",
           (OWNER, MANAGER, ANALYST, RIVAL, STRANGER)),
    Forged("app.list_referrals(null, null, null, null, 5)", "IG003", (CREATOR, STRANGER)),
    Forged("app.list_referrals(%(stranger)s, null, null, null, 5)", "IG003", (STRANGER,)),
    Forged("app.claim_referral('NO-SUCH-CODE')", "IG003", (OWNER, RIVAL, CREATOR)),
    Forged("app.claim_referral(null)", "IG003", (OWNER, RIVAL, CREATOR)),
    Forged("app.claim_referral('NO-SUCH-CODE')", "IR004", (STRANGER,)),
    Forged("app.reassign_referral(%(stranger)s, %(creator_user_id)s, 'Mine.')", "IM005",
           (CREATOR, STRANGER, OWNER, MANAGER, ANALYST, RIVAL)),
    Forged("app.reassign_referral(%(stranger)s, null, 'Nobody.')", "IM005", (CREATOR, STRANGER)),
)  # fmt: skip
