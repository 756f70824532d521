"""`/api/v1/agents/commission-result`: administrators only."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.commission_result import service
from agents.commission_result.models import CommissionResult
from common.errors import Forbidden
from common.refusals import refuses

Month = Annotated[
    str | None,
    Query(pattern=r"^20\d\d-(0[1-9]|1[0-2])$", description="As `2026-12` (UTC); without it, this month."),
]


@app.get("/api/v1/agents/commission-result", tags=["commissions"], responses=refuses(Forbidden))
def read_commission_result(month: Month = None) -> CommissionResult:
    """Read what the platform keeps of its fees

    For administrators: a month's fees in each currency, what agents have of them, what Stripe took, and what is left.
    """
    with app.read() as tx:
        return service.read_result(tx, month)
