"""Statements of reports: figures from aggregates and what is live of them, breakdowns from raw events."""

from datetime import date
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.errors import NotFound
from common.spans import Span
from tracking_redirect.performance.models import (
    CampaignPerformance,
    CreatorPerformance,
    Day,
    Dimension,
    Freshness,
    LinkFigures,
    Slice,
)
from tracking_redirect.performance.scope import Scope

SUMS: LiteralString = (
    " coalesce(sum(f.total_clicks), 0)::bigint as clicks,"
    " coalesce(sum(f.unique_clicks), 0)::bigint as unique_clicks,"
    " coalesce(sum(f.total_scans), 0)::bigint as scans, coalesce(sum(f.total_views), 0)::bigint as views,"
    " coalesce(sum(f.total_conversions), 0)::bigint as conversions,"
    " coalesce(sum(f.conversion_value), 0)::bigint as conversion_value"
)
LIFE: LiteralString = (
    "(select now() as as_of, false as final, min(p.day) - 1 as final_through"
    " from unnest(app.pending_tracking_days()) as p (day)) as life"
)
"""How fresh figures over a life are: it lasts until today, and today is never final."""
POSTS: LiteralString = (
    "to_jsonb(p) || jsonb_build_object('cost_per_engagement', p.cost_per_engagement::text) as posts"
)
"""A row of `app.sum_posts`; a decimal as text, so that JSON makes no float of it."""
OF_CREATOR: LiteralString = "(%(creator_user_id)s::uuid is null or f.creator_user_id = %(creator_user_id)s)"
IN_SCOPE: LiteralString = (
    f"{OF_CREATOR} and (%(tracking_link_id)s::uuid is null or f.tracking_link_id = %(tracking_link_id)s)"
)


def sees(tx: Transaction, scope: Scope) -> bool:
    """Whether the actor sees that campaign, or that participant's or link's part of it."""
    seen: bool = tx.fetch_value(
        "select case when %(creator_user_id)s::uuid is not null then exists (select from campaign_participants"
        " where campaign_id = %(campaign_id)s and creator_user_id = %(creator_user_id)s)"
        " else %(tracking_link_id)s::uuid is not null"
        " or exists (select from campaigns where id = %(campaign_id)s) end"
        " and (%(tracking_link_id)s::uuid is null or exists (select from tracking_links as f"
        f" where f.campaign_id = %(campaign_id)s and f.id = %(tracking_link_id)s and {OF_CREATOR}))",
        scope.parameters(),
    )
    return seen


def freshness(tx: Transaction, span: Span) -> Freshness:
    """How fresh figures of a span of days are."""
    return tx.fetch_one(
        Freshness,
        "select now() as as_of, coalesce(bool_and(p.day not between %(first)s and %(last)s), true) as final,"
        " least(min(p.day) - 1, %(last)s) as final_through from unnest(app.pending_tracking_days()) as p (day)",
        {"first": span.first, "last": span.last},
    )


def life_freshness(tx: Transaction) -> Freshness:
    """How fresh figures over a campaign's life are."""
    return tx.fetch_one(Freshness, f"select * from {LIFE}")


def campaign_performance(tx: Transaction, campaign_id: UUID) -> CampaignPerformance:
    """Figures of a campaign that the actor may see, with what its posts achieved. Raises `NotFound`."""
    return tx.fetch_one(
        CampaignPerformance,
        f"select f.*, k.cost_per_conversion, k.return_on_spend, {POSTS}, to_jsonb(v) as media_value, life.*"
        " from app.get_campaign_performance_summary(%(campaign)s) as f"
        " cross join app.costs_of(f.spend, f.total_clicks, f.total_conversions, f.conversion_value) as k"
        " cross join app.sum_posts(%(campaign)s, null, 'whole') as p"
        f" cross join app.media_value_of(%(campaign)s, null, f.currency) as v cross join {LIFE}",
        {"campaign": campaign_id},
    )


