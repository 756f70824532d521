"""Use cases of deposits and withdrawals. Intent row, commit, call to Stripe, commit: never a call inside."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.port import (
    PaymentAdapter,
    PaymentIntent,
    PaymentObjectUnknown,
    PaymentRefused,
    Refund,
)
from common.database import Transaction, transaction
from common.identity import SERVICE, Actor
from common.models.money import WalletTransactionStatus
from common.telemetry import logger
from payments.deposits import repository
from payments.deposits.repository import Deposit, Withdrawal
from payments.wallets.models import DepositConfirmed, DepositStarted, WithdrawalsBegun

UNANSWERED_AFTER = timedelta(minutes=2)
"""A withdrawal that is still open after this lost its worker or its answer."""
WITHDRAWALS_A_SWEEP = 100
PAYMENT_UNKNOWN = "payment_unknown"
REFUND_CAME_TO_NOTHING = ("failed", "canceled")
DISPUTE_IS_ONLY_A_WARNING = "warning_"


def start_deposit(actor: Actor, deposit_id: UUID) -> DepositStarted:
    """Ask Stripe to collect a deposit that has been committed; the same again for a repeated request.

    Raises `PaymentRefused`, `PaymentUnclear` (the deposit stays pending: ask again with the same key).
    """
    adapter = payment_adapter()
    with transaction(actor) as tx:
        deposit = repository.find_deposit(tx, deposit_id)
    if deposit.reference_id is not None:
        return _started(deposit, adapter.get_payment_intent(deposit.reference_id))
    if deposit.status != WalletTransactionStatus.PENDING:
        raise PaymentRefused(deposit.failure_reason or deposit.status)
    customer = deposit.stripe_customer_id or adapter.create_customer(deposit.wallet_id, deposit.brand_id)
    try:
        intent = adapter.create_payment_intent(deposit.id, deposit.amount, deposit.currency, customer)
    except PaymentRefused as refusal:
        with transaction(SERVICE) as tx:
            repository.close_deposit(tx, deposit.id, "failed", refusal.reason)
        raise
    with transaction(SERVICE) as tx:
        repository.note_customer(tx, deposit.wallet_id, customer)
        repository.note_reference(tx, deposit.id, intent.id)
    return _started(deposit, intent)


def confirm_deposit(actor: Actor, payment_intent_id: str) -> DepositConfirmed:
    """Ask Stripe what became of a deposit, and book that. Raises `NotFound` for an intent of someone else."""
    with transaction(actor) as tx:
        repository.find_deposit_by_intent(tx, payment_intent_id)
    intent = payment_adapter().get_payment_intent(payment_intent_id)
    with transaction(SERVICE) as tx:
        apply_payment_intent(tx, intent)
        deposit = repository.find_deposit_by_intent(tx, payment_intent_id)
    return DepositConfirmed(
        transaction_id=deposit.id,
        payment_intent_id=intent.id,
        payment_intent_status=intent.status,
        status=deposit.status,
        amount=deposit.amount,
        currency=deposit.currency,
        failure_reason=deposit.failure_reason,
    )


def apply_payment_intent(tx: Transaction, intent: PaymentIntent) -> bool:
    """Book what Stripe says now about an intent; False where nothing is left to book, or it is none of ours."""
    if intent.deposit_id is None:
        return False
    match intent.status:
        case "succeeded":
            return repository.credit_deposit(
                tx, intent.deposit_id, payment_intent_id=intent.id, amount=intent.amount_received,
                currency=intent.currency, charge_id=intent.charge_id,
            )  # fmt: skip
        case "canceled":
            return repository.close_deposit(tx, intent.deposit_id, "cancelled", "canceled")
        case "requires_payment_method" if intent.failure:
            return repository.close_deposit(tx, intent.deposit_id, "pending", intent.failure)
    return False


def begin_withdrawal(
    tx: Transaction, wallet_id: UUID, amount: int, deposit_id: UUID | None
) -> WithdrawalsBegun:
    """Write down which deposits are refunded, newest first. Raises 402, 409 (IM009), 403, `NotFound`."""
    begun = repository.begin_withdrawal(tx, wallet_id, amount, deposit_id)
    return WithdrawalsBegun(withdrawal_ids=[part.withdrawal_id for part in begun])


def send_refunds(withdrawal_ids: list[UUID]) -> None:
    """Ask Stripe for refunds that have been committed; an unclear answer is left to the sweep."""
    with transaction(SERVICE) as tx:
        pending = repository.list_pending_withdrawals(tx, withdrawal_ids)
    _finish(pending)


def finish_withdrawals() -> int:
    """Withdrawals that nobody finished: find their refunds at Stripe, or ask for them again; how many."""
    with transaction(SERVICE) as tx:
        left = repository.list_open_withdrawals(tx, UNANSWERED_AFTER, WITHDRAWALS_A_SWEEP)
    _finish(left)
    return len(left)


def apply_refunds(tx: Transaction, refunds: Iterable[Refund]) -> bool:
    """Book what Stripe says now about refunds; False where nothing is left to book."""
    return sum(_apply_refund(tx, refund) for refund in refunds) > 0


def apply_dispute(
    tx: Transaction, dispute_id: str, payment_intent_id: str | None, status: str, amount: int
) -> bool:
    """Book a dispute as it is now, whichever of its events came first; False where nothing is left to book."""
    if payment_intent_id is None or status.startswith(DISPUTE_IS_ONLY_A_WARNING) or status == "prevented":
        return False
    opened = repository.open_dispute(tx, payment_intent_id, dispute_id, amount)
    closed = status in ("won", "lost") and repository.close_dispute(tx, dispute_id, won=status == "won")
    return opened or closed


def _finish(withdrawals: list[Withdrawal]) -> None:
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
            repository.fail_refund(tx, withdrawal.withdrawal_id, refusal.reason)
    else:
        with transaction(SERVICE) as tx:
            _apply_refund(tx, refund)


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


def _apply_refund(tx: Transaction, refund: Refund) -> bool:
    if refund.withdrawal_id is None:
        return _apply_refund_at_stripe(tx, refund)
    if refund.status == "succeeded":
        return repository.settle_refund(tx, refund.withdrawal_id, refund.id)
    if refund.status in REFUND_CAME_TO_NOTHING:
        return repository.fail_refund(tx, refund.withdrawal_id, refund.failure or refund.status)
    return False


def _apply_refund_at_stripe(tx: Transaction, refund: Refund) -> bool:
    """One that somebody made in the dashboard."""
    if refund.payment_intent_id is None:
        return False
    if refund.status == "succeeded":
        return repository.record_refund_at_stripe(tx, refund.payment_intent_id, refund.id, refund.amount)
    if refund.status in REFUND_CAME_TO_NOTHING:
        return repository.fail_refund_at_stripe(
            tx, refund.payment_intent_id, refund.id, refund.amount, refund.failure or refund.status
        )
    return False


def _started(deposit: Deposit, intent: PaymentIntent) -> DepositStarted:
    return DepositStarted(
        transaction_id=deposit.id,
        payment_intent_id=intent.id,
        client_secret=intent.client_secret,
        amount=deposit.amount,
        currency=deposit.currency,
        status=intent.status,
    )
