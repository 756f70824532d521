"""Use case of scans that came through the queue."""

from collections.abc import Sequence

from activations.scans import repository
from common.database import transaction
from common.errors import DomainError, Unavailable
from common.identity import SERVICE
from common.telemetry import logger


def record(bodies: Sequence[str]) -> list[int]:
    """Judge scans (JSON objects) in one transaction; the places of those that the database refuses, which fail alone.

    Raises `Unavailable` while the database is away: the whole batch comes back.
    """
    try:
        with transaction(SERVICE) as tx:
            repository.record_scans(tx, f"[{','.join(bodies)}]")
    except Unavailable:
        raise
    except DomainError as error:
        if len(bodies) == 1:
            logger().warning("scan refused", extra={"code": error.code})
            return [0]
        middle = len(bodies) // 2
        return record(bodies[:middle]) + [middle + place for place in record(bodies[middle:])]
    return []
