"""The chores of tracking: count hours and days, make partitions ahead, forget what is old."""

from datetime import UTC, date, datetime, time, timedelta

from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from tracking_redirect.aggregation import repository
from tracking_redirect.aggregation.classify import classify_agents_between

DAYS_AHEAD = 30
HOURS_A_RUN = 48
"""More than a day: whoever was away for longer goes on at the next hour, and reports read raw events meanwhile."""
HASH_KEY_DAYS = 2
"""At two in the morning the key of the day before yesterday is 26 hours out of use, and 50 hours old."""


def run_nightly(as_of: datetime) -> Counts:
    """All chores of the night that `as_of` falls into: small steps, each a transaction, each repeatable.

    Every day that is due, however many nights were missed, and always the one that just ended.
    """
    today = as_of.astimezone(UTC).date()
    with transaction(SERVICE) as tx:
        due = {today - timedelta(days=1): True}
        due |= {found.day: found.visits for found in repository.days_due(tx, before=today)}
    events = sum(aggregate_day(day) for day in sorted(due) if due[day])
    for day in sorted(due):
        if not due[day]:
            aggregate_orders(day)
    return {"days": len(due), "events": events} | maintain(today)


def aggregate_day(day: date) -> int:
    """Count the day's hours one by one, then write its aggregates; how many events they count."""
    with transaction(SERVICE) as tx:
        kept = repository.keeps_events(tx, day)
    for hour in range(24 if kept else 0):
        count_hour(datetime.combine(day, time(hour), UTC))
    with transaction(SERVICE) as tx:
        return repository.aggregate_events(tx, day)


def aggregate_orders(day: date) -> None:
    """Write a day's orders anew; its visits stay as they were counted."""
    with transaction(SERVICE) as tx:
        repository.aggregate_conversions(tx, day)


def count_hour(hour: datetime) -> None:
    """Classify the user agents of a clock hour, then write its figures, unless they are of all its visits already."""
    until = hour + timedelta(hours=1)
    with transaction(SERVICE) as tx:
        if repository.hour_is_counted(tx, hour):
            return
    classify_agents_between(hour, until)
    with transaction(SERVICE) as tx:
        repository.keep_user_agents(tx, hour, until)
    with transaction(SERVICE) as tx:
        repository.count_hour(tx, hour)


def count_finished_hours(as_of: datetime) -> Counts:
    """Count the hours that are over, so that reports of today read few raw events, and orders that changed."""
    with transaction(SERVICE) as tx:
        hours = repository.uncounted_hours(tx, until=as_of, most=HOURS_A_RUN)
        due = repository.days_due(tx, before=as_of.astimezone(UTC).date())
    for hour in hours:
        count_hour(hour)
    changed = [found.day for found in due if not found.visits]
    for day in changed:
        aggregate_orders(day)
    return {"hours": len(hours), "days_of_orders": len(changed)}


def maintain(today: date) -> Counts:
    """Partitions ahead and past retention, hash keys and user agents; how many were made and dropped.

    A night that is run again, or ahead of its time, makes no past day and drops none that is not old yet.
    """
    now = datetime.now(UTC).date()
    with transaction(SERVICE) as tx:
        made = repository.make_partitions(tx, max(today, now), DAYS_AHEAD)
        oldest_kept = min(today, now) - timedelta(days=repository.retention_days(tx))
    with transaction(SERVICE) as tx:
        dropped = repository.drop_partitions(tx, before=oldest_kept)
    with transaction(SERVICE) as tx:
        forgotten = repository.delete_hash_keys(
            tx, before=min(today, now) - timedelta(days=HASH_KEY_DAYS - 1)
        )
    with transaction(SERVICE) as tx:
        unseen = repository.delete_user_agents(tx, not_seen_since=oldest_kept)
    return {
        "partitions_made": made, "partitions_dropped": dropped, "hash_keys_deleted": forgotten,
        "user_agents_deleted": unseen,
    }  # fmt: skip
