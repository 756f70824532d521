"""`/api/v1/wallets`: wallets and their statements."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.answers import CSV, csv_file
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.models.base import Moment, Page
from common.models.money import Wallet, WalletTransaction, WalletTransactionType
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit, OfCurrency
from common.refusals import refuses
from payments.app import app
from payments.errors import StatementTooLong
from payments.wallets import repository, service
from payments.wallets.models import OwnBalances, Statement
from payments.wallets.repository import Wanted

TAGS = ["wallets"]
Since = Annotated[Moment | None, Query(description="From this moment on; from the first booking without it.")]
Until = Annotated[Moment | None, Query(description="Before this moment; up to now without it.")]
From = Annotated[Moment | None, Query(alias="from", description="From this moment on.")]
To = Annotated[Moment | None, Query(alias="to", description="Before this moment.")]
OfType = Annotated[WalletTransactionType | None, Query(alias="type", description="Only those of this kind.")]


@app.get("/api/v1/payments/balance", tags=TAGS, responses=refuses())
def read_balances() -> OwnBalances:
    """Read what all wallets hold

    For members of the brand, those of all their brands; for creators, their own: a balance for each owner and currency.
    Nothing of somebody else's, also for administrators.
    """
    with app.read() as tx:
        return OwnBalances(balances=repository.list_own_balances(tx))


@app.get("/api/v1/payments/transactions", tags=TAGS, responses=refuses(CursorInvalid))
def list_transactions(  # noqa: PLR0917 - Powertools passes them by name
    type_: OfType = None, currency: OfCurrency = None, since: From = None, until: To = None,
    cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT,
) -> Page[WalletTransaction]:  # fmt: skip
    """List what was done with all wallets

    For members of the brand, with those of all their brands; for creators, with their own. Newest first, as
    `listWalletTransactions` shows one wallet.
    """
    with app.read() as tx:
        wanted = Wanted(type_, currency, since, until)
        return service.list_own_transactions(tx, wanted, cursor=cursor, limit=limit)


@app.get("/api/v1/wallets", tags=TAGS, responses=refuses(CursorInvalid))
def list_wallets(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Wallet]:
    """List wallets with what they hold

    For members of a brand, those of all their brands; for creators and agents, their own.
    """
    with app.read() as tx:
        return service.list_wallets(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/wallets/<wallet_id>", tags=TAGS, responses=refuses(NotFound))
def read_wallet(wallet_id: UUID) -> Wallet:
    """Read a wallet with what it holds

    For members of its brand. The wallet of a creator or agent is for them.
    """
    with app.read() as tx:
        return repository.find_wallet(tx, wallet_id)


@app.get("/api/v1/wallets/<wallet_id>/transactions", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_wallet_transactions(
    wallet_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[WalletTransaction]:
    """List what was done with a wallet

    For members of its brand, or the person whose it is: deposits, withdrawals, reservations, releases and transfers,
    and how far each got. What came to nothing has no effect.
    """
    with app.read() as tx:
        return service.list_transactions(tx, wallet_id, cursor=cursor, limit=limit)


@app.get("/api/v1/wallets/<wallet_id>/statement", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def read_wallet_statement(
    wallet_id: UUID, since: Since = None, until: Until = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Statement:  # fmt: skip
    """Read a wallet's statement

    For members of its brand, or the person whose it is: the bookings of a time span, oldest first, between the
    balances before and after them.
    """
    with app.transaction() as tx:
        return service.read_statement(tx, wallet_id, since, until, cursor=cursor, limit=limit)


@app.get(
    "/api/v1/wallets/<wallet_id>/statement.csv",
    tags=TAGS,
    responses=CSV | refuses(RequestsLimited, NotFound, StatementTooLong),
)
@app.takes(RateClass.EXPORT)
def download_wallet_statement(wallet_id: UUID, since: Since = None, until: Until = None) -> Response[Any]:
    """Download a wallet's statement as CSV

    For members of its brand, or the person whose it is: the bookings of a time span, oldest first, amounts as people
    write them. What is too long for one answer is refused; `requestWalletStatement` makes a file of it.
    """
    with app.transaction() as tx:
        text = service.statement_csv(tx, wallet_id, since, until)
    return csv_file(f"statement-{wallet_id}", text)
