"""Use cases of deposits. Intent row, commit, call to Stripe, commit: never a call inside."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from common import metrics
from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.port import (
    PaymentAdapter,
    PaymentIntent,
    PaymentObjectUnknown,
    PaymentRefused,
    PaymentUnclear,
)
from common.database import Transaction, transaction
from common.errors import NotConfigured, NotFound
from common.errors.money import PaymentMismatch
from common.identity import SERVICE, Actor
from common.models.money import WalletTransactionStatus
from payments.deposits import repository
from payments.deposits.apply import apply_payment_intent
from payments.deposits.cancel import cancel_late
from payments.deposits.models import (
    DepositBegun,
    DepositConfirmed,
    DepositFunds,
    DepositStart,
    DepositStarted,
)
from payments.deposits.repository import Deposit
from payments.errors import WalletMismatch
from payments.wallets.service import OwnWallet, wallet_id_of

if TYPE_CHECKING:
    from common.http import Api  # the worker and the timer answer no requests: they start without it

DEPOSIT_REFUSALS = (
    NotFound, NotConfigured, PaymentRefused, PaymentObjectUnknown, PaymentMismatch, PaymentUnclear,
)  # fmt: skip
"""What beginning and confirming a deposit may end in."""
CALLED_OFF = "cancelled"
MOST_SETTLED = 500
"""The timers' job finds what is left."""
MOST_REPLACED = 4
"""Payers of one wallet that were deleted within the day for which Stripe remembers keys."""


def deposit_funds(
    app: "Api", request: DepositStart | DepositFunds, wallet: UUID | OwnWallet
) -> DepositStarted:
    """Begin the deposit of `request.amount` minor units, once per `Idempotency-Key`, and ask Stripe to collect it.

    Raises `NotFound`, `Forbidden`, `BrandRequired`, `NoWallet`, for held funds `StepNotAllowed`, `EscrowFrozen`,
    `WalletMismatch`, and what `start_deposit` raises.
    """
    payment_adapter()  # where payments are off, nothing is begun
    with app.transaction() as tx:

        def begin() -> DepositBegun:
            wallet_id = wallet_id_of(tx, wallet)
            if isinstance(request, DepositStart) and request.escrow_id:
                return _begin_for_escrow(tx, wallet_id, request.escrow_id, request.amount)
            return DepositBegun(transaction_id=repository.begin_deposit(tx, wallet_id, request.amount))

        begun = app.once(tx, request, DepositBegun, begin)
    return start_deposit(app.actor, begun.transaction_id)


def _begin_for_escrow(tx: Transaction, wallet_id: UUID, escrow_id: UUID, amount: int) -> DepositBegun:
    begun = DepositBegun(transaction_id=repository.begin_card_payment(tx, escrow_id))
    deposit = repository.find_deposit(tx, begun.transaction_id)
    if deposit.wallet_id != wallet_id:
        raise WalletMismatch(details=[{"currency": deposit.currency}])
    if deposit.amount != amount:
        raise PaymentMismatch(
            "The amount is not that of the milestone.",
            details=[{"needed": deposit.amount, "currency": deposit.currency}],
        )
    return begun


def settle_escrows() -> None:
    """Let go what no dispute holds up, and lock what cards have paid for: held funds are locked before wallets.

    So these are transactions of their own, after those that booked.
    """
    with transaction(SERVICE) as tx:
        repository.settle_freezes(tx, datetime.now(UTC), MOST_SETTLED)
    with transaction(SERVICE) as tx:
        repository.settle_card_payments(tx, datetime.now(UTC), MOST_SETTLED)


def start_deposit(actor: Actor, deposit_id: UUID) -> DepositStarted:
    """Ask Stripe to collect a deposit that has been committed; the same again for a repeated request.

    Raises `NotConfigured`, `PaymentRefused`, `PaymentObjectUnknown`, `PaymentMismatch`, and `PaymentUnclear`: the
    deposit stays pending, ask again with the same key.
    """
    adapter = payment_adapter()
    with transaction(actor) as tx:
        deposit = repository.find_deposit(tx, deposit_id)
    if deposit.reference_id is not None:
        return _started(deposit, adapter.get_payment_intent(deposit.reference_id))
    if deposit.status != WalletTransactionStatus.PENDING or deposit.is_cancel_asked:
        raise PaymentRefused(deposit.failure_reason or CALLED_OFF)
    try:
        customer, intent = _ask_for_intent(adapter, deposit)
    except PaymentRefused as refusal:
        with transaction(SERVICE) as tx:
            if repository.close_deposit(tx, deposit.id, "failed", refusal.reason):
                metrics.count("deposits_failed")
        raise
    with transaction(SERVICE) as tx:
        repository.note_customer(tx, deposit.wallet_id, customer)
        repository.note_reference(tx, deposit.id, intent.id)
        noted = repository.find_deposit(tx, deposit.id)
    if noted.status != WalletTransactionStatus.PENDING or noted.is_cancel_asked:
        cancel_late(adapter, noted)
        raise PaymentRefused(CALLED_OFF)
    return _started(deposit, intent)


def confirm_deposit(actor: Actor, payment_intent_id: str) -> DepositConfirmed:
    """Ask Stripe what became of a deposit, and book that.

    Raises `NotFound` (somebody else's intent is none), `NotConfigured`, `PaymentRefused`, `PaymentObjectUnknown`,
    `PaymentMismatch`, `PaymentUnclear`.
    """
    with transaction(actor) as tx:
        repository.find_deposit_by_intent(tx, payment_intent_id)
    intent = payment_adapter().get_payment_intent(payment_intent_id)
    with transaction(SERVICE) as tx:
        apply_payment_intent(tx, intent)
        deposit = repository.find_deposit_by_intent(tx, payment_intent_id)
    settle_escrows()
    return DepositConfirmed(
        transaction_id=deposit.id,
        payment_intent_id=intent.id,
        payment_intent_status=intent.status,
        status=deposit.status,
        amount=deposit.amount,
        currency=deposit.currency,
        failure_reason=deposit.failure_reason,
    )


def _ask_for_intent(adapter: PaymentAdapter, deposit: Deposit) -> tuple[str, PaymentIntent]:
    """The payer and the intent. A payer that somebody deleted at Stripe is replaced.

    Asked for a payer under a key that it remembers, Stripe names the one that it made then, deleted or not: by whom
    that one was replaced is behind the next key, and so on to one that is there.
    """
    customer = deposit.stripe_customer_id or adapter.create_customer(deposit.wallet_id, deposit.brand_id)
    for _ in range(MOST_REPLACED):
        try:
            return customer, adapter.create_payment_intent(
                deposit.id, deposit.amount, deposit.currency, customer
            )
        except PaymentObjectUnknown as unknown:
            if unknown.parameter != "customer":
                raise
        customer = adapter.create_customer(deposit.wallet_id, deposit.brand_id, replaces=customer)
        with transaction(SERVICE) as tx:
            repository.note_customer(tx, deposit.wallet_id, customer)
    return customer, adapter.create_payment_intent(deposit.id, deposit.amount, deposit.currency, customer)


def _started(deposit: Deposit, intent: PaymentIntent) -> DepositStarted:
    return DepositStarted(
        transaction_id=deposit.id,
        payment_intent_id=intent.id,
        client_secret=intent.client_secret,
        amount=deposit.amount,
        currency=deposit.currency,
        status=intent.status,
    )
