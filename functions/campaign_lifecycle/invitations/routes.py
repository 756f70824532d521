"""Invitations, offers about them, participants."""

from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from campaign_lifecycle.app import app
from campaign_lifecycle.invitations import repository, service
from common.errors import NotFound
from common.errors.campaigns import (
    AlreadyParticipates,
    BudgetExhausted,
    CampaignNotRunning,
    InvitationExpired,
    InvitationPending,
    InvitationTransitionForbidden,
    NegotiationTransitionForbidden,
    NotACreator,
    NotYourTurn,
    OfferOpen,
    ParticipantNotActive,
)
from common.errors.money import InsufficientFunds
from common.idempotency import ONCE
from common.models.base import Page
from common.models.invitations import (
    Invitation,
    InvitationBatch,
    InvitationDecline,
    InvitationDraft,
    InvitationResults,
    InvitationStatus,
    Negotiation,
    NegotiationDraft,
    Participant,
    ParticipantRemoval,
)
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["invitations"]


ANSWERED_REFUSALS = (InvitationTransitionForbidden, InvitationExpired)
"""What waits no longer."""
OFFER_REFUSALS = (NotFound, *ANSWERED_REFUSALS, NotYourTurn, NegotiationTransitionForbidden, *ONCE)


@app.post(
    "/api/v1/campaigns/<campaign_id>/invitations",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        NotFound, CampaignNotRunning, NotACreator, InvitationPending, AlreadyParticipates, *ONCE
    ),
)
def invite(campaign_id: UUID, body: InvitationDraft) -> Invitation:
    """Invite a creator."""
    with app.transaction() as tx:
        return app.once(tx, body, Invitation, lambda: service.invite(tx, campaign_id, body))


@app.post("/api/v1/campaigns/<campaign_id>/invitations/bulk", tags=TAGS, responses=refuses(NotFound, *ONCE))
def invite_many(campaign_id: UUID, body: InvitationBatch) -> InvitationResults:
    """Invite up to 100 creators; each has a result of its own."""
    with app.transaction() as tx:
        return app.once(tx, body, InvitationResults, lambda: service.invite_many(tx, campaign_id, body))


