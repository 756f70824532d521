"""The nightly chores of tracking: aggregate, make partitions ahead, forget what is old."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from tracking_redirect.aggregation import repository
from tracking_redirect.aggregation.user_agents import classify, edition

DAYS_AHEAD = 30
AGENTS_A_BATCH = 2_000
MINUTES_LOOKED_BACK = timedelta(minutes=15)
"""Three times as long as the job waits between its runs."""
HASH_KEY_DAYS = 2
"""At two in the morning the key of the day before yesterday is 26 hours out of use, and 50 hours old."""

FindAgents = Callable[[Transaction], list[str]]


def run_nightly(as_of: datetime) -> Counts:
    """All chores of the night that `as_of` falls into; each in a transaction of its own, each repeatable."""
    today = as_of.astimezone(UTC).date()
    with transaction(SERVICE) as tx:
        days = {today - timedelta(days=1), *repository.late_days(tx, before=today)}
    counts: Counts = {"days": len(days), "events": sum(aggregate_day(day) for day in sorted(days))}
    return counts | maintain(today)


def aggregate_day(day: date) -> int:
    """Classify the day's new user agents, then write its aggregates; how many events they count."""
    _classify_all(lambda tx: repository.unknown_user_agents(tx, day, AGENTS_A_BATCH))
    with transaction(SERVICE) as tx:
        repository.keep_user_agents_of(tx, day)
    with transaction(SERVICE) as tx:
        return repository.aggregate_events(tx, day)


def classify_new_agents(as_of: datetime) -> Counts:
    """Classify the user agents of the last minutes, and some that were classified by older lists; how many.

    What an older list took for a person is told apart for every day that is still aggregated or broken down.
    """
    since = as_of - MINUTES_LOOKED_BACK
    new = _classify_all(lambda tx: repository.user_agents_since(tx, since, AGENTS_A_BATCH))
    again = _classify(lambda tx: repository.user_agents_of_other_editions(tx, edition(), AGENTS_A_BATCH))
    return {"classified": new, "classified_again": again}


def _classify_all(find: FindAgents) -> int:
    classified = 0
    while batch := _classify(find):
        classified += batch
    return classified


def _classify(find: FindAgents) -> int:
    """Look up one batch of user agents; how many there were."""
    with transaction(SERVICE) as tx:
        found = find(tx)
    known = [classify(user_agent) for user_agent in found]
    if known:
        with transaction(SERVICE) as tx:
            repository.save_user_agents(tx, known, edition())
    return len(known)


def maintain(today: date) -> Counts:
    """Partitions ahead and past retention, hash keys and user agents; how many were made and dropped."""
    with transaction(SERVICE) as tx:
        made = repository.make_partitions(tx, today, DAYS_AHEAD)
        oldest_kept = today - timedelta(days=repository.retention_days(tx))
    with transaction(SERVICE) as tx:
        dropped = repository.drop_partitions(tx, before=oldest_kept)
    with transaction(SERVICE) as tx:
        forgotten = repository.delete_hash_keys(tx, before=today - timedelta(days=HASH_KEY_DAYS - 1))
    with transaction(SERVICE) as tx:
        unseen = repository.delete_user_agents(tx, not_seen_since=oldest_kept)
    return {
        "partitions_made": made, "partitions_dropped": dropped, "hash_keys_deleted": forgotten,
        "user_agents_deleted": unseen,
    }  # fmt: skip
