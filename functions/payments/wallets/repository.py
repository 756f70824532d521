"""Statements of wallets: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.money import Wallet, WalletTransaction

WALLET: LiteralString = (
    "select w.id, w.brand_id, w.user_id, w.currency, b.available, b.reserved, b.pending, b.debt,"
    " w.payouts_enabled, w.payouts_blocked_reason, w.payout_skipped_reason, w.created_at"
    " from wallets as w cross join lateral app.wallet_balance(w.id) as b"
)
# What is not booked (a deposit that waits for its payer, a refund that failed) has no effect on the balance.
STATEMENT: LiteralString = (
    "select t.*, b.effect, (sum(b.effect) over (order by t.id))::bigint as running"
    " from wallet_transactions as t cross join lateral (select case when t.ledger_transaction_id is not null"
    " and t.status in ('pending', 'completed') then t.balance_effect else 0 end as effect) as b"
    " where t.wallet_id = %(wallet_id)s"
)
LINE: LiteralString = (
    "select id, wallet_id, transaction_type, amount, effect as balance_effect, running as balance_after,"
    " refunded_amount, currency, status, reference_id, relates_to, description, metadata, created_at, completed_at"
)


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
    """Lines of a wallet's statement, newest first, each with the balance after it."""
    return tx.fetch_all(
        WalletTransaction,
        f"{LINE} from ({STATEMENT}) as l where (%(before)s::uuid is null or id < %(before)s)"
        " order by id desc limit %(limit)s",
        {"wallet_id": wallet_id, "before": before, "limit": limit},
    )


def list_transactions_between(
    tx: Transaction, wallet_id: UUID, since: datetime | None, until: datetime | None, limit: int
) -> list[WalletTransaction]:
    """Lines of a wallet's statement in a time span, oldest first."""
    return tx.fetch_all(
        WalletTransaction,
        f"{LINE} from ({STATEMENT}) as l where (%(since)s::timestamptz is null or created_at >= %(since)s)"
        " and (%(until)s::timestamptz is null or created_at < %(until)s) order by id limit %(limit)s",
        {"wallet_id": wallet_id, "since": since, "until": until, "limit": limit},
    )


def list_transactions_by_id(tx: Transaction, wallet_id: UUID, ids: list[UUID]) -> list[WalletTransaction]:
    """The given lines of a wallet's statement, newest first."""
    return tx.fetch_all(
        WalletTransaction,
        f"{LINE} from ({STATEMENT}) as l where id = any(%(ids)s) order by id desc",
        {"wallet_id": wallet_id, "ids": ids},
    )
