"""Use case of what waits for administrators."""

from datetime import datetime, timedelta

from common import metrics
from common.database import transaction
from common.identity import SERVICE
from messaging.moderation_queue import repository

HOUR = timedelta(hours=1)


def tell_levels(as_of: datetime) -> None:
    """Tell how much waits for a decision, and for how many whole hours the oldest does (0: nothing waits)."""
    with transaction(SERVICE) as tx:
        found = repository.waiting(tx)
    hours = max((as_of - found.since) // HOUR, 0) if found.since else 0
    metrics.gauge("held_messages_waiting", found.held)
    metrics.gauge("message_reports_open", found.reported)
    metrics.gauge("moderation_waits_hours", hours)
