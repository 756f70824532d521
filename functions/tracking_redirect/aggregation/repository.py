"""Statements of the nightly chores."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from common.database import Transaction
from tracking_redirect.aggregation.models import DayDue

if TYPE_CHECKING:  # it loads lists
    from common.user_agents.classes import UserAgent


def days_due(tx: Transaction, *, before: date) -> list[DayDue]:
    """Days that no night has counted, or that changed since, the first first."""
    return tx.fetch_all(
        DayDue, "select day, visits from app.tracking_days_due(%(before)s)", {"before": before}
    )


def uncounted_hours(tx: Transaction, *, until: datetime, most: int) -> list[datetime]:
    """At most `most` clock hours that were over five minutes before `until` and that nobody has counted."""
    return tx.fetch_values(
        "select app.uncounted_tracking_hours(%(until)s, %(most)s)", {"until": until, "most": most}
    )


def hour_is_counted(tx: Transaction, hour: datetime) -> bool:
    """Whether its figures are of all visits that it has."""
    counted: bool = tx.fetch_value("select app.tracking_hour_is_counted(%(hour)s)", {"hour": hour})
    return counted


def count_hour(tx: Transaction, hour: datetime) -> int:
    """Write the figures of a clock hour; how many visits it has."""
    visits: int = tx.fetch_value("select app.count_tracking_hour(%(hour)s)", {"hour": hour})
    return visits


def keeps_events(tx: Transaction, day: date) -> bool:
    """Whether raw events of a day have a place."""
    kept: bool = tx.fetch_value("select %(day)s::date in (select app.kept_tracking_days())", {"day": day})
    return kept


def unknown_user_agents(tx: Transaction, since: datetime, until: datetime, batch: int) -> list[str]:
    """At most `batch` user agents of a span of time that nobody has classified."""
    return tx.fetch_values(
        "select app.unknown_user_agents_between(%(since)s, %(until)s, null, %(batch)s)",
        {"since": since, "until": until, "batch": batch},
    )


def unknown_user_agents_of(tx: Transaction, campaign_id: UUID, batch: int) -> list[str]:
    """At most `batch` user agents of a campaign's latest visits that nobody has classified."""
    return tx.fetch_values(
        "select app.unknown_user_agents_of(%(campaign)s, %(batch)s)",
        {"campaign": campaign_id, "batch": batch},
    )


def user_agents_since(tx: Transaction, since: datetime, batch: int) -> list[str]:
    """At most `batch` user agents of events since a moment that nobody has classified."""
    return tx.fetch_values(
        "select app.user_agents_since(%(since)s, %(batch)s)", {"since": since, "batch": batch}
    )


def user_agents_of_other_editions(tx: Transaction, edition: str, batch: int) -> list[str]:
    """At most `batch` user agents that were classified by other rules or lists."""
    return tx.fetch_values(
        "select user_agent from user_agents where edition <> %(edition)s limit %(batch)s",
        {"edition": edition, "batch": batch},
    )


def keep_user_agents(tx: Transaction, since: datetime, until: datetime) -> int:
    """Note that the agents of a span within a day were seen on that day; for how many that is news."""
    kept: int = tx.fetch_value(
        "select app.keep_user_agents_between(%(since)s, %(until)s)", {"since": since, "until": until}
    )
    return kept


def delete_user_agents(tx: Transaction, *, not_seen_since: date) -> int:
    """Forget the agents that no event since a day had; how many."""
    return tx.execute("delete from user_agents where last_seen_on < %(day)s", {"day": not_seen_since})


def save_user_agents(tx: Transaction, user_agents: Sequence["UserAgent"], edition: str) -> int:
    """Keep what this edition of rules and lists says; what another run of it kept meanwhile stays. How many."""
    return tx.execute(
        "insert into user_agents as known (user_agent, device, browser, os, is_bot, edition)"
        " select a.*, %(edition)s from unnest(%(agents)s::text[], %(devices)s::text[], %(browsers)s::text[],"
        " %(systems)s::text[], %(bots)s::boolean[]) as a on conflict (user_agent) do update set"
        " device = excluded.device, browser = excluded.browser, os = excluded.os, is_bot = excluded.is_bot,"
        " edition = excluded.edition, told_apart_at ="
        " case when known.is_bot = excluded.is_bot then known.told_apart_at else now() end"
        " where known.edition <> excluded.edition",
        {
            "edition": edition,
            "agents": [agent.user_agent for agent in user_agents],
            "devices": [agent.device for agent in user_agents],
            "browsers": [agent.browser for agent in user_agents],
            "systems": [agent.os for agent in user_agents],
            "bots": [agent.is_bot for agent in user_agents],
        },
    )


def aggregate_events(tx: Transaction, day: date) -> int:
    """Write the aggregates of a day from its hours; how many events they count."""
    counted: int = tx.fetch_value("select app.aggregate_tracking_events(%(day)s)", {"day": day})
    return counted


def aggregate_conversions(tx: Transaction, day: date) -> None:
    """Write the orders of a day into its aggregates."""
    tx.execute("select app.aggregate_conversions(%(day)s)", {"day": day})


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
