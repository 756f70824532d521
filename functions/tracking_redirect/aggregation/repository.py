"""Statements of the nightly chores."""

from collections.abc import Sequence
from datetime import date, datetime

from common.database import Transaction
from tracking_redirect.aggregation.models import UserAgent


def late_days(tx: Transaction, *, before: date) -> list[date]:
    """Days that got events after their aggregation."""
    return tx.fetch_values("select day from tracking_late_days where day < %(before)s", {"before": before})


def unknown_user_agents(tx: Transaction, day: date, batch: int) -> list[str]:
    """At most `batch` user agents of a day that nobody has classified."""
    return tx.fetch_values("select app.unknown_user_agents(%(day)s, %(batch)s)", {"day": day, "batch": batch})


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


def keep_user_agents_of(tx: Transaction, day: date) -> int:
    """Note that the agents of a day were seen on it; for how many that is news."""
    kept: int = tx.fetch_value("select app.keep_user_agents_of(%(day)s)", {"day": day})
    return kept


def delete_user_agents(tx: Transaction, *, not_seen_since: date) -> int:
    """Forget the agents that no event since a day had; how many."""
    return tx.execute("delete from user_agents where last_seen_on < %(day)s", {"day": not_seen_since})


def save_user_agents(tx: Transaction, user_agents: Sequence[UserAgent], edition: str) -> int:
    """Keep what this edition of rules and lists says; what another run of it kept meanwhile stays. How many."""
    return tx.execute(
        "insert into user_agents as known (user_agent, device, browser, os, is_bot, edition)"
        " select a.*, %(edition)s from unnest(%(agents)s::text[], %(devices)s::text[], %(browsers)s::text[],"
        " %(systems)s::text[], %(bots)s::boolean[]) as a on conflict (user_agent) do update set"
        " device = excluded.device, browser = excluded.browser, os = excluded.os, is_bot = excluded.is_bot,"
        " edition = excluded.edition where known.edition <> excluded.edition",
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
