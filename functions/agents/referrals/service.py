"""Use cases of referrals."""

from datetime import date
from uuid import UUID

from agents.referrals import repository
from agents.referrals.models import ReferredPerson
from common.database import Transaction
from common.models.base import Page
from common.models.referrals import ReferralStatus
from common.pagination import decode_cursor, page


def list_referrals(
    tx: Transaction, agent_id: UUID, *, status: ReferralStatus | None, cursor: str | None, limit: int
) -> Page[ReferredPerson]:
    """Whom an agent brought, the latest month first. Raises `CursorInvalid`, `NotFound`."""
    before = decode_cursor(cursor, date.fromisoformat, UUID)
    rows = repository.list_referrals(tx, agent_id, status=status, before=before, limit=limit + 1)
    found = page(rows, limit, lambda row: (row.month, row.id))
    people = [ReferredPerson.model_validate(row.model_dump(exclude={"month"})) for row in found.data]
    return Page(data=people, next_cursor=found.next_cursor)
