"""The night's job: the last days anew, and days that no night has counted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from common.database import transaction
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.jobs import Counts
from common.spans import Span
from marketplace.analytics import repository

JOB = "marketplace-analytics"
DAYS_A_STEP = 31
SPARE_SECONDS = 60
"""What a step may take at its slowest."""


def count_days(as_of: datetime, context: HasRemainingTime) -> Counts:
    """Count what is due on the night of `as_of`, a month at a time; `more_due` is 1 where time was short."""
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    counts: Counts = {"days": 0, "rows_of_money": 0, "more_due": 0}
    for span in _steps(_due(as_of)):
        if deadline.is_over:
            return counts | {"more_due": 1}
        with transaction(SERVICE) as tx:
            counts["days"] += repository.count_platform_days(tx, span)
            counts["rows_of_money"] += repository.count_financial_days(tx, span)
    return counts


def _due(as_of: datetime) -> Span:
    """The last days that are over, and all since the last that was counted; at first all since the first account."""
    today = as_of.astimezone(UTC).date()
    recounted = today - timedelta(days=repository.NIGHTS)
    with transaction(SERVICE) as tx:
        counted = repository.last_counted_day(tx)
        missing = counted + timedelta(days=1) if counted else repository.first_day_of_all(tx)
    return Span(min(recounted, missing or recounted), today - timedelta(days=1))


def _steps(due: Span) -> Iterator[Span]:
    first: date = due.first
    while first <= due.last:
        last = min(due.last, first + timedelta(days=DAYS_A_STEP - 1))
        yield Span(first, last)
        first = last + timedelta(days=1)
