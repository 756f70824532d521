"""Statements of connected accounts: one function, one statement, typed rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.types.json import Jsonb

from common import work
from common.adapters.payments.port import BankPayout
from common.database import Transaction
from common.work import WorkTable

TO_READ = WorkTable(
    name="connected_accounts",
    columns="w.id, w.stripe_account_id, w.created_at, w.status = 'open' as is_open, w.attempts",
    # One that Stripe did not know may come back, as the fault may have been ours.
    is_open="w.status = 'open' or"
    " w.status = 'closed' and w.refusal = 'account_unknown' and w.closed_at > now() - interval '30 days'",
)


@dataclass(frozen=True, slots=True)
class Payee:
    """A creator or agent as a receiver of payouts."""

    user_id: UUID
    email: str
    stripe_account_id: str | None
    payouts_enabled: bool
    payouts_blocked_reason: str | None
    payout_skipped_reason: str | None


@dataclass(frozen=True, slots=True)
class BegunAccount:
    """The account of a payee that is open, or waits for Stripe's answer."""

    id: UUID
    country: str | None
    stripe_account_id: str | None


@dataclass(frozen=True, slots=True)
class DueAccount:
    """An account that this worker reads again."""

    id: UUID
    stripe_account_id: str
    created_at: datetime
    is_open: bool
    attempts: int


def find_payee(tx: Transaction, user_id: UUID) -> Payee:
    """The payee with the account that any of their wallets has, and why any was passed over last.

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


def begin_account(tx: Transaction, country: str) -> UUID:
    """The caller's account, to be opened in `country` if there is none; its id. Raises `NotFound` without a wallet."""
    begun: UUID = tx.fetch_value("select app.begin_account(%(country)s)", {"country": country})
    return begun


def find_account(tx: Transaction, account_id: UUID) -> BegunAccount:
    """An account by our id. Raises `NotFound`."""
    return tx.fetch_one(
        BegunAccount,
        "select id, country, stripe_account_id from connected_accounts where id = %(id)s",
        {"id": account_id},
    )


def refuse_account(tx: Transaction, account_id: UUID, reason: str) -> bool:
    """Stripe opened nothing; False where somebody knows better meanwhile."""
    refused: bool = tx.fetch_value(
        "select app.refuse_account(%(id)s, %(reason)s)", {"id": account_id, "reason": reason}
    )
    return refused


def set_connected_account(
    tx: Transaction, user_id: UUID | None, account_id: str, *, enabled: bool, reason: str | None
) -> int:
    """What Stripe says about an account, on all its wallets; how many those are.

    Raises `ConnectedAccountTaken` where it is another creator's than `user_id`.
    """
    changed: int = tx.fetch_value(
        "select app.set_connected_account(%(user_id)s, %(account)s, %(enabled)s, %(reason)s)",
        {"user_id": user_id, "account": account_id, "enabled": enabled, "reason": reason},
    )
    return changed


def note_payout_accounts(tx: Transaction, account_id: str, fingerprints: Mapping[str, str]) -> bool:
    """Where the money of an account goes to, by currency; False where that was known, or the account is nobody's."""
    is_news: bool = tx.fetch_value(
        "select app.note_payout_accounts(%(account)s, %(fingerprints)s)",
        {"account": account_id, "fingerprints": Jsonb(dict(fingerprints))},
    )
    return is_news


def hold_payee(tx: Transaction, account_id: str, reason: str) -> bool:
    """Nothing is paid there any more, by Stripe's code; False where no open account has the id."""
    held: bool = tx.fetch_value(
        "select app.hold_payee(%(account)s, %(reason)s)", {"account": account_id, "reason": reason}
    )
    return held


def is_obstacle(tx: Transaction, reason: str) -> bool:
    """Whether Stripe's code is a matter of the payee; anything else is ours to mend."""
    theirs: bool = tx.fetch_value("select app.payee_obstacle(%(reason)s) is not null", {"reason": reason})
    return theirs


def lift_refusal(tx: Transaction, account_id: str) -> bool:
    """The next run may try again; False where nothing was refused."""
    lifted: bool = tx.fetch_value("select app.lift_refusal(%(account)s)", {"account": account_id})
    return lifted


def note_bank_payout(tx: Transaction, payout: BankPayout) -> bool:
    """A payout to a creator's bank as it is now; False where that was known, or the account is nobody's."""
    is_news: bool = tx.fetch_value(
        "select app.note_bank_payout(%(id)s, %(account)s, %(amount)s, %(currency)s, %(status)s, %(failure)s)",
        {"id": payout.id, "account": payout.account_id, "amount": payout.amount, "currency": payout.currency,
         "status": payout.status, "failure": payout.failure},
    )  # fmt: skip
    return is_news


def claim_accounts(tx: Transaction, at_most: int, lease: timedelta) -> list[DueAccount]:
    """Accounts that were not read for longest; one whose reading fails is due again after the lease."""
    return work.claim(tx, DueAccount, TO_READ, at_most=at_most, lease=lease)


def finish_reading(tx: Transaction, account_id: UUID, again_after: timedelta) -> int:
    """The account has been read, and is due again in a while."""
    return tx.execute(
        "update connected_accounts set attempts = 0, available_at = now() + %(after)s where id = %(id)s",
        {"id": account_id, "after": again_after},
    )
