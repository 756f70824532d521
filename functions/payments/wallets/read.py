"""Statements: bookings by key, page after page, and as the lines of a CSV file."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID

from common.database import Transaction
from common.models.money import Booking, Wallet
from common.money import decimal_text
from common.spreadsheets import csv_parts
from common.times import moment_text
from payments.wallets import repository
from payments.wallets.repository import NOTHING_YET, Position

BOOKINGS_AT_ONCE = 1_000
COLUMNS = (
    "booked_at",
    "id",
    "type",
    "description",
    "gross",
    "fee",
    "amount",
    "balance",
    "debt",
    "currency",
    "party",
)
"""New columns stand at the end: who reads them by their place goes on."""


@dataclass(frozen=True, slots=True)
class Period:
    """From where to where a statement leads: the positions just before `since` and just before `until`."""

    since: datetime | None
    until: datetime | None
    opening: Position
    closing: Position

    @property
    def size(self) -> int:
        """How many bookings it has."""
        return max(self.closing.place - self.opening.place, 0)


def find_period(tx: Transaction, wallet_id: UUID, since: datetime | None, until: datetime | None) -> Period:
    """Where a wallet stood at both ends; without an end, at its first booking and now. Raises `NotFound`."""
    opening = repository.find_position(tx, wallet_id, since) if since else NOTHING_YET
    return Period(since, until, opening, repository.find_position(tx, wallet_id, until))


def read_pages(
    transactions: Callable[[], AbstractContextManager[Transaction]], wallet_id: UUID, period: Period
) -> Iterator[list[Booking]]:
    """Every booking of a period, oldest first, however many: never more of them in memory than a page.

    Each page is read in one of `transactions`. Raises `NotFound`.
    """
    place = period.opening.place
    while True:
        with transactions() as tx:
            bookings = repository.list_bookings(
                tx, wallet_id, after=place, to=period.closing.place, limit=BOOKINGS_AT_ONCE
            )
        if not bookings:
            return
        yield bookings
        place = bookings[-1].place


def csv_of(wallet: Wallet, period: Period, pages: Iterable[Iterable[Booking]]) -> Iterator[str]:
    """A file, text by text: columns, opening balance, each page of bookings in major units, closing balance."""
    opening = _balance("opening balance", period.since, period.opening, wallet.currency)
    closing = _balance("closing balance", period.until, period.closing, wallet.currency)
    return csv_parts(COLUMNS, chain([[opening]], (map(_cells, bookings) for bookings in pages), [[closing]]))


def _balance(name: str, moment: datetime | None, position: Position, currency: str) -> tuple[object, ...]:
    held, owed = decimal_text(position.balance, currency), decimal_text(position.debt, currency)
    return moment_text(moment) if moment else "", "", name, "", "", "", "", held, owed, currency, ""


def _cells(booking: Booking) -> tuple[object, ...]:
    gross, fee = (
        "" if amount is None else decimal_text(amount, booking.currency)
        for amount in (booking.gross_amount, booking.fee_amount)
    )
    amounts = (booking.amount, booking.balance_after, booking.debt_after)
    return (
        moment_text(booking.booked_at), booking.transaction_id or "", booking.transaction_type or booking.kind,
        booking.description, gross, fee,
        *(decimal_text(amount, booking.currency) for amount in amounts), booking.currency, _party(booking),
    )  # fmt: skip


def _party(booking: Booking) -> str:
    """The name of the other side."""
    if booking.creator:
        return booking.creator.display_name
    return booking.brand.name if booking.brand else ""
