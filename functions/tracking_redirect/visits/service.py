"""Use case of visits that came through the queue."""

from datetime import UTC, datetime

from common.database import transaction
from common.identity import SERVICE
from tracking_redirect.visits import repository


def store(bodies: list[str]) -> int:
    """Store visits (JSON objects), those of a second delivery not again; how many were new."""
    with transaction(SERVICE) as tx:
        return repository.insert_visits(tx, f"[{','.join(bodies)}]", datetime.now(UTC).date())
