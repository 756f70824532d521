"""Statements of the search for creators: one function, one statement, typed rows."""

from decimal import Decimal
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from matching.matches.models import MatchedCreator

SUGGESTED: LiteralString = (
    "s.creator_user_id, s.score, s.followers_score, s.engagement_score, s.category_score, s.location_score, s.reason,"
    " s.rank, p.display_name, p.verified, p.categories, p.country_code, p.city, p.total_followers,"
    " p.best_engagement_rate, p.platforms, app.creator_card(s.creator_user_id) as creator"
)
MATCH: LiteralString = f"s.id, s.campaign_id, s.brand_id, s.computed_at, s.created_at, {SUGGESTED}"

MatchKey = tuple[Decimal, UUID]


def match_creators(tx: Transaction, campaign_id: UUID, limit: int) -> list[MatchedCreator]:
    """The best creators, found and saved. Raises `NotFound`, `Forbidden`, `CampaignNotRunning`."""
    return tx.fetch_all(
        MatchedCreator,
        f"select {MATCH} from app.match_creators(%(campaign)s, %(limit)s) as s"
        " inner join creator_profiles as p on p.user_id = s.creator_user_id"
        " order by s.rank",
        {"campaign": campaign_id, "limit": limit},
    )


def list_matches(
    tx: Transaction, campaign_id: UUID, *, after: MatchKey | None, limit: int
) -> list[MatchedCreator]:
    """What the last search found, best first, without those who may not be matched any more."""
    score, creator = after or (None, None)
    return tx.fetch_all(
        MatchedCreator,
        f"select {MATCH} from app.saved_matches(%(campaign)s, %(limit)s, %(score)s, %(creator)s) as s"
        " inner join creator_profiles as p on p.user_id = s.creator_user_id"
        " order by s.rank",
        {"campaign": campaign_id, "score": score, "creator": creator, "limit": limit},
    )


def has_campaign(tx: Transaction, campaign_id: UUID) -> bool:
    """Whether the actor may see the campaign as its brand does."""
    found: bool = tx.fetch_value(
        "select exists (select from campaigns where id = %(id)s)", {"id": campaign_id}
    )
    return found
