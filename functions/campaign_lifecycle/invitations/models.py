"""Bodies and answers of invitations. Amounts are minor units."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Input, Moment, Output
from common.models.invitations import Invitation
from common.money import Amount

Terms = Annotated[str, StringConstraints(max_length=20_000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]


class InvitationDraft(Input):
    """Whom to invite, for how much (minor units; without it, what the deliverables pay together)."""

    creator_user_id: UUID
    agreed_amount: Amount | None = None
    """What the creator works for before the fee, in minor units; without it, what the deliverables pay together."""
    message: Annotated[str, StringConstraints(max_length=5_000)] = ""
    terms: Terms = ""
    expires_at: Moment | None = None
    """Until when it can be answered; without it, 14 days from now, or what an administrator has set."""


class InvitationBatch(Input):
    """Up to 100 invitations, each with a result of its own."""

    invitations: Annotated[list[InvitationDraft], Field(min_length=1, max_length=100)]


class InvitationResult(Output):
    """What became of one invitation of a batch; `code` and `error` as in an error body where it was refused."""

    creator_user_id: UUID
    invited: bool
    """Whether there is an invitation now."""
    invitation: Invitation | None = None
    code: str | None = None
    error: str | None = None
    """A sentence for a person; null: it was not refused."""


class InvitationResults(Output):
    """The results of a batch, in its order."""

    invited: int
    """How many were invited."""
    refused: int
    """How many were not."""
    results: list[InvitationResult]


class InvitationDecline(Input):
    """Why not, if the creator says so."""

    reason: Reason = ""
    """Why, for the brand to read."""
