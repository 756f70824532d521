"""Statements of briefs: campaigns as their creators see them."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.campaigns import CampaignBrief

BRIEF: LiteralString = (
    "id, brand_id, brand_name, brand_logo_url, name, description, category, status, currency, timeline_start,"
    " timeline_end, target_audience, brand_guidelines, created_at, app.brand_card(brand_id) as brand"
)


def find_brief(tx: Transaction, campaign_id: UUID) -> CampaignBrief | None:
    """The campaign without its budgets, for whoever may see it: as its brand, or as a creator of it."""
    return tx.fetch_optional(
        CampaignBrief,
        "select c.id, c.brand_id, b.name as brand_name, b.logo_url as brand_logo_url, c.name, c.description,"
        " c.category, c.status, c.currency, c.timeline_start, c.timeline_end, c.target_audience,"
        " c.brand_guidelines, c.created_at, app.brand_card(c.brand_id) as brand"
        " from campaigns as c join brand_profiles as b on b.id = c.brand_id"
        f" where c.id = %(id)s union all select {BRIEF} from campaign_briefs where id = %(id)s limit 1",
        {"id": campaign_id},
    )


def list_briefs(tx: Transaction, *, before: UUID | None, limit: int) -> list[CampaignBrief]:
    """Campaigns that the actor is invited to or takes part in, newest first."""
    return tx.fetch_all(
        CampaignBrief,
        f"select {BRIEF} from campaign_briefs where (%(before)s::uuid is null or id < %(before)s)"
        " order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )
