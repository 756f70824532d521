"""Statements about the system itself."""

from common.database import Transaction
from common.database_errors import DatabaseUnavailable
from user_management.system.models import OutboxTopic


def ping(tx: Transaction) -> None:
    """Ask whether the database takes writes: a writer that was demoted answers, too. Raises `DatabaseUnavailable`."""
    if tx.fetch_value("select current_setting('transaction_read_only')") != "off":
        raise DatabaseUnavailable


def list_outbox_topics(tx: Transaction) -> list[OutboxTopic]:
    """What waits and what rests, per topic."""
    return tx.fetch_all(
        OutboxTopic,
        "select topic, count(*) filter (where available_at < 'infinity') as waiting,"
        " count(*) filter (where available_at = 'infinity') as given_up,"
        " min(created_at) as oldest_at from outbox where processed_at is null group by topic order by topic",
    )


def count_failed_stripe_events(tx: Transaction) -> int:
    """Events of Stripe that were given up after too many failures: somebody must look at their money."""
    failed: int = tx.fetch_value("select count(*) from stripe_events where status = 'failed'")
    return failed
