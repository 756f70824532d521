"""Deals, their milestones and held funds. In minor units: price is the creator's, fee on top of it, total is both."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import computed_field

from common.models.base import Output
from common.models.brands import BrandCard
from common.models.creators import CreatorCard


class DealStatus(StrEnum):
    """An offer is answered or runs out; a running deal ends with its last milestone: completed if one was paid."""

    OFFERED = "offered"
    ACTIVE = "active"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    EXPIRED = "expired"


class EscrowStatus(StrEnum):
    """Where the money of a milestone and the work on it stand; released, refunded and cancelled are final."""

    PENDING_PAYMENT = "pending_payment"
    PAYMENT_PROCESSING = "payment_processing"
    FAILED = "failed"
    LOCKED = "locked"
    WORK_IN_PROGRESS = "work_in_progress"
    WORK_SUBMITTED = "work_submitted"
    UNDER_REVIEW = "under_review"
    REJECTED = "rejected"
    APPROVED = "approved"
    RELEASING = "releasing"
    RELEASED = "released"
    DISPUTED = "disputed"
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


class Funding(StrEnum):
    """Where the money came from: the brand's wallet, a card, or what the gig holds."""

    WALLET = "wallet"
    CARD = "card"
    GIG = "gig"


class Side(StrEnum):
    """A side of a deal."""

    BRAND = "brand"
    CREATOR = "creator"


class NextStep(StrEnum):
    """What time does next with held funds."""

    CANCEL = "cancel"
    AWAIT_PAYMENT = "await_payment"
    REFUND_UNSTARTED = "refund_unstarted"
    REFUND_LATE = "refund_late"
    OPEN_REVIEW = "open_review"
    REMIND_REVIEW = "remind_review"
    APPROVE = "approve"
    REFUND_REJECTED = "refund_rejected"
    WARN_HOLD = "warn_hold"
    END_HOLD = "end_hold"
    RELEASE = "release"
    LOOK_LIVE = "look_live"
    DISPUTE_GONE = "dispute_gone"
    DECIDE = "decide"
    REMIND_DISPUTE = "remind_dispute"
    SETTLE_BETWEEN = "settle_between"
    CARRY_OUT = "carry_out"
    UPHOLD = "uphold"
    LAPSE_CANCELLATION = "lapse_cancellation"


WHAT_HAPPENS_THEN: dict[NextStep, str] = {
    NextStep.CANCEL: "The milestone, and those after it, are cancelled: nobody has paid.",
    NextStep.AWAIT_PAYMENT: "The card payment is called off, unless it has come by then.",
    NextStep.REFUND_UNSTARTED: "The money goes back to the brand: work has not begun.",
    NextStep.REFUND_LATE: "The money goes back to the brand: nothing was handed in.",
    NextStep.OPEN_REVIEW: "The review begins: the work can no longer be taken back.",
    NextStep.REMIND_REVIEW: "The brand is reminded of its review.",
    NextStep.APPROVE: "The work is approved, because nobody has answered.",
    NextStep.REFUND_REJECTED: "The money goes back to the brand: the rejection was not answered.",
    NextStep.WARN_HOLD: "Both sides are told that the money is not held much longer.",
    NextStep.END_HOLD: "The hold is over: approved work is paid, other money goes back to the brand.",
    NextStep.RELEASE: "The money goes to the creator.",
    NextStep.LOOK_LIVE: "The post is looked at again.",
    NextStep.DISPUTE_GONE: "The deal is disputed: the post did not stay.",
    NextStep.DECIDE: "The dispute ends as who opened it wants: the other side has not answered.",
    NextStep.REMIND_DISPUTE: "We are reminded that the dispute waits for our decision.",
    NextStep.SETTLE_BETWEEN: "The dispute ends halfway between both sides; without any work the money goes back.",
    NextStep.CARRY_OUT: "The decision is carried out: nobody has appealed.",
    NextStep.UPHOLD: "The first decision is carried out: the appeal was not decided in time.",
    NextStep.LAPSE_CANCELLATION: "The wish to cancel lapses, and the deal goes on.",
}
HELD_UP = "A disputed card payment holds this up. All times wait, and go on with what was left of them."