def creator_performance(tx: Transaction, campaign_id: UUID, creator_user_id: UUID) -> CreatorPerformance:
    """Figures of one participant whom the actor may see, with what their posts achieved. Raises `NotFound`."""
    return tx.fetch_one(
        CreatorPerformance,
        f"select f.*, s.spend, c.currency, k.*, {POSTS}, to_jsonb(v) as media_value, life.*"
        " from app.get_creator_campaign_performance(%(creator)s, %(campaign)s) as f"
        " cross join (select coalesce(sum(s.spend), 0)::bigint as spend"
        " from app.spend_of_submissions(%(campaign)s) as s where s.creator_user_id = %(creator)s) as s"
        " cross join app.visible_currency(%(campaign)s) as c (currency)"
        " cross join app.costs_of(s.spend, f.total_clicks, f.total_conversions, f.conversion_value) as k"
        " cross join app.sum_posts(%(campaign)s, array[%(creator)s]::uuid[], 'whole') as p"
        f" cross join app.media_value_of(%(campaign)s, array[%(creator)s]::uuid[], c.currency) as v cross join {LIFE}",
        {"creator": creator_user_id, "campaign": campaign_id},
    )


def daily_series(tx: Transaction, scope: Scope, span: Span) -> list[Day]:
    """One row for each day of the span, zeros where nothing happened."""
    return tx.fetch_all(
        Day,
        f"select d.day::date as day,{SUMS}, d.day::date <> all(p.days) as final"
        " from generate_series(%(first)s::date, %(last)s::date, interval '1 day') as d (day)"
        " cross join (select app.pending_tracking_days() as days) as p"
        " left join (select f.* from app.tracking_figures(array[%(campaign_id)s]::uuid[]) as f"
        f" where f.aggregate_date between %(first)s and %(last)s and {IN_SCOPE}) as f"
        " on f.aggregate_date = d.day::date group by d.day, p.days order by d.day",
        {**scope.parameters(), "first": span.first, "last": span.last},
    )


def currency(tx: Transaction, campaign_id: UUID) -> str:
    """The currency of a campaign that the actor sees, whole or as its brief. Raises `NotFound`."""
    found: str | None = tx.fetch_value(
        "select * from app.visible_currency(%(campaign)s)", {"campaign": campaign_id}
    )
    if found is None:
        raise NotFound
    return found


def link_figures(tx: Transaction, scope: Scope, *, before: UUID | None, limit: int) -> list[LinkFigures]:
    """Links of a campaign that the actor may see with what they brought, newest first."""
    return tx.fetch_all(
        LinkFigures,
        "with k as materialized (select tracking_link_id, sum(clicks_by_link)::bigint as clicks"
        " from app.converted_clicks(%(campaign_id)s) group by 1)"
        " select l.id as tracking_link_id, l.creator_user_id, app.creator_card(l.creator_user_id) as creator,"
        f" l.short_code, c.label, l.disabled_at,{SUMS},"
        " coalesce(k.clicks, 0) as converted_clicks,"
        " round(coalesce(k.clicks, 0)::numeric / nullif(sum(f.total_clicks), 0), 4) as conversion_rate"
        " from (select f.* from tracking_links as f where f.campaign_id = %(campaign_id)s"
        f" and {OF_CREATOR} and (%(before)s::uuid is null or f.id < %(before)s)"
        " order by f.id desc limit %(limit)s) as l"
        " left join campaign_cta_links as c on c.id = l.id left join k on k.tracking_link_id = l.id"
        " left join app.tracking_figures(array[%(campaign_id)s]::uuid[]) as f on f.tracking_link_id = l.id"
        " group by l.id, l.creator_user_id, l.short_code, l.disabled_at, c.label, k.clicks order by l.id desc",
        {**scope.parameters(), "before": before, "limit": limit},
    )


def break_down_clicks(tx: Transaction, by: Dimension, scope: Scope, span: Span) -> list[Slice]:
    """Clicks by people, most first: the ten most frequent referrers or browsers, or the devices, or the countries.

    A host name, `direct` for those without a referrer; `unknown` where nobody knows.
    """
    return tx.fetch_all(
        Slice,
        "select name, clicks from app.break_down_clicks(%(campaign_id)s, %(by)s, %(first)s, %(last)s,"
        " %(creator_user_id)s, %(tracking_link_id)s)",
        {**scope.parameters(), "by": by, "first": span.first, "last": span.last},
    )


def counted_from(tx: Transaction, span: Span) -> date:
    """The first day of the span whose raw events are kept; the day after it where none is."""
    first: date = tx.fetch_value(
        "select least(greatest(%(first)s, app.first_kept_tracking_day()), %(last)s::date + 1)",
        {"first": span.first, "last": span.last},
    )
    return first
