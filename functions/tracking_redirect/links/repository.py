"""Statements of links."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.tracking import TrackingLink

COLUMNS: LiteralString = (
    "l.id, l.campaign_id, l.creator_user_id, l.short_code, %(base_url)s || '/' || l.short_code as url,"
    " l.destination_url, l.disabled_at, l.expires_at, l.expired_url,"
    " l.created_at"
)


def campaign_exists(tx: Transaction, campaign_id: UUID) -> bool:
    """Whether the actor sees that campaign."""
    found: bool = tx.fetch_value(
        "select exists (select from campaigns where id = %(campaign)s)", {"campaign": campaign_id}
    )
    return found


def insert_link(
    tx: Transaction, *, campaign_id: UUID, creator_user_id: UUID | None, short_code: str, any_case: bool,
    destination_url: str, expires_at: datetime | None, expired_url: str | None, base_url: str,
) -> TrackingLink | None:  # fmt: skip
    """The new link; None where the actor sees no such campaign. Raises `AliasTaken`."""
    return tx.fetch_optional(
        TrackingLink,
        "insert into tracking_links as l (campaign_id, brand_id, creator_user_id, created_by, short_code,"
        " any_case, destination_url, expires_at, expired_url)"
        " select c.id, c.brand_id, %(creator)s, auth.uid(), %(code)s, %(any_case)s, %(destination)s,"
        " %(expires_at)s, %(expired_url)s"
        " from campaigns as c where c.id = %(campaign)s"
        f" returning {COLUMNS}",
        {"campaign": campaign_id, "creator": creator_user_id, "code": short_code, "any_case": any_case,
         "destination": destination_url, "expires_at": expires_at, "expired_url": expired_url,
         "base_url": base_url},
    )  # fmt: skip


def find_link(tx: Transaction, link_id: UUID, *, base_url: str) -> TrackingLink:
    """A link that the actor may see. Raises `NotFound`."""
    return tx.fetch_one(
        TrackingLink,
        f"select {COLUMNS} from tracking_links as l where l.id = %(link)s",
        {"link": link_id, "base_url": base_url},
    )


def list_links(
    tx: Transaction, campaign_id: UUID, *, before: UUID | None, limit: int, base_url: str
) -> list[TrackingLink]:
    """Links of a campaign that the actor may see, newest first."""
    return tx.fetch_all(
        TrackingLink,
        f"select {COLUMNS} from tracking_links as l where l.campaign_id = %(campaign)s"
        " and (%(before)s::uuid is null or l.id < %(before)s) order by l.id desc limit %(limit)s",
        {"campaign": campaign_id, "before": before, "limit": limit, "base_url": base_url},
    )


def update_link(
    tx: Transaction, link_id: UUID, *, changes: dict[str, object], base_url: str
) -> TrackingLink | None:
    """Set what is in `changes` (names of `ASSIGNMENTS`); None where the actor may not."""
    assignments: LiteralString = ", ".join(ASSIGNMENTS[name] for name in sorted(changes))
    return tx.fetch_optional(
        TrackingLink,
        f"update tracking_links as l set {assignments} where l.id = %(link)s returning {COLUMNS}",
        {**changes, "link": link_id, "base_url": base_url},
    )


ASSIGNMENTS: dict[str, LiteralString] = {
    "destination_url": "destination_url = %(destination_url)s",
    "disabled": "disabled_at = case when %(disabled)s then coalesce(l.disabled_at, now()) end",
    "expires_at": "expires_at = %(expires_at)s",
    "expired_url": "expired_url = %(expired_url)s",
}
