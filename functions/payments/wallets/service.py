"""Use cases of wallets: whose it is, what it holds, what happened in it."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from common.database import Transaction
from common.errors.accounts import BrandRequired
from common.models.base import Page
from common.models.money import Wallet, WalletTransaction
from common.pagination import decode_cursor, decode_id_cursor, page
from payments.errors import NoWallet, StatementTooLong
from payments.wallets import repository
from payments.wallets.access import is_paid
from payments.wallets.models import Statement, WalletBalance, WalletBalances
from payments.wallets.read import csv_of, find_period, read_pages
from payments.wallets.repository import Wanted

LARGEST_FILE = 4_000_000
"""Bytes: with its quotes escaped, as much as an answer may have (`common.http`)."""
LONGEST_TRANSACTION = timedelta(minutes=5)
"""What is booked is seen when its transaction ends; none lasts longer (`database/bootstrap.sql`)."""


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
    if tx.actor.user_id is None or not is_paid(tx):
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
                debt=wallet.debt,
                held=wallet.held,
            )
            for wallet in wallets
        ]
    )


def owner_who_withdraws(tx: Transaction, brand_id: UUID | None) -> tuple[UUID | None, UUID | None]:
    """As `owner_of`, but a creator or agent who names no brand means what they earned.

    Raises `BrandRequired`, `NoWallet`.
    """
    if brand_id is None and is_paid(tx):
        return None, tx.actor.user_id
    return owner_of(tx, brand_id)


def list_own_transactions(
    tx: Transaction, wanted: Wanted, *, cursor: str | None, limit: int
) -> Page[WalletTransaction]:
    """What was done with all wallets of the actor, newest first. Raises `CursorInvalid`."""
    before = decode_id_cursor(cursor)
    rows = repository.list_own_transactions(tx, wanted, LONGEST_TRANSACTION, before=before, limit=limit + 1)
    return page(rows, limit, lambda line: line.id)


def list_wallets(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Wallet]:
    """The wallets that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_wallets(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda wallet: wallet.id)


def list_transactions(
    tx: Transaction, wallet_id: UUID, *, cursor: str | None, limit: int
) -> Page[WalletTransaction]:
    """What was done with a wallet, newest first. Raises `NotFound`, `CursorInvalid`."""
    repository.find_wallet(tx, wallet_id)
    rows = repository.list_transactions(tx, wallet_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda line: line.id)


def read_statement(
    tx: Transaction, wallet_id: UUID, since: datetime | None, until: datetime | None, *, cursor: str | None, limit: int
) -> Statement:  # fmt: skip
    """A page of the bookings of a time span, oldest first, with the balances at its ends.

    Raises `NotFound`, `CursorInvalid`.
    """
    wallet, as_of = repository.find_wallet(tx, wallet_id), datetime.now(UTC)
    period = find_period(tx, wallet_id, since, until)
    key = decode_cursor(cursor, _place)
    after = max(int(str(key[0])) if key else 0, period.opening.place)
    rows = repository.list_bookings(tx, wallet_id, after=after, to=period.closing.place, limit=limit + 1)
    shown = page(rows, limit, lambda booking: booking.place)
    return Statement(
        wallet_id=wallet_id,
        currency=wallet.currency,
        since=since,
        until=until,
        as_of=as_of,
        final=until is not None and until <= as_of - LONGEST_TRANSACTION,
        opening_balance=period.opening.balance,
        opening_debt=period.opening.debt,
        closing_balance=period.closing.balance,
        closing_debt=period.closing.debt,
        data=shown.data,
        next_cursor=shown.next_cursor,
    )


def statement_csv(tx: Transaction, wallet_id: UUID, since: datetime | None, until: datetime | None) -> str:
    """The statement of a time span as a file, oldest first, amounts as people write them.

    Raises `NotFound`, and `StatementTooLong`: nothing is cut off in silence.
    """
    wallet = repository.find_wallet(tx, wallet_id)
    period = find_period(tx, wallet_id, since, until)
    texts, size = [], 0
    for text in csv_of(wallet, period, read_pages(lambda: nullcontext(tx), wallet_id, period)):
        texts.append(text)
        size += len(text.encode())
        if size > LARGEST_FILE:
            raise StatementTooLong(details=[{"lines": period.size}])
    return "".join(texts)


def _place(text: str) -> int:
    """Of a cursor. Raises `ValueError`."""
    place = int(text)
    if not 0 <= place < 2**63:
        raise ValueError
    return place
