"""Invitations, offers about them, and those who came by them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Input, Moment, Output
from common.money import Amount

Terms = Annotated[str, StringConstraints(max_length=20_000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]


class InvitationStatus(StrEnum):
    """pending is answered once, or expires."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class NegotiationStatus(StrEnum):
    """proposed is answered once: by a counter-offer, yes or no of the other side, or withdrawn by its own."""

    PROPOSED = "proposed"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ParticipantStatus(StrEnum):
    """inactive: removed, or the campaign was cancelled."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    COMPLETED = "completed"


class Invitation(Output):
    """An invitation; agreed_amount in minor units of the campaign's currency."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    invited_by: UUID
    status: InvitationStatus
    agreed_amount: int
    message: str
    terms: str
    invited_at: datetime
    responded_at: datetime | None
    expires_at: datetime
    decline_reason: str | None


class InvitationDraft(Input):
    """Whom to invite, for how much (minor units; without it, what the deliverables pay together)."""

    creator_user_id: UUID
    agreed_amount: Amount | None = None
    message: Annotated[str, StringConstraints(max_length=5_000)] = ""
    terms: Terms = ""
    expires_at: Moment | None = None


class InvitationBatch(Input):
    """Up to 100 invitations, each with a result of its own."""

    invitations: Annotated[list[InvitationDraft], Field(min_length=1, max_length=100)]


class InvitationResult(Output):
    """What became of one invitation of a batch; `code` and `error` as in an error body where it was refused."""

    creator_user_id: UUID
    invited: bool
    invitation: Invitation | None = None
    code: str | None = None
    error: str | None = None


class InvitationResults(Output):
    """The results of a batch, in its order."""

    invited: int
    refused: int
    results: list[InvitationResult]


class InvitationDecline(Input):
    """Why not, if the creator says so."""

    reason: Reason = ""


class Participant(Output):
    """A creator in a campaign; budget_allocated in minor units. tracking_link is the link's id."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    invitation_id: UUID
    status: ParticipantStatus
    budget_allocated: int
    tracking_link: UUID | None
    joined_at: datetime
    removal_reason: str | None


class ParticipantRemoval(Input):
    """Why the creator is removed."""

    reason: Reason = ""


class Negotiation(Output):
    """An offer about an invitation."""

    id: UUID
    invitation_id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    proposed_by: UUID
    from_creator: bool
    amount: int
    terms: str
    status: NegotiationStatus
    answered_at: datetime | None
    created_at: datetime


class NegotiationDraft(Input):
    """An offer: amount in minor units; terms replace the invitation's where they are given."""

    amount: Amount
    terms: Terms = ""
