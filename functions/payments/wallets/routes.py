"""`/api/v1/wallets`: wallets and their statements."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.answers import CSV
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.http import csv_file
from common.limits import RateClass
from common.models.base import Moment, Page
from common.models.money import Wallet, WalletTransaction
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from payments.app import app
from payments.errors import StatementTooLong
from payments.wallets import repository, service
from payments.wallets.models import Statement

TAGS = ["wallets"]
Since = Annotated[Moment | None, Query()]
"""From this moment on."""
Until = Annotated[Moment | None, Query()]
"""Before this moment."""


@app.get("/api/v1/wallets", tags=TAGS, responses=refuses(CursorInvalid))
def list_wallets(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Wallet]:
    """Wallets that the caller may see, newest first."""
    with app.transaction() as tx:
        return service.list_wallets(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/wallets/<wallet_id>", tags=TAGS, responses=refuses(NotFound))
def read_wallet(wallet_id: UUID) -> Wallet:
    """One wallet with what it holds."""
    with app.transaction() as tx:
        return repository.find_wallet(tx, wallet_id)


@app.get("/api/v1/wallets/<wallet_id>/transactions", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_wallet_transactions(
    wallet_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[WalletTransaction]:
    """What was done with a wallet and how far it got, newest first; what came to nothing has no effect."""
    with app.transaction() as tx:
        return service.list_transactions(tx, wallet_id, cursor=cursor, limit=limit)


@app.get("/api/v1/wallets/<wallet_id>/statement", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def read_wallet_statement(
    wallet_id: UUID, since: Since = None, until: Until = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Statement:  # fmt: skip
    """The bookings of a time span, oldest first, with the balances before and after them."""
    with app.transaction() as tx:
        return service.read_statement(tx, wallet_id, since, until, cursor=cursor, limit=limit)


@app.get(
    "/api/v1/wallets/<wallet_id>/statement.csv",
    tags=TAGS,
    responses=CSV | refuses(RequestsLimited, NotFound, StatementTooLong),
)
@app.takes(RateClass.EXPORT)
def download_wallet_statement(wallet_id: UUID, since: Since = None, until: Until = None) -> Response[Any]:
    """The statement of a time span as CSV, oldest first, in major units."""
    with app.transaction() as tx:
        text = service.statement_csv(tx, wallet_id, since, until)
    return csv_file(f"statement-{wallet_id}", text)
