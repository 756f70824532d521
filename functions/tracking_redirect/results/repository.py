"""Statements of results: posts, and sums over them by platform and creator."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.results import PostResult
from tracking_redirect.performance.repository import POSTS
from tracking_redirect.performance.scope import Scope
from tracking_redirect.results.models import CreatorResults, PlatformResults

POST_COSTS: LiteralString = (
    "app.quotient(p.spend, p.views, 1000, 0)::bigint as cost_per_mille,"
    " app.quotient(p.spend, app.whole(p.engagements), 1, 4) as cost_per_engagement"
)


def list_posts(tx: Transaction, scope: Scope, *, before: UUID | None, limit: int) -> list[PostResult]:
    """Posts that the actor may see, those first that were found last."""
    return tx.fetch_all(
        PostResult,
        "select p.id, p.creator_user_id, app.creator_card(p.creator_user_id) as creator, p.platform,"
        " p.platform_post_id, p.url, p.status, p.missing_since, p.gone_at,"
        " p.submissions, p.views, p.reach, p.likes, p.comments, p.shares, p.saves,"
        f" app.whole(p.engagements) as engagements, p.spend, {POST_COSTS}, p.as_of"
        " from app.campaign_posts(%(campaign_id)s, %(creators)s::uuid[], true) as p"
        " where %(before)s::uuid is null or p.id < %(before)s order by p.id desc limit %(limit)s",
        {"campaign_id": scope.campaign_id, "creators": _creators(scope), "before": before, "limit": limit},
    )


def sum_by_platform(tx: Transaction, scope: Scope) -> list[PlatformResults]:
    """Sums over the posts that the actor may see, a row per platform."""
    return tx.fetch_all(
        PlatformResults,
        "select p.* from app.sum_posts(%(campaign_id)s, %(creators)s::uuid[], 'platform') as p order by p.platform",
        {"campaign_id": scope.campaign_id, "creators": _creators(scope)},
    )


def list_creators(
    tx: Transaction, campaign_id: UUID, *, before: UUID | None, limit: int
) -> list[CreatorResults]:
    """Participants of a campaign with what they brought, those first who joined last."""
    return tx.fetch_all(
        CreatorResults,
        "with m as materialized (select m.id, m.creator_user_id from campaign_participants as m"
        " where m.campaign_id = %(id)s and (%(before)s::uuid is null or m.id < %(before)s)"
        " order by m.id desc limit %(limit)s)"
        " select m.id as participant_id, m.creator_user_id, app.creator_card(m.creator_user_id) as creator,"
        " f.clicks, f.conversions, f.conversion_value, f.spend, k.*,"
        f" {POSTS} from m"
        " join app.sum_posts(%(id)s, array(select m.creator_user_id from m), 'creator') as p"
        " on p.creator_user_id = m.creator_user_id"
        " left join (select f.creator_user_id, sum(f.total_clicks)::bigint as clicks,"
        " sum(f.total_conversions)::bigint as conversions, sum(f.conversion_value)::bigint as value"
        " from app.tracking_figures(array[%(id)s]::uuid[]) as f group by 1) as t"
        " on t.creator_user_id = m.creator_user_id"
        " left join (select s.creator_user_id, sum(s.spend)::bigint as spend"
        " from app.spend_of_submissions(%(id)s) as s group by 1) as e on e.creator_user_id = m.creator_user_id"
        " cross join lateral (select coalesce(t.clicks, 0) as clicks, coalesce(t.conversions, 0) as conversions,"
        " coalesce(t.value, 0) as conversion_value, coalesce(e.spend, 0) as spend) as f"
        " cross join lateral app.costs_of(f.spend, f.clicks, f.conversions, f.conversion_value) as k"
        " order by m.id desc",
        {"id": campaign_id, "before": before, "limit": limit},
    )


def _creators(scope: Scope) -> list[UUID] | None:
    """Of one creator where one is named, else of all."""
    return None if scope.creator_user_id is None else [scope.creator_user_id]
