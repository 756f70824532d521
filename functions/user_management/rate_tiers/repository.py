"""Statements of rate tiers: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.system import RateTier, Tier
from user_management.rate_tiers.models import Holder

COLUMNS: LiteralString = "id, user_id, brand_id, tier, until, reason, given_by, created_at, updated_at"
COLUMN: dict[Holder, LiteralString] = {Holder.USERS: "user_id", Holder.BRANDS: "brand_id"}


def list_tiers(tx: Transaction, *, before: UUID | None, limit: int) -> list[RateTier]:
    """Tiers, newest first; those of the past too, until somebody takes them back."""
    where: LiteralString = "id < %(before)s" if before else "true"
    return tx.fetch_all(
        RateTier,
        f"select {COLUMNS} from rate_tiers where {where} order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )


def put_tier(
    tx: Transaction, holder: Holder, holder_id: UUID, *, tier: Tier, until: datetime | None, reason: str
) -> RateTier:
    """The one tier of a person or brand. Raises `NotFound` where there is no such one."""
    column = COLUMN[holder]
    return tx.fetch_one(
        RateTier,
        f"insert into rate_tiers ({column}, tier, until, reason, given_by)"
        " values (%(holder_id)s, %(tier)s, %(until)s, %(reason)s, auth.uid())"
        f" on conflict ({column}) do update set tier = excluded.tier, until = excluded.until,"
        f" reason = excluded.reason, given_by = excluded.given_by returning {COLUMNS}",
        {"holder_id": holder_id, "tier": tier, "until": until, "reason": reason},
    )


def delete_tier(tx: Transaction, holder: Holder, holder_id: UUID) -> int:
    """Take it back; how many tiers that were (0 or 1)."""
    return tx.execute(
        f"delete from rate_tiers where {COLUMN[holder]} = %(holder_id)s", {"holder_id": holder_id}
    )
