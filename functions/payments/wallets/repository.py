"""Statements of wallets: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.errors import NotFound
from common.filters import where
from common.models.money import Booking, Wallet, WalletTransaction, WalletTransactionType
from payments.wallets.models import OwnBalance

WALLET: LiteralString = (
    "select w.id, w.brand_id, w.user_id, w.currency, b.available, b.reserved, b.pending, b.debt, b.held,"
    " w.payouts_enabled, w.payouts_blocked_reason, w.payout_skipped_reason, w.payout_schedule, w.created_at"
    " from wallets as w cross join lateral app.wallet_balance(w.id) as b"
)
# What is not booked (a deposit that waits for its payer, a refund that failed) has no effect on the balance.
LINE: LiteralString = (
    "select id, wallet_id, transaction_type, amount, case when ledger_transaction_id is not null"
    " and status in ('pending', 'completed') then balance_effect else 0 end as balance_effect, refunded_amount,"
    " currency, status, reference_id, relates_to, description, metadata, created_at, completed_at"
    " from wallet_transactions"
)
OPERATION: LiteralString = f"{LINE} where wallet_id = %(wallet_id)s"
MINE: LiteralString = "w.id = any((select auth.wallet_ids())::uuid[])"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a wallet stood: how many bookings it had, its balance and its debt in minor units."""

    place: int
    balance: int
    debt: int


