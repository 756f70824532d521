"""Statements of withdrawals: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Money that leaves a deposit again, as a refund at Stripe."""

    withdrawal_id: UUID
    payment_intent_id: str
    refund_amount: int


def begin_withdrawal(
    tx: Transaction, wallet_id: UUID, amount: int, deposit_id: UUID | None
) -> list[Withdrawal]:
    """Pending refunds of `amount` minor units in all, newest deposit first.

    Raises `NotFound`, `Forbidden`, `InsufficientFunds`, `NothingToRefund`, `WithdrawalsLimited`, `WithdrawalTooLarge`.
    """
    return tx.fetch_all(
        Withdrawal,
        "select withdrawal_id, payment_intent_id, refund_amount"
        " from app.begin_withdrawal(%(wallet_id)s, %(amount)s, %(deposit_id)s)",
        {"wallet_id": wallet_id, "amount": amount, "deposit_id": deposit_id},
    )


def withdraw_unspent(tx: Transaction, wallet_id: UUID, amount: int | None) -> list[Withdrawal]:
    """Pending refunds of `amount` minor units, or of all that can go back.

    Raises what `begin_withdrawal` raises.
    """
    return tx.fetch_all(
        Withdrawal,
        "select withdrawal_id, payment_intent_id, refund_amount from app.withdraw_unspent(%(wallet_id)s, %(amount)s)",
        {"wallet_id": wallet_id, "amount": amount},
    )


def withdraw_earnings(tx: Transaction, currency: str, amount: int | None) -> UUID:
    """A payout of all that the actor has past its hold, which is `amount` minor units if any are named; its id.

    Raises `NotFound`, `EarningsPaidWhole`, `BelowPayoutMinimum`, `PayeeNotReady`, `WithdrawalsLimited`,
    `WithdrawalTooLarge`.
    """
    payout_id: UUID = tx.fetch_value(
        "select app.withdraw_earnings(%(currency)s, %(amount)s)", {"currency": currency, "amount": amount}
    )
    return payout_id


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
    """Withdrawals that are not settled; first those whose refund is not known to have arrived at Stripe.

    Otherwise in any order: a payer's bank may take days, and what stays open must hold up no other.
    """
    return tx.fetch_all(
        Withdrawal,
        "select t.id as withdrawal_id, d.reference_id as payment_intent_id, t.amount as refund_amount"
        " from wallet_transactions as t inner join wallet_transactions as d on d.id = t.relates_to"
        " where t.transaction_type = 'withdrawal' and t.status = 'pending'"
        " and t.updated_at <= now() - %(older_than)s order by t.reference_id is not null, random() limit %(limit)s",
        {"older_than": older_than, "limit": limit},
    )


def note_refund(tx: Transaction, withdrawal_id: UUID, refund_id: str) -> None:
    """Remember, once, that Stripe has the refund of a withdrawal."""
    tx.execute(
        "select app.note_stripe_reference(t.id, %(refund)s) from wallet_transactions as t"
        " where t.id = %(id)s and t.reference_id is null",
        {"id": withdrawal_id, "refund": refund_id},
    )
