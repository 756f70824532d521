"""`/api/v1/wallets`: wallets, statements, deposits, withdrawals."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.adapters.payments.choice import payment_adapter
from common.models.base import Moment, Page
from common.models.money import Wallet, WalletTransaction
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from payments.app import app
from payments.deposits import repository as deposits
from payments.deposits.service import begin_withdrawal, send_refunds, start_deposit
from payments.wallets import repository, service
from payments.wallets.models import (
    DepositBegun,
    DepositStart,
    DepositStarted,
    Withdrawals,
    WithdrawalsBegun,
    WithdrawalStart,
)

TAGS = ["wallets"]


@app.get("/api/v1/wallets", tags=TAGS)
def list_wallets(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Wallet]:
    """Wallets that the caller may see, newest first."""
    with app.transaction() as tx:
        return service.list_wallets(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/wallets/<wallet_id>", tags=TAGS)
def read_wallet(wallet_id: UUID) -> Wallet:
    """One wallet with what it holds."""
    with app.transaction() as tx:
        return repository.find_wallet(tx, wallet_id)


@app.get("/api/v1/wallets/<wallet_id>/transactions", tags=TAGS)
def wallet_statement(
    wallet_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[WalletTransaction]:
    """The statement, newest first, with the balance after each line."""
    with app.transaction() as tx:
        return service.statement(tx, wallet_id, cursor=cursor, limit=limit)


@app.get("/api/v1/wallets/<wallet_id>/statement.csv", tags=TAGS)
def wallet_statement_csv(
    wallet_id: UUID,
    since: Annotated[Moment | None, Query()] = None,
    until: Annotated[Moment | None, Query()] = None,
) -> Response[Any]:
    """The statement of a time span as CSV, oldest first, in major units."""
    with app.transaction() as tx:
        text = service.statement_csv(tx, wallet_id, since, until)
    disposition = f'attachment; filename="statement-{wallet_id}.csv"'
    return Response(200, "text/csv; charset=utf-8", text, headers={"Content-Disposition": disposition})


@app.post("/api/v1/wallets/<wallet_id>/deposits", status_code=201, tags=TAGS)
def deposit(wallet_id: UUID, body: DepositStart) -> DepositStarted:
    """Begin a deposit; pay it with the client secret."""
    payment_adapter()  # where payments are off, nothing is begun
    with app.transaction() as tx:
        begun = app.once(
            tx, body, DepositBegun,
            lambda: DepositBegun(transaction_id=deposits.begin_deposit(tx, wallet_id, body.amount)),
        )  # fmt: skip
    return start_deposit(app.actor, begun.transaction_id)


@app.post("/api/v1/wallets/<wallet_id>/withdrawals", status_code=201, tags=TAGS)
def withdraw(wallet_id: UUID, body: WithdrawalStart) -> Withdrawals:
    """Unspent money back to where it came from: refunds, the newest deposit first."""
    return _withdraw(wallet_id, body, None)


@app.post("/api/v1/wallets/<wallet_id>/deposits/<deposit_id>/refunds", status_code=201, tags=TAGS)
def refund_deposit(wallet_id: UUID, deposit_id: UUID, body: WithdrawalStart) -> Withdrawals:
    """(Part of) one deposit back, as far as the wallet has it unspent."""
    return _withdraw(wallet_id, body, deposit_id)


def _withdraw(wallet_id: UUID, body: WithdrawalStart, deposit_id: UUID | None) -> Withdrawals:
    payment_adapter()
    with app.transaction() as tx:
        begun = app.once(
            tx, body, WithdrawalsBegun,
            lambda: begin_withdrawal(tx, wallet_id, body.amount, deposit_id),
        )  # fmt: skip
    send_refunds(begun.withdrawal_ids)
    with app.transaction() as tx:
        return Withdrawals(data=repository.list_transactions_by_id(tx, wallet_id, begun.withdrawal_ids))
