"""Use cases of withdrawals. Intent row, commit, call to Stripe, commit: never a call inside."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.port import PaymentAdapter, PaymentObjectUnknown, PaymentRefused, Refund
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.telemetry import logger
from payments.refunds import repository as refunds
from payments.refunds.service import apply_refund
from payments.wallets import repository as wallets
from payments.withdrawals import repository
from payments.withdrawals.models import Withdrawals, WithdrawalsBegun, WithdrawalStart
from payments.withdrawals.repository import Withdrawal

if TYPE_CHECKING:
    from common.http import Api  # the timer answers no requests: it starts without it

UNANSWERED_AFTER = timedelta(minutes=2)
"""A withdrawal that is still open after this lost its worker or its answer."""
WITHDRAWALS_A_SWEEP = 100
PAYMENT_UNKNOWN = "payment_unknown"


def withdraw_funds(
    app: "Api", wallet_id: UUID, request: WithdrawalStart, deposit_id: UUID | None = None
) -> Withdrawals:
    """Give `request.amount` minor units back, out of one deposit or of the newest, once per `Idempotency-Key`.

    Raises `NotConfigured`, and what `begin_withdrawal` raises.
    """
    payment_adapter()  # where payments are off, nothing is begun
    with app.transaction() as tx:
        begun = app.once(
            tx, request, WithdrawalsBegun,
            lambda: begin_withdrawal(tx, wallet_id, request.amount, deposit_id),
        )  # fmt: skip
    send_refunds(begun.withdrawal_ids)
    with app.transaction() as tx:
        return Withdrawals(data=wallets.list_transactions_by_id(tx, wallet_id, begun.withdrawal_ids))


def begin_withdrawal(
    tx: Transaction, wallet_id: UUID, amount: int, deposit_id: UUID | None
) -> WithdrawalsBegun:
    """Write down which deposits are refunded for `amount` minor units, newest first.

    Raises `NotFound`, `Forbidden`, `InsufficientFunds`, `NothingToRefund`, `WithdrawalsLimited`, `WithdrawalTooLarge`.
    """
    begun = repository.begin_withdrawal(tx, wallet_id, amount, deposit_id)
    return WithdrawalsBegun(withdrawal_ids=[part.withdrawal_id for part in begun])


def send_refunds(withdrawal_ids: list[UUID]) -> None:
    """Ask Stripe for refunds that have been committed; what is unclear is left to the sweep. Raises `NotConfigured`."""
    with transaction(SERVICE) as tx:
        pending = repository.list_pending_withdrawals(tx, withdrawal_ids)
    _send_each(pending)


def finish_withdrawals() -> int:
    """Withdrawals that nobody finished: find their refunds at Stripe, or ask for them again; how many.

    Raises `NotConfigured`.
    """
    with transaction(SERVICE) as tx:
        left = repository.list_open_withdrawals(tx, UNANSWERED_AFTER, WITHDRAWALS_A_SWEEP)
    _send_each(left)
    return len(left)


def _send_each(withdrawals: list[Withdrawal]) -> None:
    adapter = payment_adapter()
    for withdrawal in withdrawals:
        try:
            _send(adapter, withdrawal)
        except Exception as error:  # noqa: BLE001 - it stays open for the next sweep; the others must go on
            logger().warning(
                "refund unclear", extra={"withdrawal_id": str(withdrawal.withdrawal_id)}, exc_info=error
            )


def _send(adapter: PaymentAdapter, withdrawal: Withdrawal) -> None:
    try:
        refund = _refund_of(adapter, withdrawal)
    except PaymentRefused as refusal:
        with transaction(SERVICE) as tx:
            refunds.fail_refund(tx, withdrawal.withdrawal_id, refusal.reason)
    else:
        with transaction(SERVICE) as tx:
            if not apply_refund(tx, refund):
                repository.note_refund(tx, withdrawal.withdrawal_id, refund.id)


def _refund_of(adapter: PaymentAdapter, withdrawal: Withdrawal) -> Refund:
    """Looks before it asks: Stripe forgets idempotency keys after a day. Of an unknown payment nothing comes back."""
    try:
        for refund in adapter.list_refunds(withdrawal.payment_intent_id):
            if refund.withdrawal_id == withdrawal.withdrawal_id:
                return refund
        return adapter.create_refund(
            withdrawal.withdrawal_id, withdrawal.payment_intent_id, withdrawal.refund_amount
        )
    except PaymentObjectUnknown:
        raise PaymentRefused(PAYMENT_UNKNOWN) from None
