"""What the functions of disputes about held funds answer where the state of things forbids it, and not who asks."""

from typing import LiteralString

from tests.database.forged_deal_states import Refused, only_one, set_escrow
from tests.database.permissions import ADMIN, CREATOR, OWNER


def _dispute(given: LiteralString, changes: LiteralString) -> LiteralString:
    return given + "; update deal_disputes set " + changes + " where id = %(dispute_id)s"


def _member(given: LiteralString, who: LiteralString, status: LiteralString) -> LiteralString:
    return (
        given + "; insert into brand_memberships (brand_id, user_id, status)"
        " values (%(brand_id)s, %(" + who + ")s, '" + status + "')"
    )


OPEN: LiteralString = "select app.open_deal_dispute(%(escrow_id)s, 'quality', 'x', 0)"
PROPOSE: LiteralString = "select app.propose_split(%(dispute_id)s, 0)"
APPEAL: LiteralString = "select app.appeal_deal_dispute(%(dispute_id)s, 'x')"
DECIDE: LiteralString = "select app.resolve_deal_dispute(%(dispute_id)s, 0, 'x')"
WRITE: LiteralString = "select app.write_dispute_message(%(dispute_id)s, 'x')"

DISPUTED = set_escrow(
    "status = 'disputed', disputed_from = 'under_review', disputed_at = now(),"
    " deadline_at = now() + interval '5 days', next_step = 'decide'"
)
ANSWERED = _dispute(DISPUTED, "status = 'answered', answer = 'x', answer_amount = 0, answered_at = now()")
DECIDED = _dispute(
    ANSWERED,
    "status = 'decided', creator_amount = 0, decided_by = %(admin)s, decided_at = now(), decision_reason = 'x',"
    " appeal_until = now() + interval '3 days'",
)
APPEALED = _dispute(
    DECIDED, "appealed_by = %(creator_user_id)s, appealed_side = 'creator', appealed_at = now(), appeal = 'x'"
)

DISPUTE_STATES = (
    Refused(OPEN, "IK001", OWNER, DISPUTED),
    Refused(OPEN, "IK030", OWNER, set_escrow("status = 'rejected'")),
    Refused(OPEN, "IK008", OWNER, set_escrow("locked_at = '2020-01-01'")),
    Refused("select app.open_deal_dispute(%(escrow_id)s, 'quality', 'x', 101)", "IM006", OWNER),
    Refused("select app.answer_deal_dispute(%(dispute_id)s, 'x', 101)", "IM006", OWNER, DISPUTED),
    Refused("select app.propose_split(%(dispute_id)s, 101)", "IM006", CREATOR, DISPUTED),
    Refused(PROPOSE, "IC020", CREATOR, _member(DISPUTED, "creator_user_id", "active")),
    Refused(PROPOSE, "IK001", CREATOR),
    Refused(PROPOSE, "IK008", CREATOR, DISPUTED + "; " + set_escrow("deadline_at = now() - interval '1 day'")),
    Refused("select app.accept_split(%(dispute_id)s, 100)", "IK031", CREATOR, DISPUTED),
    Refused("select app.accept_split(%(dispute_id)s, 99)", "IK031", OWNER, DISPUTED),
    Refused("select app.withdraw_deal_dispute(%(dispute_id)s)", "IK008", CREATOR,
            _dispute(DISPUTED, "rest = '900 days'")),
    Refused(OPEN, "IG003", ADMIN, _member("select 1", "admin", "removed")),
    Refused("select app.appeal_deal_dispute(%(dispute_id)s, null)", "IM002", CREATOR, DECIDED),
    Refused(APPEAL, "IK001", CREATOR, DISPUTED),
    Refused(APPEAL, "IK032", CREATOR, APPEALED),
    Refused(APPEAL, "IK032", OWNER, _dispute(APPEALED, "also_appeal = 'x'")),
    Refused(APPEAL, "IK008", OWNER, _dispute(APPEALED, "appeal_until = now() - interval '1 day'")),
    Refused(DECIDE, "IK033", ADMIN, _member(ANSWERED, "admin", "removed")),
    Refused(DECIDE, "IK001", ADMIN, DECIDED),
    Refused("select app.resolve_deal_dispute(%(dispute_id)s, 101, 'x')", "IM006", ADMIN, ANSWERED),
    Refused("select app.write_dispute_message(%(escrow_id)s, 'x')", "IG003", ADMIN),
    Refused(WRITE, "IK001", CREATOR, _dispute(DISPUTED, "status = 'withdrawn', withdrawn_at = now()")),
    Refused(WRITE, "IK009", CREATOR, only_one("deal_dispute_message_limit")),
)  # fmt: skip