@app.get("/api/v1/campaigns/<campaign_id>/invitations", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def campaign_invitations(
    campaign_id: UUID,
    status: Annotated[InvitationStatus | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Invitation]:
    """Invitations to a campaign, newest first."""
    with app.transaction() as tx:
        return service.list_invitations(
            tx, campaign_id=campaign_id, status=status, cursor=cursor, limit=limit
        )


@app.get("/api/v1/invitations", tags=TAGS, responses=refuses(CursorInvalid))
def list_invitations(
    status: Annotated[InvitationStatus | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Invitation]:
    """The caller's invitations, sent or received, newest first."""
    with app.transaction() as tx:
        return service.list_invitations(tx, campaign_id=None, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/invitations/<invitation_id>", tags=TAGS, responses=refuses(NotFound))
def read_invitation(invitation_id: UUID) -> Invitation:
    """One invitation."""
    with app.transaction() as tx:
        return repository.find_invitation(tx, invitation_id)


@app.post(
    "/api/v1/invitations/<invitation_id>/accept",
    tags=TAGS,
    responses=refuses(
        NotFound,
        *ANSWERED_REFUSALS,
        CampaignNotRunning,
        AlreadyParticipates,
        BudgetExhausted,
        InsufficientFunds,
        *ONCE,
    ),
)
def accept_invitation(invitation_id: UUID) -> Participant:
    """Take part; 402 where the brand's wallet or the campaign's budget is short."""

    def attempt() -> Participant:
        with app.transaction() as tx:
            return app.once(tx, "accept", Participant, lambda: service.accept(tx, invitation_id))

    return service.telling_the_brand(invitation_id, attempt)


@app.post(
    "/api/v1/invitations/<invitation_id>/decline",
    tags=TAGS,
    responses=refuses(NotFound, *ANSWERED_REFUSALS, *ONCE),
)
def decline_invitation(invitation_id: UUID, body: InvitationDecline) -> Invitation:
    """Do not take part."""
    with app.transaction() as tx:
        return app.once(tx, body, Invitation, lambda: service.decline(tx, invitation_id, body.reason))


@app.post(
    "/api/v1/invitations/<invitation_id>/negotiations",
    status_code=201,
    tags=TAGS,
    responses=refuses(NotFound, *ANSWERED_REFUSALS, OfferOpen, *ONCE),
)
def negotiate(invitation_id: UUID, body: NegotiationDraft) -> Negotiation:
    """Offer another amount or other terms; counters an open offer of the other side."""
    with app.transaction() as tx:
        return app.once(tx, body, Negotiation, lambda: service.negotiate(tx, invitation_id, body))


@app.get(
    "/api/v1/invitations/<invitation_id>/negotiations", tags=TAGS, responses=refuses(NotFound, CursorInvalid)
)
def list_negotiations(
    invitation_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Negotiation]:
    """The offers, newest first."""
    with app.transaction() as tx:
        return service.list_negotiations(tx, invitation_id, cursor=cursor, limit=limit)


def _answer(negotiation_id: UUID, answer: Literal["accepted", "rejected", "withdrawn"]) -> Negotiation:
    with app.transaction() as tx:
        return app.once(tx, answer, Negotiation, lambda: service.answer_offer(tx, negotiation_id, answer))


@app.post("/api/v1/negotiations/<negotiation_id>/accept", tags=TAGS, responses=refuses(*OFFER_REFUSALS))
def accept_offer(negotiation_id: UUID) -> Negotiation:
    """The invitation takes the offer's amount and terms; it still is the creator's to accept."""
    return _answer(negotiation_id, "accepted")


@app.post("/api/v1/negotiations/<negotiation_id>/reject", tags=TAGS, responses=refuses(*OFFER_REFUSALS))
def reject_offer(negotiation_id: UUID) -> Negotiation:
    """The invitation stays as it was."""
    return _answer(negotiation_id, "rejected")


@app.post("/api/v1/negotiations/<negotiation_id>/withdraw", tags=TAGS, responses=refuses(*OFFER_REFUSALS))
def withdraw_offer(negotiation_id: UUID) -> Negotiation:
    """Take one's own offer back."""
    return _answer(negotiation_id, "withdrawn")


@app.get(
    "/api/v1/campaigns/<campaign_id>/participants", tags=TAGS, responses=refuses(NotFound, CursorInvalid)
)
def campaign_participants(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Participant]:
    """Who takes part in a campaign, newest first; a creator sees only themselves."""
    with app.transaction() as tx:
        return service.list_participants(tx, campaign_id=campaign_id, cursor=cursor, limit=limit)


@app.get("/api/v1/participants", tags=TAGS, responses=refuses(CursorInvalid))
def list_participants(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Participant]:
    """The caller's participations, or those of the caller's brands, newest first."""
    with app.transaction() as tx:
        return service.list_participants(tx, campaign_id=None, cursor=cursor, limit=limit)


@app.get("/api/v1/participants/<participant_id>", tags=TAGS, responses=refuses(NotFound))
def read_participant(participant_id: UUID) -> Participant:
    """One participant."""
    with app.transaction() as tx:
        return repository.find_participant(tx, participant_id)


@app.post(
    "/api/v1/participants/<participant_id>/remove",
    tags=TAGS,
    responses=refuses(NotFound, ParticipantNotActive, *ONCE),
)
def remove_participant(participant_id: UUID, body: ParticipantRemoval) -> Participant:
    """Remove a creator; what is unspent goes back to the wallet."""
    with app.transaction() as tx:
        return app.once(
            tx, body, Participant, lambda: service.remove_participant(tx, participant_id, body.reason)
        )
