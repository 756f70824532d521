"""Statements of connected accounts: one function, one statement, typed rows."""

from dataclasses import dataclass
from uuid import UUID

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Payee:
    """A creator as a receiver of payouts."""

    user_id: UUID
    email: str
    stripe_account_id: str | None
    payouts_enabled: bool
    payouts_blocked_reason: str | None
    payout_skipped_reason: str | None


def find_payee(tx: Transaction, user_id: UUID) -> Payee:
    """The creator with the account that any of their wallets has, and why any was passed over last.

    Raises `NotFound` without a wallet.
    """
    return tx.fetch_one(
        Payee,
        "select w.user_id, p.email, w.stripe_account_id, w.payouts_enabled, w.payouts_blocked_reason,"
        " (select s.payout_skipped_reason from wallets as s where s.user_id = w.user_id"
        " and s.payout_skipped_reason is not null order by s.payout_skipped_at desc, s.id limit 1)"
        " as payout_skipped_reason from wallets as w inner join user_profiles as p on p.id = w.user_id"
        " where w.user_id = %(id)s order by w.stripe_account_id is null, w.id limit 1",
        {"id": user_id},
    )


def set_connected_account(
    tx: Transaction, user_id: UUID | None, account_id: str, *, enabled: bool, reason: str | None
) -> int:
    """What Stripe says about an account, on all its wallets; how many those are."""
    changed: int = tx.fetch_value(
        "select app.set_connected_account(%(user_id)s, %(account)s, %(enabled)s, %(reason)s)",
        {"user_id": user_id, "account": account_id, "enabled": enabled, "reason": reason},
    )
    return changed


def notify_account(tx: Transaction, account_id: str, title: str, message: str) -> int:
    """Tell whoever is paid through an account; how many were told."""
    return tx.execute(
        "select app.notify(u.user_id, 'payments', 'bank_payout', %(title)s, %(message)s,"
        " jsonb_build_object('account_id', %(account)s::text)) from (select distinct user_id from wallets"
        " where stripe_account_id = %(account)s and user_id is not null) as u",
        {"account": account_id, "title": title, "message": message},
    )
