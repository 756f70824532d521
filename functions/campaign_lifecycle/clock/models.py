"""What a pass of the clock did."""

from typing import Literal
from uuid import UUID

from common.models.base import Input, Output


class ProcessTransitions(Input):
    """Edge action: move every campaign and invitation whose time has come."""

    action: Literal["process-transitions"]


class TransitionCounts(Output):
    """What a pass did. `more_due`: the pass was bounded and something is left for the next one."""

    activated: int
    """Drafts that became active."""
    completed: int
    """Campaigns that completed."""
    paused: int
    """Campaigns that paused, as their budget is spent."""
    expired_invitations: int
    """Invitations that expired."""
    errors: int
    """Campaigns and invitations that stayed as they were."""
    more_due: bool


class TransitionPass(TransitionCounts):
    """What the job has to know besides: campaigns and invitations that stayed, to pass over next time."""

    failed: list[UUID]


class DeadlinePass(Output):
    """What a pass over the deadlines did; `failed` are the submissions that could not be approved."""

    auto_approved: int
    failed: list[UUID]
    invitations_announced: int
    reviews_reminded: int
    ends_announced: int


class DueDatePass(Output):
    """Whom a pass over the due dates reminded, and the last participant and deliverable that it looked at."""

    reminded: int
    last_participant: UUID | None
    last_deliverable: UUID | None


class LatePass(Output):
    """How many of the brands' people a pass told of what is late, and the last deliverable that it looked at."""

    announced: int
    last_deliverable: UUID | None