NOTHING_YET = Position(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which operations: of a type, of wallets in a currency, from a moment on and before another one."""

    type: WalletTransactionType | None
    currency: str | None
    since: datetime | None
    until: datetime | None


def open_wallet(tx: Transaction, brand_id: UUID | None, user_id: UUID | None, currency: str) -> UUID:
    """The wallet of an owner in a currency, opened if need be. Raises `Forbidden` for someone else's."""
    wallet_id: UUID = tx.fetch_value(
        "select app.open_wallet(%(brand_id)s, %(user_id)s, %(currency)s)",
        {"brand_id": brand_id, "user_id": user_id, "currency": currency},
    )
    return wallet_id


def find_wallet(tx: Transaction, wallet_id: UUID) -> Wallet:
    """The wallet with what it holds, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Wallet, f"{WALLET} where w.id = %(id)s", {"id": wallet_id})


def list_wallets_of(tx: Transaction, brand_id: UUID | None, user_id: UUID | None) -> list[Wallet]:
    """All wallets of one owner, by currency."""
    return tx.fetch_all(
        Wallet,
        f"{WALLET} where w.brand_id = %(brand_id)s or w.user_id = %(user_id)s order by w.currency, w.id",
        {"brand_id": brand_id, "user_id": user_id},
    )


def list_wallets(tx: Transaction, *, before: UUID | None, limit: int) -> list[Wallet]:
    """Wallets that the actor may see, newest first."""
    return tx.fetch_all(
        Wallet,
        f"{WALLET} where (%(before)s::uuid is null or w.id < %(before)s) order by w.id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )


def list_transactions(
    tx: Transaction, wallet_id: UUID, *, before: UUID | None, limit: int
) -> list[WalletTransaction]:
    """A wallet's operations, newest first."""
    return tx.fetch_all(
        WalletTransaction,
        f"{OPERATION} and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"wallet_id": wallet_id, "before": before, "limit": limit},
    )


def list_transactions_by_id(tx: Transaction, wallet_id: UUID, ids: list[UUID]) -> list[WalletTransaction]:
    """The given operations of a wallet, newest first."""
    return tx.fetch_all(
        WalletTransaction,
        f"{OPERATION} and id = any(%(ids)s) order by id desc",
        {"wallet_id": wallet_id, "ids": ids},
    )


def list_transactions_of_payout(tx: Transaction, wallet_id: UUID, payout_id: UUID) -> list[WalletTransaction]:
    """The transfer that a payout is on its creator's wallet."""
    return tx.fetch_all(
        WalletTransaction,
        f"{OPERATION} and transaction_type = 'transfer' and reference_id = 'payout:' || %(payout_id)s::text",
        {"wallet_id": wallet_id, "payout_id": payout_id},
    )


def find_own_wallet(tx: Transaction, brand_id: UUID | None, user_id: UUID | None, currency: str) -> UUID:
    """The id of an owner's wallet in a currency, if this actor may see it. Raises `NotFound`."""
    found: UUID | None = tx.fetch_value(
        "select w.id from wallets as w where (w.brand_id = %(brand_id)s or w.user_id = %(user_id)s)"
        " and w.currency = %(currency)s",
        {"brand_id": brand_id, "user_id": user_id, "currency": currency},
    )
    if found is None:
        raise NotFound
    return found


def list_own_balances(tx: Transaction) -> list[OwnBalance]:
    """What the actor's wallets hold, and those of their brands: a row for each of both and currency."""
    return tx.fetch_all(
        OwnBalance,
        "select w.id as wallet_id, w.brand_id, app.brand_card(w.brand_id) as brand, w.currency, b.available,"
        " case when w.user_id is null then b.reserved else 0 end as reserved, b.held, b.pending,"
        " case when w.user_id is null then (select coalesce(sum(t.amount), 0)::bigint from wallet_transactions as t"
        "  where t.wallet_id = w.id and t.transaction_type = 'withdrawal' and t.status = 'pending')"
        "  else b.reserved end as in_transit, b.debt"
        f" from wallets as w cross join lateral app.wallet_balance(w.id) as b where {MINE}"
        " order by w.brand_id nulls first, w.currency",
    )


def list_own_transactions(
    tx: Transaction, wanted: Wanted, longest: timedelta, *, before: UUID | None, limit: int
) -> list[WalletTransaction]:
    """Operations on the actor's wallets and those of their brands, newest first.

    `longest` a transaction lasts: the id tells when a row was written, and `created_at` when its transaction began.
    """
    of_wallet = where(("w.currency = %(currency)s", wanted.currency))
    of_line = where(
        ("transaction_type = %(type)s", wanted.type),
        ("created_at >= %(since)s and id >= app.first_id_of(%(since)s)", wanted.since),
        ("created_at < %(until)s and id < app.first_id_of(%(until)s + %(longest)s)", wanted.until),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        WalletTransaction,
        "select t.* from wallets as w cross join lateral ("
        f"{LINE} where wallet_id = w.id and {of_line} order by id desc limit %(limit)s"
        f") as t where {MINE} and {of_wallet} order by t.id desc limit %(limit)s",
        {"type": wanted.type, "currency": wanted.currency, "since": wanted.since, "until": wanted.until,
         "longest": longest, "before": before, "limit": limit},
    )  # fmt: skip


def find_position(tx: Transaction, wallet_id: UUID, moment: datetime | None) -> Position:
    """Where the wallet stood just before a moment, or stands now. Raises `NotFound`."""
    return tx.fetch_one(
        Position,
        "select place, balance, debt from app.wallet_position(%(id)s, coalesce(%(moment)s::timestamptz, 'infinity'))",
        {"id": wallet_id, "moment": moment},
    )


def list_bookings(tx: Transaction, wallet_id: UUID, *, after: int, to: int, limit: int) -> list[Booking]:
    """Lines of a wallet's statement after a place up to another one, oldest first. Raises `NotFound`."""
    return tx.fetch_all(
        Booking,
        "with b as materialized (select place, booked_at, transaction_id, transaction_type, kind, description, amount,"
        " balance_after, debt_after, gross_amount, fee_amount, currency"
        " from app.wallet_bookings(%(id)s, %(after)s, %(to)s, %(limit)s))"
        " select b.*, app.creator_card(p.creator_user_id) as creator, app.brand_card(p.brand_id) as brand from b"
        " left join app.wallet_parties(%(id)s, array(select b.transaction_id from b)) as p"
        " on p.transaction_id = b.transaction_id order by b.place",
        {"id": wallet_id, "after": after, "to": to, "limit": limit},
    )
