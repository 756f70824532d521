"""`/api/v1/campaigns/{id}/participants`, `/api/v1/participants`."""

from uuid import UUID

from campaign_lifecycle.app import app
from campaign_lifecycle.participants import repository, service
from campaign_lifecycle.participants.models import ParticipantDeparture, ParticipantRemoval
from common.errors import NotFound
from common.errors.campaigns import OnBothSides, ParticipantNotActive
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.participants import Participant
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["invitations"]


@app.get(
    "/api/v1/campaigns/<campaign_id>/participants", tags=TAGS, responses=refuses(NotFound, CursorInvalid)
)
def list_campaign_participants(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Participant]:
    """List who takes part in a campaign

    For members of the brand, all of them; a creator sees only themselves.
    """
    with app.read() as tx:
        return service.list_participants(tx, campaign_id=campaign_id, cursor=cursor, limit=limit)


@app.get("/api/v1/participants", tags=TAGS, responses=refuses(CursorInvalid))
def list_participants(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Participant]:
    """List participations

    For creators, their own; for members of a brand, those in all its campaigns.
    """
    with app.read() as tx:
        return service.list_participants(tx, campaign_id=None, cursor=cursor, limit=limit)


@app.get("/api/v1/participants/<participant_id>", tags=TAGS, responses=refuses(NotFound))
def read_participant(participant_id: UUID) -> Participant:
    """Read a participation

    For its creator and for members of the brand.
    """
    with app.read() as tx:
        return repository.find_participant(tx, participant_id)


@app.post(
    "/api/v1/participants/<participant_id>/remove",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, ParticipantNotActive, OnBothSides, *ONCE),
)
@app.takes(RateClass.MAIL)
def remove_participant(participant_id: UUID, body: ParticipantRemoval) -> Participant:
    """Remove a creator from a campaign

    For brand admins and campaign managers. Work that is not approved is rejected, what is unspent goes back to the
    wallet, and the creator is told, with the reason. What was approved stays earned.
    """
    with app.transaction() as tx:
        return app.once(
            tx, body, Participant, lambda: service.remove_participant(tx, participant_id, body.reason)
        )


@app.post(
    "/api/v1/participants/<participant_id>/leave",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, ParticipantNotActive, *ONCE),
)
@app.takes(RateClass.MAIL)
def leave_campaign(participant_id: UUID, body: ParticipantDeparture) -> Participant:
    """Leave a campaign for good

    For the creator who takes part. Work that is not approved counts as rejected, what is unspent goes back to the
    brand's wallet, and the brand is told, with the reason. What was approved stays earned.
    """
    with app.transaction() as tx:
        return app.once(
            tx, body, Participant, lambda: service.leave_campaign(tx, participant_id, body.reason)
        )
