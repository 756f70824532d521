"""Disputes of held funds. Amounts are what the creator is to get, in minor units, of 0 to the price."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field, computed_field

from common.models.base import Output
from common.models.brands import BrandCard
from common.models.creators import CreatorCard
from common.models.deals import WHAT_HAPPENS_THEN, NextStep, Side


class DisputeStatus(StrEnum):
    """Whose turn it is: the other side's, ours, both sides' to appeal; resolved and withdrawn are final."""

    OPEN = "open"
    ANSWERED = "answered"
    DECIDED = "decided"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class DisputeReason(StrEnum):
    """What a dispute is about."""

    NOT_DELIVERED = "not_delivered"
    QUALITY = "quality"
    LATE = "late"
    NOT_PAID = "not_paid"
    RIGHTS = "rights"
    NOT_LIVE = "not_live"
    OTHER = "other"


class Resolution(StrEnum):
    """How it ended: unanswered, agreed on, decided, decided once more, undecided for too long, or with a lost card."""

    SILENCE = "silence"
    AGREEMENT = "agreement"
    DECISION = "decision"
    APPEAL = "appeal"
    TIME = "time"
    LOSS = "loss"


class Voice(StrEnum):
    """For whom somebody speaks in a dispute; admin: who decides."""

    BRAND = "brand"
    CREATOR = "creator"
    ADMIN = "admin"


class SeenWork(Output):
    """Work as it was when the dispute was opened, with the review of it."""

    id: UUID
    revision: int
    kind: str
    """What kind it is."""
    content_url: str | None
    file: str | None
    """The `object_key` of a stored upload; null: none."""
    note: str
    submitted_at: datetime
    live_status: str
    """Whether the post was there: unknown, live or gone."""
    decision: str | None
    """What the brand said of it: approved or rejected; null: nothing."""
    reason_code: str | None
    """Why it was rejected; null: it was not."""
    review_note: str | None
    """What the brand wrote about it; null: it was not reviewed."""
    reviewed_at: datetime | None
    """When it was reviewed; null: it was not."""


class SeenFile(Output):
    """A file that had been handed in."""

    id: UUID
    file_name: str
    object_key: str
    """Where it is stored."""
    media_type: str
    size_bytes: int
    checksum_sha256: str | None
    """SHA-256 of its bytes, in hexadecimal; null: its creator gave none."""
    handed_in_at: datetime


class SeenMessage(Output):
    """A message of an earlier dispute about the same held funds."""

    id: UUID
    side: Voice
    """Who wrote it."""
    body: str
    created_at: datetime


class Evidence(Output):
    """What both sides had seen when the dispute was opened: a copy that nobody can change."""

    terms_hash: str | None = None
    """`terms_hash` of the deal; null: the dispute is older than such copies."""
    submissions: list[SeenWork] = Field(default_factory=list)
    files: list[SeenFile] = Field(default_factory=list)
    messages: list[SeenMessage] = Field(default_factory=list)


class DisputeSummary(Output):
    """A dispute in a list."""

    id: UUID
    escrow_id: UUID
    """The held funds."""
    deal_id: UUID
    """The deal."""
    deal_title: str
    """The title of the deal."""
    brand_id: UUID
    brand: BrandCard
    creator_user_id: UUID
    creator: CreatorCard
    currency: str
    price: int
    """The most that the creator can get, in minor units."""
    status: DisputeStatus
    side: Side
    """Who opened it."""
    reason_code: DisputeReason
    claim: str
    """What who opened it says."""
    opener_amount: int
    """What the creator is to get, says who opened it; minor units."""
    opened_at: datetime
    """When it was opened: its times run from then."""
    answer: str | None
    """What the other side says; null: nothing."""
    answer_amount: int | None
    """What the creator is to get, says the other side, in minor units; null: it has not answered."""
    answered_at: datetime | None
    """When the other side answered; null: it has not."""
    proposed_side: Side | None
    """Whose proposal stands; the other side may accept it."""
    proposed_amount: int | None
    """What it gives the creator, in minor units."""
    creator_amount: int | None
    """What the creator gets, by decision or in the end, in minor units; null: that is open."""
    decided_at: datetime | None
    """When we decided; null: we have not."""
    decision_reason: str | None
    """Why we decided so; null: we have not."""
    first_amount: int | None
    """Our first decision, where an appeal or an agreement has replaced it, in minor units; null: nothing has."""
    first_reason: str | None
    """Why our first decision was so; null: it stands, or there was none."""
    appeal_until: datetime | None
    """Until when each side may appeal; null: there is no decision."""
    appealed_side: Side | None
    """Who appealed first; null: nobody."""
    appealed_at: datetime | None
    """When somebody appealed first; null: nobody did."""
    appeal: str | None
    """What the first appeal says; null: there is none."""
    also_appeal: str | None
    """What the other side's own appeal says; null: there is none."""
    resolution: Resolution | None
    """How it ended; null: it has not, or it was withdrawn."""
    resolved_at: datetime | None
    """When it ended; null: it has not, or it was withdrawn."""
    withdrawn_at: datetime | None
    """When it was withdrawn; null: it was not."""
    next_deadline: datetime | None
    """When time does something next; null: it is over, or stands still."""
    next_step: NextStep | None
    """What happens then, as a word; null: it is over, or stands still."""
    created_at: datetime

    @computed_field  # type: ignore[prop-decorator]
    @property
    def what_happens_then(self) -> str | None:
        """What happens at `next_deadline`, in a sentence; null: it is over, or stands still."""
        return WHAT_HAPPENS_THEN[self.next_step] if self.next_step else None


class Dispute(DisputeSummary):
    """A dispute with its evidence."""

    evidence: Evidence
    evidence_hash: str
    """SHA-256 of the evidence as it is kept: JSON with sorted keys and no white space, in hexadecimal."""


class DisputeMessage(Output):
    """What somebody says in a dispute, to everybody in it."""

    id: UUID
    dispute_id: UUID
    """The dispute."""
    side: Voice
    """For whom they speak."""
    sender_user_id: UUID
    """Who wrote it, by the account's id."""
    body: str
    created_at: datetime
