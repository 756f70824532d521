"""Statements of tracking links: one function, one statement, typed rows."""

from collections.abc import Sequence
from datetime import date
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.tracking import CampaignPerformance, CreatorPerformance, TrackingLink
from tracking_redirect.models import UserAgent

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


def late_days(tx: Transaction, *, before: date) -> list[date]:
    """Days that got events after their aggregation."""
    return tx.fetch_values("select day from tracking_late_days where day < %(before)s", {"before": before})


def unknown_user_agents(tx: Transaction, day: date, batch: int) -> list[str]:
    """At most `batch` user agents of a day that nobody has classified."""
    return tx.fetch_values("select app.unknown_user_agents(%(day)s, %(batch)s)", {"day": day, "batch": batch})


def insert_user_agents(tx: Transaction, user_agents: Sequence[UserAgent]) -> int:
    """Keep what the library said; what another run kept meanwhile stays."""
    return tx.execute(
        "insert into user_agents (user_agent, device, browser, os, is_bot)"
        " select * from unnest(%(agents)s::text[], %(devices)s::text[], %(browsers)s::text[], %(systems)s::text[],"
        " %(bots)s::boolean[]) on conflict (user_agent) do nothing",
        {
            "agents": [agent.user_agent for agent in user_agents],
            "devices": [agent.device for agent in user_agents],
            "browsers": [agent.browser for agent in user_agents],
            "systems": [agent.os for agent in user_agents],
            "bots": [agent.is_bot for agent in user_agents],
        },
    )


def aggregate_events(tx: Transaction, day: date) -> int:
    """Write the aggregates of a day; how many events they count."""
    counted: int = tx.fetch_value("select app.aggregate_tracking_events(%(day)s)", {"day": day})
    return counted


def make_partitions(tx: Transaction, first_day: date, days: int) -> int:
    """Partitions for `days` days; how many were missing."""
    made: int = tx.fetch_value(
        "select app.make_tracking_partitions(%(first)s, %(days)s)", {"first": first_day, "days": days}
    )
    return made


def drop_partitions(tx: Transaction, *, before: date) -> int:
    """Drop the days before `before`; how many."""
    dropped: int = tx.fetch_value("select app.drop_tracking_partitions(%(before)s)", {"before": before})
    return dropped


def delete_hash_keys(tx: Transaction, *, before: date) -> int:
    """Forget the keys of the days before `before`; how many."""
    deleted: int = tx.fetch_value("select app.delete_tracking_hash_keys(%(before)s)", {"before": before})
    return deleted


def retention_days(tx: Transaction) -> int:
    """Days that raw events are kept."""
    days: int = tx.fetch_value("select app.setting('tracking_retention_days')")
    return days
