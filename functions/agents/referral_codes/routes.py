"""`/api/v1/agents/codes`."""

from uuid import UUID

from agents.app import app
from agents.errors import AgentNotActive
from agents.referral_codes import service
from agents.referral_codes.models import NewReferralCode, ReferralCodeChange
from common.errors import NotFound, Unavailable
from common.errors.agents import (
    ReferralCodeReserved,
    ReferralCodeTaken,
    ReferralCodeUsedMoreOften,
    TooManyReferralCodes,
)
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.referral_codes import ReferralCode
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["referral codes"]


@app.get("/api/v1/agents/codes", tags=TAGS, responses=refuses(CursorInvalid))
def list_referral_codes(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[ReferralCode]:
    """List one's referral codes

    For agents: their own, the newest first, with how often each was used.
    """
    with app.read() as tx:
        return service.list_codes(tx, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/agents/codes",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited, AgentNotActive, TooManyReferralCodes, ReferralCodeTaken, ReferralCodeReserved,
        Unavailable, *ONCE,
    ),
)  # fmt: skip
@app.takes(RateClass.CREATE)
def create_referral_code(body: NewReferralCode) -> ReferralCode:
    """Create a referral code

    For agents who bring people: at most a hundred codes each. Without a `code` one is drawn. Who signs up with it, or
    after they followed its link, was brought by the agent.
    """
    with app.transaction() as tx:
        return app.once(tx, body, ReferralCode, lambda: service.make_code(tx, body))


@app.patch(
    "/api/v1/agents/codes/<code_id>", tags=TAGS, responses=refuses(NotFound, ReferralCodeUsedMoreOften)
)
def change_referral_code(code_id: UUID, body: ReferralCodeChange) -> ReferralCode:
    """Change a referral code, or switch it off

    For the agent whose it is. What is sent changes, the rest stays; so does the code itself, for ever.
    """
    with app.transaction() as tx:
        return service.change_code(tx, code_id, body)
