"""`/api/v1/wallets/{id}/withdrawals`, and refunds of one deposit."""

from uuid import UUID

from common.adapters.payments.choice import payment_adapter
from common.errors import NotConfigured, NotFound
from common.errors.money import InsufficientFunds, NothingToRefund
from common.idempotency import ONCE
from common.refusals import refuses
from payments.app import app
from payments.wallets import repository
from payments.withdrawals.models import Withdrawals, WithdrawalsBegun, WithdrawalStart
from payments.withdrawals.service import begin_withdrawal, send_refunds

TAGS = ["wallets"]


@app.post(
    "/api/v1/wallets/<wallet_id>/withdrawals",
    status_code=201,
    tags=TAGS,
    responses=refuses(NotConfigured, NotFound, InsufficientFunds, NothingToRefund, *ONCE),
)
def withdraw(wallet_id: UUID, body: WithdrawalStart) -> Withdrawals:
    """Unspent money back to where it came from: refunds, the newest deposit first."""
    return _withdraw(wallet_id, body, None)


@app.post(
    "/api/v1/wallets/<wallet_id>/deposits/<deposit_id>/refunds",
    status_code=201,
    tags=TAGS,
    responses=refuses(NotConfigured, NotFound, InsufficientFunds, NothingToRefund, *ONCE),
)
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
