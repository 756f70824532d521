"""Statements of reports: figures from daily aggregates, breakdowns from raw events."""

from datetime import date
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from tracking_redirect.performance.models import CampaignPerformance, CreatorPerformance, Day, Slice

FROM_CLICKS_OF_PEOPLE: LiteralString = (
    " from tracking_events as e left join user_agents as u using (user_agent)"
    " where e.campaign_id = %(campaign)s and e.event_type = 'click' and u.is_bot is not true"
    " and e.created_at >= %(first)s and e.created_at < %(last)s::date + 1"
    " group by 1 order by 2 desc, 1"
)
"""The tail of every breakdown: the clicks of a span that are no bot's, by the first column, most of them first."""


def campaign_performance(tx: Transaction, campaign_id: UUID) -> CampaignPerformance:
    """Figures of a campaign that the actor may see. Raises `NotFound`."""
    return tx.fetch_one(
        CampaignPerformance,
        "select * from app.get_campaign_performance_summary(%(campaign)s)",
        {"campaign": campaign_id},
    )


def creator_performance(tx: Transaction, campaign_id: UUID, creator_user_id: UUID) -> CreatorPerformance:
    """Figures of one participant whom the actor may see. Raises `NotFound`."""
    return tx.fetch_one(
        CreatorPerformance,
        "select * from app.get_creator_campaign_performance(%(creator)s, %(campaign)s)",
        {"creator": creator_user_id, "campaign": campaign_id},
    )


def daily_series(tx: Transaction, campaign_id: UUID, first: date, last: date) -> list[Day]:
    """One row for each day of the span, zeros where nothing happened."""
    return tx.fetch_all(
        Day,
        "select d.day::date as day, coalesce(sum(a.total_clicks), 0)::bigint as clicks,"
        " coalesce(sum(a.unique_clicks), 0)::bigint as unique_clicks,"
        " coalesce(sum(a.total_views), 0)::bigint as views,"
        " coalesce(sum(a.total_conversions), 0)::bigint as conversions,"
        " coalesce(sum(a.conversion_value), 0)::bigint as conversion_value"
        " from generate_series(%(first)s::date, %(last)s::date, interval '1 day') as d (day)"
        " left join tracking_aggregates as a on d.day::date = a.aggregate_date and a.campaign_id = %(campaign)s"
        " group by d.day order by d.day",
        {"campaign": campaign_id, "first": first, "last": last},
    )


def currency(tx: Transaction, campaign_id: UUID) -> str:
    """The currency of a campaign that the actor sees. Raises `NotFound`."""
    found: str = tx.fetch_value(
        "select currency from campaigns where id = %(campaign)s", {"campaign": campaign_id}
    )
    return found


def clicks_by_referrer(tx: Transaction, campaign_id: UUID, first: date, last: date) -> list[Slice]:
    """The ten host names that sent the most people; `direct` for those without a referrer."""
    return tx.fetch_all(
        Slice,
        "select coalesce(nullif(e.referrer, ''), 'direct') as name,"
        f" count(*) as clicks{FROM_CLICKS_OF_PEOPLE} limit 10",
        {"campaign": campaign_id, "first": first, "last": last},
    )


def clicks_by_device(tx: Transaction, campaign_id: UUID, first: date, last: date) -> list[Slice]:
    """People's clicks by device; `unknown` too for user agents that wait for the night's classification."""
    return tx.fetch_all(
        Slice,
        f"select coalesce(u.device, 'unknown') as name, count(*) as clicks{FROM_CLICKS_OF_PEOPLE}",
        {"campaign": campaign_id, "first": first, "last": last},
    )


def clicks_by_country(tx: Transaction, campaign_id: UUID, first: date, last: date) -> list[Slice]:
    """People's clicks by country (ISO 3166 alpha-2); `unknown` where CloudFront named none."""
    return tx.fetch_all(
        Slice,
        f"select coalesce(e.metadata ->> 'country', 'unknown') as name, count(*) as clicks{FROM_CLICKS_OF_PEOPLE}",
        {"campaign": campaign_id, "first": first, "last": last},
    )
