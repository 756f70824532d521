"""Use cases of the platform's figures."""

from datetime import UTC, date, datetime
from typing import cast
from uuid import UUID

from common.database import Transaction
from common.models.analytics import AgedDeposit, FinancialDay, PlatformDay
from common.models.base import Page
from common.pagination import decode_cursor, page
from common.spans import span_of
from marketplace.analytics import repository


def list_platform_days(
    tx: Transaction, since: date | None, until: date | None, *, cursor: str | None, limit: int
) -> Page[PlatformDay]:
    """Newest day first, today included. Raises `CursorInvalid`; `Unprocessable` for an impossible span."""
    key = cast("tuple[date] | None", decode_cursor(cursor, date.fromisoformat))
    before = key[0] if key else None
    rows = repository.list_platform_days(tx, span_of(since, until), before=before, limit=limit + 1)
    return page(rows, limit, lambda day: day.date)


def list_financial_days(
    tx: Transaction,
    since: date | None,
    until: date | None,
    *,
    currency: str | None,
    cursor: str | None,
    limit: int,
) -> Page[FinancialDay]:
    """Newest day first, its currencies in order. Raises `CursorInvalid`; `Unprocessable` for an impossible span."""
    after = cast("tuple[date, str] | None", decode_cursor(cursor, date.fromisoformat, str))
    rows = repository.list_financial_days(
        tx, span_of(since, until), currency=currency, after=after, limit=limit + 1
    )
    return page(rows, limit, lambda day: (day.date, day.currency))


def list_aged_deposits(tx: Transaction, *, cursor: str | None, limit: int) -> Page[AgedDeposit]:
    """The oldest first. Raises `CursorInvalid`."""
    after = cast("tuple[datetime, UUID] | None", decode_cursor(cursor, datetime.fromisoformat, UUID))
    rows = repository.list_aged_deposits(tx, after=after, limit=limit + 1)
    return page(rows, limit, lambda deposit: (deposit.deposited_at.astimezone(UTC), deposit.deposit_id))
