"""Submissions and their reviews."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from campaign_lifecycle.app import app
from campaign_lifecycle.submissions import repository, service
from campaign_lifecycle.submissions.models import ContentInput, ReviewDraft, SubmissionDraft
from common.errors import NotFound
from common.errors.campaigns import CampaignNotRunning, OnBothSides, ParticipantNotActive
from common.errors.limits import RequestsLimited
from common.errors.money import ReservationExceeded
from common.errors.submissions import (
    AlreadySubmitted,
    FileNotUploaded,
    RevisionOutdated,
    SubmissionTransitionForbidden,
)
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.submissions import Submission, SubmissionReview, SubmissionStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["submissions"]
CONTENT_REFUSALS = (CampaignNotRunning, ParticipantNotActive, FileNotUploaded)


@app.post(
    "/api/v1/campaigns/<campaign_id>/submissions",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, *CONTENT_REFUSALS, AlreadySubmitted, *ONCE),
)
@app.takes(RateClass.MAIL)
def submit_content(campaign_id: UUID, body: SubmissionDraft) -> Submission:
    """Hand in content for one unit of a deliverable."""
    with app.transaction() as tx:
        return app.once(tx, body, Submission, lambda: service.submit(tx, campaign_id, body))


@app.get("/api/v1/campaigns/<campaign_id>/submissions", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_campaign_submissions(
    campaign_id: UUID,
    status: Annotated[SubmissionStatus | None, Query()] = None,
    late: Annotated[bool | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Submission]:
    """Submissions of a campaign, newest first; a creator sees their own."""
    with app.transaction() as tx:
        return service.list_submissions(
            tx, campaign_id=campaign_id, status=status, late=late, cursor=cursor, limit=limit
        )


@app.get("/api/v1/submissions", tags=TAGS, responses=refuses(CursorInvalid))
def list_submissions(
    status: Annotated[SubmissionStatus | None, Query()] = None,
    late: Annotated[bool | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Submission]:
    """The caller's submissions, or those to the caller's brands, newest first."""
    with app.transaction() as tx:
        return service.list_submissions(
            tx, campaign_id=None, status=status, late=late, cursor=cursor, limit=limit
        )


@app.get("/api/v1/submissions/<submission_id>", tags=TAGS, responses=refuses(NotFound))
def read_submission(submission_id: UUID) -> Submission:
    """One submission."""
    with app.transaction() as tx:
        return repository.find_submission(tx, submission_id)


@app.post(
    "/api/v1/submissions/<submission_id>/revisions",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, *CONTENT_REFUSALS, SubmissionTransitionForbidden, *ONCE),
)
@app.takes(RateClass.MAIL)
def revise_submission(submission_id: UUID, body: ContentInput) -> Submission:
    """Hand in the next revision, after changes were requested."""
    with app.transaction() as tx:
        return app.once(tx, body, Submission, lambda: service.revise(tx, submission_id, body))


@app.post(
    "/api/v1/submissions/<submission_id>/reviews",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        CampaignNotRunning,
        OnBothSides,
        RevisionOutdated,
        SubmissionTransitionForbidden,
        ReservationExceeded,
        *ONCE,
    ),
)
@app.takes(RateClass.MAIL)
def review_submission(submission_id: UUID, body: ReviewDraft) -> SubmissionReview:
    """Approve (and pay), ask for changes, or reject."""
    with app.transaction() as tx:
        return app.once(tx, body, SubmissionReview, lambda: service.review(tx, submission_id, body))


@app.get("/api/v1/submissions/<submission_id>/reviews", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_submission_reviews(
    submission_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[SubmissionReview]:
    """The reviews, one per revision, oldest first."""
    with app.transaction() as tx:
        return service.list_reviews(tx, submission_id, cursor=cursor, limit=limit)
