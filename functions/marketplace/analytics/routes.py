"""`/api/v1/analytics`: figures of the platform."""

from common.models.analytics import AgedDeposit, FinancialDay, PlatformDay
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, FirstDay, LastDay, Limit, OfCurrency
from common.refusals import refuses
from marketplace.analytics import service
from marketplace.app import app

TAGS = ["administration"]


@app.get("/api/v1/analytics/platform", tags=TAGS, responses=refuses(CursorInvalid))
def list_platform_days(
    since: FirstDay = None, until: LastDay = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[PlatformDay]:
    """List what the platform was used for, day by day

    For administrators: users, gigs, deals and their steps of each day (UTC), newest first, today included. A day is
    counted by the night after it and twice again; then it is final.
    """
    with app.read() as tx:
        return service.list_platform_days(tx, since, until, cursor=cursor, limit=limit)


@app.get("/api/v1/analytics/financial", tags=TAGS, responses=refuses(CursorInvalid))
def list_financial_days(
    since: FirstDay = None, until: LastDay = None, currency: OfCurrency = None,
    cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT,
) -> Page[FinancialDay]:  # fmt: skip
    """List what was paid, given back and earned, day by day

    For administrators: a row for each day (UTC), newest first, today included, and for each currency that somebody has
    a wallet in. Nothing is converted or added up over currencies.
    """
    with app.read() as tx:
        return service.list_financial_days(tx, since, until, currency=currency, cursor=cursor, limit=limit)


@app.get("/api/v1/analytics/aged-deposits", tags=TAGS, responses=refuses(CursorInvalid))
def list_aged_deposits(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[AgedDeposit]:
    """List deposits whose money lies with us for long

    For administrators, the oldest first: deposits of 75 days ago (the setting `aged_deposit_days`) that are not spent.
    Stripe holds money for 90 days in most countries; then it is to be refunded, or spent.
    """
    with app.read() as tx:
        return service.list_aged_deposits(tx, cursor=cursor, limit=limit)
