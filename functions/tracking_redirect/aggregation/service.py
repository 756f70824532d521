"""The nightly chores of tracking: aggregate, make partitions ahead, forget what is old."""

from datetime import UTC, date, datetime, timedelta

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from tracking_redirect.aggregation import repository
from tracking_redirect.aggregation.user_agents import classify

DAYS_AHEAD = 30
AGENTS_A_BATCH = 2_000
HASH_KEY_DAYS = 2
"""At two in the morning the key of the day before yesterday is 26 hours out of use, and 50 hours old."""


def run_nightly(as_of: datetime) -> Counts:
    """All chores of the night that `as_of` falls into; each in a transaction of its own, each repeatable."""
    today = as_of.astimezone(UTC).date()
    with transaction(SERVICE) as tx:
        days = {today - timedelta(days=1), *repository.late_days(tx, before=today)}
    counts: Counts = {"days": len(days), "events": sum(aggregate_day(day) for day in sorted(days))}
    return counts | maintain_partitions_and_keys(today)


def aggregate_day(day: date) -> int:
    """Classify the day's new user agents, then write its aggregates; how many events they count."""
    while classify_user_agents(day):
        pass
    with transaction(SERVICE) as tx:
        return repository.aggregate_events(tx, day)


def classify_user_agents(day: date) -> int:
    """Look up one batch of user agents that nobody has classified; how many there were."""
    with transaction(SERVICE) as tx:
        unknown = repository.unknown_user_agents(tx, day, AGENTS_A_BATCH)
    known = [classify(user_agent) for user_agent in unknown]
    if known:
        with transaction(SERVICE) as tx:
            repository.insert_user_agents(tx, known)
    return len(known)


def maintain_partitions_and_keys(today: date) -> Counts:
    """Partitions ahead and past retention, and hash keys; how many were made and dropped."""
    with transaction(SERVICE) as tx:
        made = repository.make_partitions(tx, today, DAYS_AHEAD)
    with transaction(SERVICE) as tx:
        dropped = repository.drop_partitions(tx, before=today - _retention(tx))
    with transaction(SERVICE) as tx:
        forgotten = repository.delete_hash_keys(tx, before=today - timedelta(days=HASH_KEY_DAYS - 1))
    return {"partitions_made": made, "partitions_dropped": dropped, "hash_keys_deleted": forgotten}


def _retention(tx: Transaction) -> timedelta:
    return timedelta(days=repository.retention_days(tx))
