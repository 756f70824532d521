"""Use cases of rate tiers, for administrators."""

from uuid import UUID

from common.admins import require_admin
from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.system import RateTier
from common.pagination import decode_id_cursor, page
from user_management.rate_tiers import repository
from user_management.rate_tiers.models import Holder, NewTier


def list_tiers(tx: Transaction, *, cursor: str | None, limit: int) -> Page[RateTier]:
    """Tiers, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = repository.list_tiers(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda tier: tier.id)


def put_tier(tx: Transaction, holder: Holder, holder_id: UUID, wanted: NewTier) -> RateTier:
    """Give a tier, or change it. Raises `Forbidden`, `NotFound`; `Unprocessable` for an end before its beginning."""
    require_admin(tx)
    return repository.put_tier(
        tx, holder, holder_id, tier=wanted.tier, until=wanted.until, reason=wanted.reason
    )


def take_back(tx: Transaction, holder: Holder, holder_id: UUID) -> None:
    """The person, or the brand, is like all others again. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    if not repository.delete_tier(tx, holder, holder_id):
        raise NotFound
