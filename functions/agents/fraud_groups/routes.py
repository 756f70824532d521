"""`/api/v1/fraud-groups`: administrators only."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.fraud_groups import service
from agents.fraud_groups.models import FraudDecision, FraudGroupDetail
from common.errors import Forbidden, NotFound
from common.errors.agents import FraudGroupDecided
from common.errors.deals import DeciderInvolved
from common.models.base import Page
from common.models.fraud import FraudGroup, FraudStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, wake
from common.refusals import refuses

TAGS = ["fraud"]
ALL = "/api/v1/fraud-groups"
ONE = f"{ALL}/<fraud_group_id>"


@app.get(ALL, tags=TAGS, responses=refuses(Forbidden, CursorInvalid))
def list_fraud_groups(
    status: Annotated[FraudStatus | None, Query(description="Only those in this state.")] = None,
    rule: Annotated[
        str | None, Query(description="Only those of the rule of this key.", max_length=64)
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[FraudGroup]:
    """List what fraud rules found

    For administrators. What one rule found about one agent, referral or deal is one group, and is decided at once. The
    latest first.
    """
    with app.read() as tx:
        return service.list_groups(tx, status=status, rule=rule, cursor=cursor, limit=limit)


@app.get(ONE, tags=TAGS, responses=refuses(Forbidden, NotFound))
def read_fraud_group(fraud_group_id: UUID) -> FraudGroupDetail:
    """Read what a fraud rule found

    For administrators. With what was seen (ids, counts and times), and which money waits for the decision.
    """
    with app.read() as tx:
        return service.find_group(tx, fraud_group_id)


@app.post(
    f"{ONE}/resolve", tags=TAGS, responses=refuses(Forbidden, NotFound, DeciderInvolved, FraudGroupDecided)
)
def resolve_fraud_group(fraud_group_id: UUID, body: FraudDecision) -> FraudGroupDetail:
    """Resolve what a fraud rule found

    For administrators whom it is not about. `uphold`: commissions that it holds go to the platform, a referral that it
    is about counts no more, and its agents are banned where you say so. `dismiss`: commissions are paid when their time
    comes, unless another group holds them. It is decided once (409).
    """
    with app.transaction() as tx:
        decided = service.resolve(tx, fraud_group_id, body)
    wake(MAIL)
    return decided
