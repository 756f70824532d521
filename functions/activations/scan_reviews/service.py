"""Use cases of flagged scans: who looks at them, and what time does to what nobody looked at."""

from datetime import datetime
from typing import cast
from uuid import UUID

from activations.scan_list.repository import log_looks
from activations.scan_reviews import repository
from activations.scan_reviews.models import ScanReviewDecision, ScanReviewDetail
from common import metrics
from common.batches import in_batches
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.models.scan_reviews import ScanReview, ScanReviewStatus
from common.pagination import decode_cursor, page

JOB = "scan-reviews"
BATCH = 500
MOST_BATCHES = 200
MOST_POINTS = 1_000


def list_reviews(
    tx: Transaction, *, status: ScanReviewStatus, brand_id: UUID | None, cursor: str | None, limit: int
) -> Page[ScanReview]:
    """What this actor may see, the heaviest first; that they looked is audited. Raises `CursorInvalid`."""
    after = cast("tuple[int, UUID] | None", decode_cursor(cursor, _points, UUID))
    rows = repository.list_reviews(tx, status, brand_id, after, limit + 1)
    shown = page(rows, limit, lambda review: (review.score, review.scan_id))
    log_looks(tx, (review.activation_id for review in shown.data))
    return shown


def find_review(tx: Transaction, scan_id: UUID) -> ScanReviewDetail:
    """A flagged scan with its evidence; that somebody looked is audited. Raises `NotFound`."""
    review = repository.find_review(tx, scan_id)
    log_looks(tx, [review.activation_id])
    return ScanReviewDetail(
        **review.model_dump(),
        scan=repository.find_scan(tx, scan_id, review.scan_at),
        evidence=repository.find_evidence(tx, scan_id),
    )


def decide(tx: Transaction, scan_id: UUID, decision: ScanReviewDecision) -> ScanReviewDetail:
    """Clear or confirm, once. Raises `Forbidden`, `NotFound`, `DeciderInvolved`, `ScanReviewDecided`."""
    repository.decide_review(tx, scan_id, decision.decision, decision.note)
    return find_review(tx, scan_id)


def run_reviews(as_of: datetime) -> Counts:
    """Clear what is due and weighs little, tell brands of the rest, and how much waits.

    Counts: scans that were `cleared`, scans that brands were `reminded` of.
    """
    cleared = in_batches(repository.clear_due, as_of, batch=BATCH, most_batches=MOST_BATCHES)
    with transaction(SERVICE) as tx:
        reminded = repository.remind(tx, as_of)
        waiting = repository.count_open(tx)
    metrics.gauge("scan_reviews_open", waiting)
    return {"cleared": cleared, "reminded": reminded}


def _points(text: str) -> int:
    number = int(text)
    if not 0 <= number <= MOST_POINTS:
        raise ValueError
    return number
