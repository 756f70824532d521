"""Bodies and answers that only this capability's routes use."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from common.models.base import Input, Output


class ProcessTransitions(Input):
    """Edge action: move every campaign and invitation whose time has come."""

    action: Literal["process-transitions"]


class TransitionCounts(Output):
    """What a pass did. `more_due`: the pass was bounded and something is left for the next one."""

    activated: int
    completed: int
    paused: int
    expired_invitations: int
    errors: int
    more_due: bool


class TransitionPass(TransitionCounts):
    """What the job has to know besides: campaigns and invitations that stayed, to pass over next time."""

    failed: list[UUID]


class LaunchProblem(Output):
    """A reason why a campaign cannot be launched."""

    code: str
    message: str


class CampaignSnapshot(Output):
    """A campaign's figures at a moment: daily, and at its completion. Money in minor units."""

    id: UUID
    campaign_id: UUID
    kind: Literal["daily", "completion"]
    snapshot_date: date
    figures: dict[str, object]
    created_at: datetime


class ReportLine(Output):
    """A participant in the report. Amounts in minor units."""

    creator_user_id: UUID
    status: str
    joined_at: datetime
    agreed: int
    spent: int
    released: int
    currency: str
    approved: int
    pending_review: int
    clicks: int
    conversions: int


class DeadlinePass(Output):
    """What a pass over the deadlines did; `failed` are the submissions that could not be approved."""

    auto_approved: int
    failed: list[UUID]
    invitations_announced: int
    reviews_reminded: int
    ends_announced: int
