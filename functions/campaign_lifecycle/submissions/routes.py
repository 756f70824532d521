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
    """Hand in content for one unit of a deliverable

    For creators who take part, while the campaign is active or paused. A link, a text, or the `object_key` of a file
    that was uploaded (`announceAsset`). The brand is told, and approves, asks for changes or rejects
    (`reviewSubmission`).
    """
    with app.transaction() as tx:
        return app.once(tx, body, Submission, lambda: service.submit(tx, campaign_id, body))


@app.get("/api/v1/campaigns/<campaign_id>/submissions", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_campaign_submissions(
    campaign_id: UUID,
    status: Annotated[SubmissionStatus | None, Query(description="Only those in this state.")] = None,
    late: Annotated[
        bool | None, Query(description="true: only what came after its day; false: only what did not.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Submission]:
    """List what was handed in to a campaign

    For members of the brand, all of it; a creator sees their own.
    """
    with app.read() as tx:
        return service.list_submissions(
            tx, campaign_id=campaign_id, status=status, late=late, cursor=cursor, limit=limit
        )


@app.get("/api/v1/submissions", tags=TAGS, responses=refuses(CursorInvalid))
def list_submissions(
    status: Annotated[SubmissionStatus | None, Query(description="Only those in this state.")] = None,
    late: Annotated[
        bool | None, Query(description="true: only what came after its day; false: only what did not.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Submission]:
    """List what was handed in

    For creators, their own; for members of a brand, what came to all its campaigns.
    """
    with app.read() as tx:
        return service.list_submissions(
            tx, campaign_id=None, status=status, late=late, cursor=cursor, limit=limit
        )


@app.get("/api/v1/submissions/<submission_id>", tags=TAGS, responses=refuses(NotFound))
def read_submission(submission_id: UUID) -> Submission:
    """Read a submission

    For its creator and for members of the brand. Once it is approved, `post` says what became of it on its platform.
    """
    with app.read() as tx:
        return repository.find_submission(tx, submission_id)


@app.post(
    "/api/v1/submissions/<submission_id>/revisions",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, *CONTENT_REFUSALS, SubmissionTransitionForbidden, *ONCE),
)
@app.takes(RateClass.MAIL)
def revise_submission(submission_id: UUID, body: ContentInput) -> Submission:
    """Hand in the next revision

    For the creator, after changes were requested. The brand is told, and its time for a review begins anew.
    """
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
    """Approve a submission, ask for changes or reject it

    For brand admins and campaign managers who are not its creator. An approval pays: the creator earns the unit's
    amount less the fee, payable after the hold. After a request for changes they hand in another revision; a
    rejection is final. Both need `feedback` that says what is wrong. The creator is told.
    """
    with app.transaction() as tx:
        return app.once(tx, body, SubmissionReview, lambda: service.review(tx, submission_id, body))


@app.get("/api/v1/submissions/<submission_id>/reviews", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_submission_reviews(
    submission_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[SubmissionReview]:
    """List the reviews of a submission

    For its creator and for members of the brand; one per revision, oldest first.
    """
    with app.read() as tx:
        return service.list_reviews(tx, submission_id, cursor=cursor, limit=limit)
