"""Use case of scans that came through the queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from common import metrics
from common.database import transaction
from common.errors import DomainError, Unavailable
from common.identity import SERVICE
from common.telemetry import logger


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many scans of a batch were new, by verdict."""

    verdict: str
    n: int


def record(bodies: Sequence[str]) -> list[int]:
    """Judge scans (JSON objects) in one transaction; the places of those that the database refuses, which fail alone.

    Raises `Unavailable` while the database is away: the whole batch comes back.
    """
    try:
        _record(bodies)
    except Unavailable:
        raise
    except DomainError as error:
        if len(bodies) == 1:
            logger().warning("scan refused", extra={"code": error.code})
            return [0]
        middle = len(bodies) // 2
        return record(bodies[:middle]) + [middle + place for place in record(bodies[middle:])]
    return []


def _record(bodies: Sequence[str]) -> None:
    with transaction(SERVICE) as tx:
        verdicts = tx.fetch_all(
            Verdict,
            "select verdict, count(*)::integer as n from app.judge_scans(%(scans)s::jsonb)"
            " where is_new group by verdict",
            {"scans": f"[{','.join(bodies)}]"},
        )
        for found in verdicts:
            metrics.count(f"scans_{found.verdict}", found.n)