class Escrow(Output):
    """The held funds of one milestone, and what time does with them next."""

    id: UUID
    deal_id: UUID
    """The deal."""
    milestone_id: UUID
    """The milestone."""
    brand_id: UUID
    creator_user_id: UUID
    currency: str
    price: int
    """What the creator gets, in minor units."""
    fee: int
    """The platform's fee on top, in minor units."""
    total: int
    """Price and fee together, in minor units."""
    status: EscrowStatus
    version: int
    """How many events it has."""
    funding: Funding | None
    """Where the money comes from; null: not paid for yet."""
    revisions_used: int
    """How often rejected work was taken up again."""
    cancel_asked_side: Side | None
    """Who asks to cancel; null: nobody."""
    cancel_asked_at: datetime | None
    """When it was asked to cancel; null: nobody asks."""
    disputed_from: EscrowStatus | None
    """The status before the dispute; null: there was none."""
    is_frozen: bool
    """Whether a disputed card payment holds everything up."""
    released_amount: int
    """What the creator got, in minor units."""
    fee_amount: int
    """What the platform got, in minor units."""
    refunded_amount: int
    """What went back, in minor units."""
    locked_at: datetime | None
    """Since when the money is held."""
    started_at: datetime | None
    submitted_at: datetime | None
    approved_at: datetime | None
    """When the work was approved; null: it was not."""
    rejected_at: datetime | None
    """When work was rejected last; null: never."""
    released_at: datetime | None
    """When it was paid out; null: it was not."""
    refunded_at: datetime | None
    """When it went back; null: it did not."""
    cancelled_at: datetime | None
    """When it was called off; null: it was not."""
    next_deadline: datetime | None
    """When time does something next; null: nothing is to come by itself."""
    next_step: NextStep | None
    """What happens then, as a word; null: nothing is to come by itself."""
    created_at: datetime

    @computed_field  # type: ignore[prop-decorator]
    @property
    def what_happens_then(self) -> str | None:
        """What happens at `next_deadline`, or why nothing does, in a sentence; null: nothing is to come by itself."""
        if self.is_frozen:
            return HELD_UP
        return WHAT_HAPPENS_THEN[self.next_step] if self.next_step else None


class Milestone(Output):
    """A part of a deal, with its held funds once the deal runs."""

    id: UUID
    number: int
    """Its place, from 1."""
    title: str
    price: int
    """What the creator gets, in minor units."""
    fee: int
    """The platform's fee on top, in minor units."""
    total: int
    """Price and fee together, in minor units."""
    due_days: int
    """Days for the work, from when its money is held."""
    due_at: datetime | None
    """When the work is due; null: its money is not held yet."""
    escrow: Escrow | None
    """Its held funds; null: the offer is not accepted."""


class DealSummary(Output):
    """A deal in a list."""

    id: UUID
    brand_id: UUID
    brand: BrandCard
    creator_user_id: UUID
    creator: CreatorCard
    gig_id: UUID | None
    """The gig that it comes from; null: a direct offer."""
    application_id: UUID | None
    """The application that was approved; null: a claim or a direct offer."""
    slot_id: UUID | None
    """The slot that it fills; null: it was not claimed."""
    title: str
    currency: str
    price: int
    """What the creator gets, in minor units."""
    fee_basis_points: int
    """The fee on top, in ten thousandths of each price."""
    fee: int
    """The platform's fee on top, in minor units."""
    total: int
    """Price and fee together, in minor units."""
    status: DealStatus
    offer_expires_at: datetime | None
    """Until when the offer can be accepted; null: it was not an offer."""
    brand_accepted_at: datetime | None
    """When the brand agreed; null: it has not."""
    creator_accepted_at: datetime | None
    """When the creator agreed; null: they have not."""
    closed_at: datetime | None
    """When it ended; null: it has not."""
    is_frozen: bool
    """Whether a disputed card payment holds one of its milestones up."""
    next_deadline: datetime | None
    """When time does something with one of its milestones, or with the offer; null: nothing is to come by itself."""
    what_happens_then: str | None
    """What happens then, or why nothing does, in a sentence; null: nothing is to come by itself."""
    created_at: datetime


class Deal(DealSummary):
    """A deal with its terms, as both sides accepted them, and its milestones."""

    terms: dict[str, Any]
    terms_hash: str
    """SHA-256 of the terms as JSON with sorted keys and no white space, in hexadecimal."""
    milestones: list[Milestone]
