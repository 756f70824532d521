"""Use cases of balances below zero."""

from datetime import datetime, timedelta
from uuid import UUID

from agents.negative_balances import repository
from agents.negative_balances.models import NegativeBalance
from agents.negative_balances.repository import Place
from common.admins import require_admin
from common.database import Transaction
from common.models.base import Page
from common.pagination import decode_cursor, page


def list_negative_balances(
    tx: Transaction, days: int, *, cursor: str | None, limit: int
) -> Page[NegativeBalance]:
    """Who owes for more than so many days, the oldest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    key = decode_cursor(cursor, _moment, UUID, str)
    after = Place(*key) if key else None  # type: ignore[arg-type]  # what the readers made
    rows = repository.list_negative_balances(tx, timedelta(days=days), after=after, limit=limit + 1)
    return page(rows, limit, lambda row: (row.negative_since.isoformat(), row.agent_user_id, row.currency))


def _moment(text: str) -> datetime:
    """Of a cursor. Raises `ValueError`."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment
