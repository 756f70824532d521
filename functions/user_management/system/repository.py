"""Statements about the system itself."""

from common.database import Transaction
from user_management.system.models import OutboxTopic


def ping(tx: Transaction) -> None:
    """Ask the database for nothing. Raises `DatabaseUnavailable`."""
    tx.fetch_value("select 1")


def list_outbox_topics(tx: Transaction) -> list[OutboxTopic]:
    """What waits and what rests, per topic."""
    return tx.fetch_all(
        OutboxTopic,
        "select topic, count(*) filter (where available_at < 'infinity') as waiting,"
        " count(*) filter (where available_at = 'infinity') as given_up,"
        " min(created_at) as oldest_at from outbox where processed_at is null group by topic order by topic",
    )
