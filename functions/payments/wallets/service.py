"""Use cases of wallets: whose it is, what it holds, what happened in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.database import Transaction
from common.errors.accounts import BrandRequired
from common.models.base import Page
from common.models.money import Wallet, WalletTransaction
from common.money import decimal_text
from common.pagination import decode_id_cursor, page
from common.spreadsheets import csv_text
from payments.errors import NoWallet
from payments.wallets import repository
from payments.wallets.models import WalletBalance, WalletBalances

LONGEST_STATEMENT = 50_000
"""Lines of one CSV: API Gateway answers at most 6 MB."""

CSV_COLUMNS = ("id", "created_at", "type", "status", "description", "amount", "effect", "balance", "currency")


@dataclass(frozen=True, slots=True)
class OwnWallet:
    """The wallet of one's brand (the only one, where none is named) or, without a brand, one's own."""

    brand_id: UUID | None
    currency: str


def owner_of(tx: Transaction, brand_id: UUID | None) -> tuple[UUID | None, UUID | None]:
    """(brand, None) or (None, user): whose wallet the actor means. Raises `BrandRequired`, `NoWallet`."""
    if brand_id is not None:
        return brand_id, None
    brands = tx.context["brand_ids"] if tx.actor.user_id else []
    if len(brands) > 1:
        raise BrandRequired(map(UUID, brands))
    if brands:
        return UUID(brands[0]), None
    if tx.actor.user_id is None or "creator" not in tx.context["roles"]:
        raise NoWallet
    return None, tx.actor.user_id


def open_wallet(tx: Transaction, brand_id: UUID | None, currency: str) -> Wallet:
    """The owner's wallet in `currency`, opened if need be. Raises `BrandRequired`, `NoWallet`, `Forbidden`."""
    return repository.find_wallet(tx, wallet_id_of(tx, OwnWallet(brand_id, currency)))


def wallet_id_of(tx: Transaction, wallet: UUID | OwnWallet) -> UUID:
    """The id of a wallet, opened if need be where it is one's own. Raises `BrandRequired`, `NoWallet`, `Forbidden`."""
    if isinstance(wallet, UUID):
        return wallet
    return repository.open_wallet(tx, *owner_of(tx, wallet.brand_id), wallet.currency)


def balances(tx: Transaction, brand_id: UUID | None) -> WalletBalances:
    """What the owner has, per currency. Raises `BrandRequired`, `NoWallet`."""
    wallets = repository.list_wallets_of(tx, *owner_of(tx, brand_id))
    return WalletBalances(
        balances=[
            WalletBalance(
                wallet_id=wallet.id,
                currency=wallet.currency,
                available=wallet.available,
                reserved=wallet.reserved,
                pending=wallet.pending,
            )
            for wallet in wallets
        ]
    )


def list_wallets(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Wallet]:
    """The wallets that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_wallets(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda wallet: wallet.id)


def statement(tx: Transaction, wallet_id: UUID, *, cursor: str | None, limit: int) -> Page[WalletTransaction]:
    """What happened in a wallet, newest first. Raises `NotFound`, `CursorInvalid`."""
    repository.find_wallet(tx, wallet_id)
    rows = repository.list_transactions(tx, wallet_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda line: line.id)


def statement_csv(tx: Transaction, wallet_id: UUID, since: datetime | None, until: datetime | None) -> str:
    """The statement of a time span as CSV, oldest first, amounts as people write them. Raises `NotFound`."""
    repository.find_wallet(tx, wallet_id)
    lines = repository.list_transactions_between(tx, wallet_id, since, until, LONGEST_STATEMENT)
    return csv_text(CSV_COLUMNS, map(_cells, lines))


def _cells(line: WalletTransaction) -> tuple[object, ...]:
    return (
        line.id,
        line.created_at.isoformat(),
        line.transaction_type,
        line.status,
        line.description,
        decimal_text(line.amount, line.currency),
        decimal_text(line.balance_effect, line.currency),
        decimal_text(line.balance_after, line.currency),
        line.currency,
    )
