"""Statements of tracking links: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.tracking import TrackingLink

COLUMNS: LiteralString = (
    "l.id, l.campaign_id, l.creator_user_id, l.short_code, %(base_url)s || '/' || l.short_code as url,"
    " l.destination_url, l.disabled_at, l.expires_at, l.created_at"
)


def campaign_exists(tx: Transaction, campaign_id: UUID) -> bool:
    """Whether the actor sees that campaign."""
    found: bool = tx.fetch_value(
        "select exists (select from campaigns where id = %(campaign)s)", {"campaign": campaign_id}
    )
    return found


def insert_link(
    tx: Transaction, *, campaign_id: UUID, creator_user_id: UUID | None, short_code: str,
    destination_url: str, base_url: str,
) -> TrackingLink | None:  # fmt: skip
    """The new link; None where the code is taken."""
    return tx.fetch_optional(
        TrackingLink,
        "insert into tracking_links as l (campaign_id, brand_id, creator_user_id, created_by, short_code,"
        " destination_url) select c.id, c.brand_id, %(creator)s, auth.uid(), %(code)s, %(destination)s"
        " from campaigns as c where c.id = %(campaign)s"
        f" on conflict on constraint tracking_links_short_code_is_taken do nothing returning {COLUMNS}",
        {"campaign": campaign_id, "creator": creator_user_id, "code": short_code,
         "destination": destination_url, "base_url": base_url},
    )  # fmt: skip
