"""Deposits that nobody pays: called off by the brand at once, by the timer after a day.

Stripe decides between the payer and whoever cancels, and we book its word: paid wins. An intent that Stripe does not
end by itself would count as pending for ever.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from common.adapters.payments.choice import payment_adapter, payments_mode
from common.adapters.payments.port import (
    PaymentAdapter,
    PaymentIntent,
    PaymentObjectUnknown,
    PaymentRefused,
)
from common.database import Transaction, transaction
from common.errors.money import WalletTransactionTransitionForbidden
from common.identity import SERVICE
from common.jobs import Counts
from common.models.money import WalletTransactionStatus
from common.telemetry import logger
from payments.deposits import repository
from payments.deposits.apply import apply_payment_intent
from payments.deposits.models import DepositBegun, DepositCancellation, DepositCancelled
from payments.deposits.repository import Deposit

if TYPE_CHECKING:
    from common.http import Api  # the timer answers no requests: it starts without it

JOB = "abandoned-deposits"
ABANDONED_AFTER = timedelta(days=1)
"""For so long nobody has touched it."""
AWAITED_FOR = timedelta(days=14)
"""So long a payer may take who pays elsewhere: by bank transfer, with a voucher."""
ELSEWHERE = frozenset({"requires_action"})
UNDER_WAY = frozenset({"processing"})
"""What Stripe says of an intent whose payer has still to act, and of one whose money is on its way."""
UNANSWERED_AFTER = timedelta(minutes=2)
"""A cancellation that is open after this lost its answer."""
DEPOSITS_A_RUN = 300


def cancel_deposit(app: "Api", wallet_id: UUID, deposit_id: UUID) -> DepositCancelled:
    """Call a deposit off, once per `Idempotency-Key`; still `pending` where its money is on its way.

    Raises `NotConfigured`, `NotFound`, `Forbidden`, `WalletTransactionTransitionForbidden` (it was paid, or refused),
    `PaymentRefused`, `PaymentMismatch`, and `PaymentUnclear`: the timer goes on with it.
    """
    adapter = payment_adapter()
    request = DepositCancellation(deposit_id=deposit_id)
    with app.transaction() as tx:
        app.once(tx, request, DepositBegun, lambda: begin_cancellation(tx, wallet_id, deposit_id))
    ended = finish_cancellation(adapter, deposit_id)
    if ended.status == WalletTransactionStatus.COMPLETED:
        raise WalletTransactionTransitionForbidden(details=[{"from": ended.status, "to": "cancelled"}])
    return DepositCancelled(
        transaction_id=ended.id,
        status=ended.status,
        amount=ended.amount,
        currency=ended.currency,
        failure_reason=ended.failure_reason,
    )


def begin_cancellation(tx: Transaction, wallet_id: UUID, deposit_id: UUID) -> DepositBegun:
    """Write down that a deposit is not wanted any more.

    Raises `NotFound`, `Forbidden`, `WalletTransactionTransitionForbidden`.
    """
    repository.begin_cancellation(tx, wallet_id, deposit_id)
    return DepositBegun(transaction_id=deposit_id)


def finish_cancellation(adapter: PaymentAdapter, deposit_id: UUID) -> Deposit:
    """Ask Stripe to cancel a deposit that has been called off and committed, and book its word; what it is then.

    Raises `PaymentRefused`, `PaymentMismatch`, `PaymentUnclear`.
    """
    with transaction(SERVICE) as tx:
        deposit = repository.find_deposit(tx, deposit_id)
    if deposit.status == WalletTransactionStatus.PENDING:
        _end(adapter, deposit, "cancelled", spared=frozenset())
        with transaction(SERVICE) as tx:
            deposit = repository.find_deposit(tx, deposit_id)
    return deposit


def cancel_late(adapter: PaymentAdapter, deposit: Deposit) -> None:
    """Cancel the intent of a deposit that was called off while Stripe was asked for it.

    Raises as `finish_cancellation`.
    """
    _end(adapter, deposit, "cancelled", spared=frozenset())


def cancel_abandoned_deposits(as_of: datetime) -> Counts:
    """What the timer does: end the deposits that nobody touched for a day, and those called off without an answer.

    Counts: cancelled, paid, left (on their way, or unclear).
    """
    counts: Counts = {"cancelled": 0, "paid": 0, "left": 0}
    if payments_mode()[0] == "off":
        return counts
    adapter = payment_adapter()
    with transaction(SERVICE) as tx:
        found = repository.list_abandoned(tx, as_of, ABANDONED_AFTER, UNANSWERED_AFTER, DEPOSITS_A_RUN)
    for deposit in found:
        counts[_end_abandoned(adapter, deposit, as_of)] += 1
    return counts


def _end_abandoned(adapter: PaymentAdapter, deposit: Deposit, as_of: datetime) -> str:
    """Which count it belongs to. What is left is noted, so that it comes last the next time."""
    spared = frozenset[str]()
    if not deposit.is_cancel_asked:
        spared = UNDER_WAY if deposit.created_at <= as_of - AWAITED_FOR else UNDER_WAY | ELSEWHERE
    try:
        why = _end(adapter, deposit, "abandoned", spared)
    except Exception as error:  # noqa: BLE001 - whatever it was; the others must go on
        logger().warning("deposit not ended", extra={"deposit_id": str(deposit.id)}, exc_info=error)
        why = type(error).__name__
    with transaction(SERVICE) as tx:
        ended = repository.find_deposit(tx, deposit.id)
        if ended.status == WalletTransactionStatus.PENDING:
            repository.close_deposit(tx, deposit.id, "pending", why)
            return "left"
    return "paid" if ended.status == WalletTransactionStatus.COMPLETED else "cancelled"


def _end(adapter: PaymentAdapter, deposit: Deposit, reason: str, spared: frozenset[str]) -> str:
    """Cancel it at Stripe and book what Stripe says; its word. Without an intent nobody can have paid."""
    intent = _cancelled_intent(adapter, deposit.reference_id, spared) if deposit.reference_id else None
    with transaction(SERVICE) as tx:
        if intent is None:
            repository.close_deposit(tx, deposit.id, "cancelled", reason)
            return "canceled"
        apply_payment_intent(tx, intent)
    return intent.status


def _cancelled_intent(
    adapter: PaymentAdapter, payment_intent_id: str, spared: frozenset[str]
) -> PaymentIntent | None:
    """The intent as it is after we asked to cancel it; None where Stripe knows none."""
    try:
        try:
            return adapter.cancel_payment_intent(payment_intent_id, spared)
        except PaymentRefused:  # it is paid, or cancelled, by now
            return adapter.get_payment_intent(payment_intent_id)
    except PaymentObjectUnknown:
        return None
