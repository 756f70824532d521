"""Statements of deposits: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.money import WalletTransactionStatus


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit with what Stripe must know about its payer."""

    id: UUID
    wallet_id: UUID
    brand_id: UUID
    amount: int
    currency: str
    status: WalletTransactionStatus
    reference_id: str | None
    stripe_customer_id: str | None
    failure_reason: str | None
    is_cancel_asked: bool
    created_at: datetime


DEPOSIT: LiteralString = (
    "select t.id, t.wallet_id, w.brand_id, t.amount, t.currency, t.status, t.reference_id, w.stripe_customer_id,"
    " t.metadata ->> 'failure_reason' as failure_reason, t.metadata ? 'cancel_asked_at' as is_cancel_asked,"
    " t.created_at"
    " from wallet_transactions as t inner join wallets as w on w.id = t.wallet_id"
    " where t.transaction_type = 'deposit' and w.brand_id is not null"
)


def begin_deposit(tx: Transaction, wallet_id: UUID, amount: int) -> UUID:
    """A pending deposit of `amount` minor units; its id. Raises `NotFound`, `Forbidden`."""
    found: UUID = tx.fetch_value(
        "select app.begin_deposit(%(wallet_id)s, %(amount)s)", {"wallet_id": wallet_id, "amount": amount}
    )
    return found


def begin_card_payment(tx: Transaction, escrow_id: UUID) -> UUID:
    """A pending deposit of what a milestone costs; its id. Raises `NotFound`, `Forbidden`, `StepNotAllowed`."""
    found: UUID = tx.fetch_value("select app.begin_card_payment(%(id)s)", {"id": escrow_id})
    return found


def settle_card_payments(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Lock held funds whose deposit has come, let go of those whose deposit came to nothing; how many."""
    settled: int = tx.fetch_value(
        "select app.settle_card_payments(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return settled


def lock_held_funds(tx: Transaction, deposit_id: UUID) -> None:
    """Lock what is unfinished of the brand that paid in, before its wallet is locked."""
    tx.execute(
        "select app.lock_held_funds(w.brand_id, w.currency, true) from wallet_transactions as t"
        " inner join wallets as w on w.id = t.wallet_id where t.id = %(id)s and w.brand_id is not null",
        {"id": deposit_id},
    )


def settle_freezes(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Let deals of so many brands go on that no card dispute holds up any more; how many deals."""
    settled: int = tx.fetch_value(
        "select app.settle_freezes(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return settled


def find_deposit(tx: Transaction, deposit_id: UUID) -> Deposit:
    """The deposit, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Deposit, f"{DEPOSIT} and t.id = %(id)s", {"id": deposit_id})


def find_deposit_by_intent(tx: Transaction, payment_intent_id: str) -> Deposit:
    """The deposit of a payment intent, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Deposit, f"{DEPOSIT} and t.reference_id = %(id)s", {"id": payment_intent_id})


def begin_cancellation(tx: Transaction, wallet_id: UUID, deposit_id: UUID) -> None:
    """Note that a deposit is not wanted. Raises `NotFound`, `Forbidden`, `WalletTransactionTransitionForbidden`."""
    tx.fetch_value(
        "select app.begin_deposit_cancellation(%(wallet)s, %(deposit)s)",
        {"wallet": wallet_id, "deposit": deposit_id},
    )


def list_abandoned(
    tx: Transaction, as_of: datetime, abandoned_after: timedelta, unanswered_after: timedelta, limit: int
) -> list[Deposit]:
    """Pending deposits that nobody touched for long, or that were called off without an answer; longest first."""
    return tx.fetch_all(
        Deposit,
        f"{DEPOSIT} and t.status = 'pending' and t.updated_at <= %(as_of)s"
        " - case when t.metadata ? 'cancel_asked_at' then %(unanswered)s else %(abandoned)s end"
        " order by t.updated_at, t.id limit %(limit)s",
        {"as_of": as_of, "abandoned": abandoned_after, "unanswered": unanswered_after, "limit": limit},
    )


def note_customer(tx: Transaction, wallet_id: UUID, customer_id: str) -> None:
    """Remember who pays into a wallet."""
    tx.execute(
        "update wallets set stripe_customer_id = %(customer)s where id = %(id)s"
        " and stripe_customer_id is distinct from %(customer)s",
        {"id": wallet_id, "customer": customer_id},
    )


def forget_customer(tx: Transaction, customer_id: str) -> int:
    """A payer is gone at Stripe: the next deposit makes another one. How many wallets had it."""
    return tx.execute(
        "update wallets set stripe_customer_id = null where stripe_customer_id = %(customer)s",
        {"customer": customer_id},
    )


def note_reference(tx: Transaction, transaction_id: UUID, reference_id: str) -> None:
    """Remember Stripe's id of an operation. Raises `PaymentMismatch` where another one is known."""
    tx.fetch_value(
        "select app.note_stripe_reference(%(id)s, %(reference)s)",
        {"id": transaction_id, "reference": reference_id},
    )


def credit_deposit(
    tx: Transaction, deposit_id: UUID, *, payment_intent_id: str, amount: int, currency: str, charge_id: str | None
) -> bool:  # fmt: skip
    """Credit `amount` minor units that Stripe received; False where that was done before. Raises `PaymentMismatch`."""
    credited: bool = tx.fetch_value(
        "select app.credit_deposit(%(id)s, %(intent)s, %(amount)s, %(currency)s, %(charge)s)",
        {"id": deposit_id, "intent": payment_intent_id, "amount": amount, "currency": currency,
         "charge": charge_id},
    )  # fmt: skip
    return credited


def failure_of(tx: Transaction, deposit_id: UUID) -> str | None:
    """Why the last attempt to pay it failed; None where there was none, or no such deposit."""
    reason: str | None = tx.fetch_value(
        "select metadata ->> 'failure_reason' from wallet_transactions where id = %(id)s", {"id": deposit_id}
    )
    return reason


def close_deposit(
    tx: Transaction, deposit_id: UUID, status: str, reason: str, *, payment_intent_id: str | None = None
) -> bool:
    """Note that a deposit came to nothing (`pending`: may be tried again); False where it was settled.

    `payment_intent_id`: the intent that says so; False where the deposit has another one.
    """
    closed: bool | None = tx.fetch_value(
        "select app.close_deposit(t.id, %(status)s, %(reason)s) from wallet_transactions as t where t.id = %(id)s"
        " and (%(intent)s::text is null or coalesce(t.reference_id, %(intent)s) = %(intent)s)",
        {"id": deposit_id, "status": status, "reason": reason, "intent": payment_intent_id},
    )
    return closed is True
