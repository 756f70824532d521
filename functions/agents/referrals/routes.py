"""`/api/v1/agents/referrals`, `/api/v1/agents/{agent_id}/referrals`, `/api/v1/referrals`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.referrals import repository, service
from agents.referrals.models import OwnReferral, Reassignment, ReferralClaim, ReferredPerson
from common.errors import Forbidden, NotFound
from common.errors.accounts import NotToYourself
from common.errors.agents import AlreadyReferred, ReferralCodeUsedUp, ReferralTooLate, SelfReferral
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.referrals import Referral, ReferralStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["referrals"]


@app.post(
    "/api/v1/agents/referrals",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited, AlreadyReferred, ReferralTooLate, SelfReferral, ReferralCodeUsedUp, NotFound, *ONCE
    ),
)
@app.takes(RateClass.CREATE)
def claim_referral(body: ReferralClaim) -> OwnReferral:
    """Claim that somebody brought oneself

    For whoever signed up within the last seven days, and did not say it then: the code of an agent, once. A code that
    brings nobody now is 404, whatever the reason.
    """
    with app.transaction() as tx:
        return app.once(tx, body, OwnReferral, lambda: repository.claim_referral(tx, body.code))


@app.get("/api/v1/agents/<agent_id>/referrals", tags=TAGS, responses=refuses(CursorInvalid, NotFound))
def list_referrals(
    agent_id: UUID,
    status: Annotated[ReferralStatus | None, Query(description="Only those that stand so.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[ReferredPerson]:
    """List whom an agent brought

    For the agent, and administrators: name, role and month of joining, the latest month first, and what the agent
    earned by them. No address, no account, no deal.
    """
    with app.read() as tx:
        return service.list_referrals(tx, agent_id, status=status, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/referrals/<user_id>/reassign",
    tags=TAGS,
    responses=refuses(RequestsLimited, Forbidden, NotToYourself, SelfReferral, NotFound),
)
@app.takes(RateClass.CREATE)
def change_referral(user_id: UUID, body: Reassignment) -> Referral:
    """Change who brought somebody

    For administrators. It counts for what is released from now on, and is audited with the reason. `agent_user_id`
    null: nobody brought them, and the referral is rejected.
    """
    with app.transaction() as tx:
        return repository.reassign_referral(tx, user_id, body.agent_user_id, body.reason)
