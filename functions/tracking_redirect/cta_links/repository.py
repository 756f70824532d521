"""Statements of labelled links."""

from uuid import UUID

from common.database import Transaction
from common.models.tracking import CtaLink, TrackingLink


def insert_cta_link(tx: Transaction, link: TrackingLink, label: str) -> CtaLink:
    """The label of a link that was made in the same transaction."""
    return tx.fetch_one(
        CtaLink,
        "insert into campaign_cta_links (id, campaign_id, brand_id, label, short_code, destination_url)"
        " select l.id, l.campaign_id, l.brand_id, %(label)s, l.short_code, l.destination_url"
        " from tracking_links as l where l.id = %(link)s"
        " returning id, campaign_id, label, short_code, %(url)s as url, destination_url, created_at",
        {"link": link.id, "label": label, "url": link.url},
    )


def list_cta_links(
    tx: Transaction, campaign_id: UUID, *, after: UUID | None, limit: int, base_url: str
) -> list[CtaLink]:
    """Labelled links of a campaign that the actor may see, oldest first."""
    return tx.fetch_all(
        CtaLink,
        "select id, campaign_id, label, short_code, %(base_url)s || '/' || short_code as url, destination_url,"
        " created_at from campaign_cta_links where campaign_id = %(campaign)s"
        " and (%(after)s::uuid is null or id > %(after)s) order by id limit %(limit)s",
        {"campaign": campaign_id, "after": after, "limit": limit, "base_url": base_url},
    )
