"""`/api/v1/scan-reviews`: for brands, of their own activations, and for administrators."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from activations.app import app
from activations.scan_reviews import service
from activations.scan_reviews.models import ScanReviewDecision, ScanReviewDetail
from common.errors import Forbidden, NotFound
from common.errors.activations import ScanReviewDecided
from common.errors.deals import DeciderInvolved
from common.models.base import Page
from common.models.scan_reviews import ScanReview, ScanReviewStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import REWARDS, wake
from common.refusals import refuses

TAGS = ["scans"]
ALL = "/api/v1/scan-reviews"
ONE = f"{ALL}/<scan_id>"


@app.get(ALL, tags=TAGS, responses=refuses(CursorInvalid))
def list_scan_reviews(
    status: Annotated[
        ScanReviewStatus, Query(description="Only those in this state.")
    ] = ScanReviewStatus.OPEN,
    brand_id: Annotated[UUID | None, Query(description="Only those of this brand.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[ScanReview]:
    """List flagged scans

    For members of the brand, and for administrators. What rules found odd counts for nothing until somebody clears it,
    or until it is due and weighs less than 70 points. The heaviest first. It is written down who looked.
    """
    with app.transaction() as tx:  # a read that leaves a trace
        return service.list_reviews(tx, status=status, brand_id=brand_id, cursor=cursor, limit=limit)


@app.get(ONE, tags=TAGS, responses=refuses(NotFound))
def read_scan_review(scan_id: UUID) -> ScanReviewDetail:
    """Read a flagged scan

    For members of the brand, and for administrators. With figures about it and its device; where it was is never told.
    It is written down who looked.
    """
    with app.transaction() as tx:  # a read that leaves a trace
        return service.find_review(tx, scan_id)


@app.post(ONE, tags=TAGS, responses=refuses(Forbidden, NotFound, DeciderInvolved, ScanReviewDecided))
def review_scan(scan_id: UUID, body: ScanReviewDecision) -> ScanReviewDetail:
    """Review a flagged scan

    For those who run the brand's campaigns, and for administrators, but not for who scanned. `cleared`: it counts after
    all, and what is granted for scans follows. `confirmed`: it never counts, and its device is riskier from now on. It
    is decided once (409).
    """
    with app.transaction() as tx:
        decided = service.decide(tx, scan_id, body)
    wake(REWARDS)
    return decided
