"""Statements of deposits and withdrawals: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import timedelta
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


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Money that leaves a deposit again, as a refund at Stripe."""

    withdrawal_id: UUID
    payment_intent_id: str
    refund_amount: int


DEPOSIT: LiteralString = (
    "select t.id, t.wallet_id, w.brand_id, t.amount, t.currency, t.status, t.reference_id, w.stripe_customer_id,"
    " t.metadata ->> 'failure_reason' as failure_reason"
    " from wallet_transactions as t inner join wallets as w on w.id = t.wallet_id"
    " where t.transaction_type = 'deposit' and w.brand_id is not null"
)


def begin_deposit(tx: Transaction, wallet_id: UUID, amount: int) -> UUID:
    """A pending deposit; its id. Raises the refusals of IG003 (invisible) and IM005 (not allowed)."""
    found: UUID = tx.fetch_value(
        "select app.begin_deposit(%(wallet_id)s, %(amount)s)", {"wallet_id": wallet_id, "amount": amount}
    )
    return found


def find_deposit(tx: Transaction, deposit_id: UUID) -> Deposit:
    """The deposit, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Deposit, f"{DEPOSIT} and t.id = %(id)s", {"id": deposit_id})


def find_deposit_by_intent(tx: Transaction, payment_intent_id: str) -> Deposit:
    """The deposit of a payment intent, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Deposit, f"{DEPOSIT} and t.reference_id = %(id)s", {"id": payment_intent_id})


def note_customer(tx: Transaction, wallet_id: UUID, customer_id: str) -> None:
    """Remember who pays into a wallet."""
    tx.execute(
        "update wallets set stripe_customer_id = %(customer)s where id = %(id)s"
        " and stripe_customer_id is distinct from %(customer)s",
        {"id": wallet_id, "customer": customer_id},
    )


def note_reference(tx: Transaction, transaction_id: UUID, reference_id: str) -> None:
    """Remember Stripe's id of an operation. Raises the refusal of IM008 where another one is known."""
    tx.fetch_value(
        "select app.note_stripe_reference(%(id)s, %(reference)s)",
        {"id": transaction_id, "reference": reference_id},
    )


def credit_deposit(
    tx: Transaction, deposit_id: UUID, *, payment_intent_id: str, amount: int, currency: str, charge_id: str | None
) -> bool:  # fmt: skip
    """Credit what Stripe received; False where that was done before. Raises the refusal of IM008."""
    credited: bool = tx.fetch_value(
        "select app.credit_deposit(%(id)s, %(intent)s, %(amount)s, %(currency)s, %(charge)s)",
        {"id": deposit_id, "intent": payment_intent_id, "amount": amount, "currency": currency,
         "charge": charge_id},
    )  # fmt: skip
    return credited


def close_deposit(tx: Transaction, deposit_id: UUID, status: str, reason: str) -> bool:
    """Note that a deposit came to nothing (`pending`: may be tried again); False where it was settled."""
    closed: bool = tx.fetch_value(
        "select app.close_deposit(%(id)s, %(status)s, %(reason)s)",
        {"id": deposit_id, "status": status, "reason": reason},
    )
    return closed


def begin_withdrawal(
    tx: Transaction, wallet_id: UUID, amount: int, deposit_id: UUID | None
) -> list[Withdrawal]:
    """Pending refunds of `amount` in all, newest deposit first. Raises the refusals of IM001, IM009, IM005."""
    return tx.fetch_all(
        Withdrawal,
        "select withdrawal_id, payment_intent_id, refund_amount"
        " from app.begin_withdrawal(%(wallet_id)s, %(amount)s, %(deposit_id)s)",
        {"wallet_id": wallet_id, "amount": amount, "deposit_id": deposit_id},
    )


def list_pending_withdrawals(tx: Transaction, withdrawal_ids: list[UUID]) -> list[Withdrawal]:
    """Those of the given withdrawals that are not settled, oldest first."""
    return tx.fetch_all(
        Withdrawal,
        "select t.id as withdrawal_id, d.reference_id as payment_intent_id, t.amount as refund_amount"
        " from wallet_transactions as t inner join wallet_transactions as d on d.id = t.relates_to"
        " where t.id = any(%(ids)s) and t.transaction_type = 'withdrawal' and t.status = 'pending' order by t.id",
        {"ids": withdrawal_ids},
    )


def list_open_withdrawals(tx: Transaction, older_than: timedelta, limit: int) -> list[Withdrawal]:
    """Withdrawals whose refund is not known to have arrived at Stripe, oldest first."""
    return tx.fetch_all(
        Withdrawal,
        "select t.id as withdrawal_id, d.reference_id as payment_intent_id, t.amount as refund_amount"
        " from wallet_transactions as t inner join wallet_transactions as d on d.id = t.relates_to"
        " where t.transaction_type = 'withdrawal' and t.status = 'pending'"
        " and t.updated_at <= now() - %(older_than)s order by t.id limit %(limit)s",
        {"older_than": older_than, "limit": limit},
    )


def settle_refund(tx: Transaction, withdrawal_id: UUID, refund_id: str) -> bool:
    """Stripe sent the money back; False where that was known."""
    settled: bool = tx.fetch_value(
        "select app.settle_refund(%(id)s, %(refund)s)", {"id": withdrawal_id, "refund": refund_id}
    )
    return settled


def fail_refund(tx: Transaction, withdrawal_id: UUID, reason: str) -> bool:
    """Stripe could not send the money back: the wallet has it again. False where that was known."""
    failed: bool = tx.fetch_value(
        "select app.fail_refund(%(id)s, %(reason)s)", {"id": withdrawal_id, "reason": reason}
    )
    return failed


def record_refund_at_stripe(tx: Transaction, payment_intent_id: str, refund_id: str, amount: int) -> bool:
    """A refund that we did not ask for; False where it was booked, or the payment is not ours."""
    recorded: bool = tx.fetch_value(
        "select app.record_refund_at_stripe(%(intent)s, %(refund)s, %(amount)s)",
        {"intent": payment_intent_id, "refund": refund_id, "amount": amount},
    )
    return recorded


def fail_refund_at_stripe(
    tx: Transaction, payment_intent_id: str, refund_id: str, amount: int, reason: str
) -> bool:
    """A refund that we did not ask for came to nothing; False where that was known, or the payment is not ours."""
    failed: bool = tx.fetch_value(
        "select app.fail_refund_at_stripe(%(intent)s, %(refund)s, %(amount)s, %(reason)s)",
        {"intent": payment_intent_id, "refund": refund_id, "amount": amount, "reason": reason},
    )
    return failed


def open_dispute(tx: Transaction, payment_intent_id: str, dispute_id: str, amount: int) -> bool:
    """Freeze what is disputed; False where it is frozen already, or the payment is not ours."""
    opened: bool = tx.fetch_value(
        "select app.open_dispute(%(intent)s, %(dispute)s, %(amount)s)",
        {"intent": payment_intent_id, "dispute": dispute_id, "amount": amount},
    )
    return opened


def close_dispute(tx: Transaction, dispute_id: str, *, won: bool) -> bool:
    """Give back or write off what was frozen; False where that was done, or the dispute is unknown."""
    closed: bool = tx.fetch_value(
        "select app.close_dispute(%(dispute)s, %(won)s)", {"dispute": dispute_id, "won": won}
    )
    return closed
