"""Use cases of earnings: what creators are owed, and what is taken back."""

from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden
from common.models.base import Page
from common.models.money import Earning, EarningStatus
from common.pagination import decode_id_cursor, page
from payments.earnings import repository
from payments.earnings.models import ClawbackStart


def claw_back(tx: Transaction, earning_id: UUID, body: ClawbackStart) -> Earning:
    """A negative earning for (part of) an earning; administrators only.

    Raises `NotFound`, `Forbidden`, `AmountOutOfRange`.
    """
    if not tx.is_admin:
        raise Forbidden
    return repository.find_earning(tx, repository.claw_back(tx, earning_id, body.amount, body.reason))


def list_earnings(
    tx: Transaction, *, status: EarningStatus | None, payout_id: UUID | None, cursor: str | None, limit: int
) -> Page[Earning]:
    """The actor's earnings (an administrator's view: all; those of a payout), newest first. Raises `CursorInvalid`."""
    before = decode_id_cursor(cursor)
    rows = repository.list_earnings(tx, status=status, payout_id=payout_id, before=before, limit=limit + 1)
    return page(rows, limit, lambda earning: earning.id)
