"""`/api/v1/payouts`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.answers import CSV, csv_file
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.models.base import Page
from common.models.money import Payout, PayoutStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from payments.app import app
from payments.errors import ReportTooLong
from payments.payouts import report, repository, service
from payments.payouts.models import PayoutReport

TAGS = ["payouts"]


@app.get("/api/v1/payouts", tags=TAGS, responses=refuses(CursorInvalid))
def list_payouts(
    status: Annotated[PayoutStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Payout]:
    """List payouts

    For creators and agents, their own; administrators see all. `failure_reason` says in words why one failed.
    """
    with app.read() as tx:
        return service.list_payouts(tx, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/payouts/<payout_id>", tags=TAGS, responses=refuses(NotFound))
def read_payout(payout_id: UUID) -> Payout:
    """Read a payout

    For the creator or agent who is paid, and for administrators.
    """
    with app.read() as tx:
        return repository.find_payout(tx, payout_id)


@app.get(
    "/api/v1/payouts/<payout_id>/report",
    tags=TAGS,
    responses=refuses(NotFound, RequestsLimited, ReportTooLong),
)
@app.takes(RateClass.EXPORT)
def read_payout_report(payout_id: UUID) -> PayoutReport:
    """Read what a payout is made of

    For the creator or agent who is paid, and for administrators: its earnings and their campaigns, each gross, fee and
    net, and its commissions by month, up to 10,000 lines.
    """
    with app.read() as tx:
        return report.payout_report(tx, payout_id)


@app.get(
    "/api/v1/payouts/<payout_id>/report.csv",
    tags=TAGS,
    responses=CSV | refuses(NotFound, RequestsLimited, ReportTooLong),
)
@app.takes(RateClass.EXPORT)
def download_payout_report(payout_id: UUID) -> Response[Any]:
    """Download what a payout is made of as CSV

    For the creator or agent who is paid, and for administrators: its earnings, then its commissions, oldest first,
    amounts as people write them.
    """
    with app.read() as tx:
        text = report.payout_report_csv(tx, payout_id)
    return csv_file(f"payout-{payout_id}", text)
