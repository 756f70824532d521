"""Gigs: what brands offer to creators, by application or by claiming a slot. Amounts are minor units of `currency`."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard
from common.models.creators import CreatorCard
from common.models.platform import Platform


class GigMode(StrEnum):
    """Whether creators apply and the brand chooses, or the first who come claim the slots."""

    APPLICATION = "application"
    CLAIM = "claim"


class GigStatus(StrEnum):
    """draft → open ⇄ paused → closed; cancelled: closed without a single deal."""

    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class SlotStatus(StrEnum):
    """open → claimed → approved or refunded; a deal that ends unpaid while the gig is open opens its slot again."""

    OPEN = "open"
    CLAIMED = "claimed"
    APPROVED = "approved"
    REFUNDED = "refunded"


class ApplicationStatus(StrEnum):
    """submitted → shortlisted → approved, rejected, withdrawn or expired; shortlisted may be left out."""

    SUBMITTED = "submitted"
    SHORTLISTED = "shortlisted"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class RejectionReason(StrEnum):
    """Why a brand says no to an application; filled: all slots have their deals."""

    PRICE = "price"
    FIT = "fit"
    AUDIENCE = "audience"
    FILLED = "filled"
    OTHER = "other"


class Gig(Output):
    """A gig as creators and its brand see it. Prices are the creator's; the fee comes on top for the brand."""

    id: UUID
    brand_id: UUID
    brand: BrandCard
    mode: GigMode
    title: str
    description: str
    category: str | None
    currency: str
    price_min: int | None
    """The least that a creator gets, in minor units; null: a draft that does not say it yet."""
    price_max: int | None
    """The most that a creator gets, in minor units; null: a draft that does not say it yet."""
    slots_total: int
    """How many deals it takes."""
    slots_left: int
    """How many deals it still takes."""
    followers_min: int | None
    """The fewest followers that a creator has; null: any number."""
    followers_max: int | None
    """The most followers that a creator may have; null: any number."""
    platforms: list[Platform]
    countries: list[str]
    """Countries (ISO 3166) that the creator has to live in one of; empty: any."""
    languages: list[str]
    questions: list[Any]
    """What applicants are asked."""
    due_days: int
    """Days for the work, from when its money is held."""
    revision_limit: int
    """How often rejected work may be done again."""
    review_hours: int
    """Hours for a review; then work is approved."""
    keep_live_days: int
    """Days that a post has to stay before it is paid."""
    applications_close_at: datetime | None
    """Until when one may apply; null: as long as it is open."""
    opened_at: datetime | None
    """When it was shown to creators first."""
    ends_at: datetime | None
    """When it closes by itself."""
    status: GigStatus
    closed_at: datetime | None
    """When it ended; null: it has not."""
    close_reason: str | None
    """Why it was closed; null: it is not."""
    budget_total: int | None
    """What the slots' prices add up to, or the lid of what deals may cost, without fees; null: no lid, or not shown."""
    funded_total: int | None
    """What opening took out of the wallet, with fees; null: not shown."""
    my_application_id: UUID | None
    """The reader's own last application; null: none."""
    my_deal_id: UUID | None
    """The reader's own last deal of this gig; null: none."""
    created_at: datetime
    updated_at: datetime


class GigSlot(Output):
    """A slot of a gig that is claimed: price for the creator, fee on top of it, total for the brand."""

    id: UUID
    gig_id: UUID
    """The gig."""
    number: int
    """Its place, from 1."""
    price: int
    """What the creator gets, in minor units."""
    fee: int
    """The platform's fee on top, in minor units."""
    total: int
    """Price and fee together, in minor units."""
    status: SlotStatus
    deal_id: UUID | None
    """The deal that fills it; null: none."""
    updated_at: datetime


class GigApplication(Output):
    """A creator asks for a gig, at a price of their own (minor units, without the fee)."""

    id: UUID
    gig_id: UUID
    """The gig."""
    brand_id: UUID
    brand: BrandCard
    creator_user_id: UUID
    creator: CreatorCard
    note: str
    price: int
    """What the creator gets, in minor units."""
    answers: list[Any]
    """One for each question of the gig, in their order."""
    status: ApplicationStatus
    rejection_reason: RejectionReason | None
    """Why it was rejected; null: it was not."""
    rejection_note: str
    """What the brand adds to its no, in its own words."""
    reapply_after: datetime | None
    """From when the creator may ask again; null: at once."""
    meets: dict[str, Any]
    """`missing`: what of the gig's wishes (followers, platform, country, language) the creator did not meet."""
    expires_at: datetime
    answered_at: datetime | None
    """When it was answered; null: it was not."""
    created_at: datetime


class GigEvent(Output):
    """What happened to a gig, or to a deal that fills one of its slots."""

    id: UUID
    gig_id: UUID
    """The gig."""
    escrow_id: UUID | None
    """The held funds that it happened to; null: the gig itself."""
    slot_number: int | None
    """The slot's number; null: no slot."""
    event_type: str
    """What happened: the status that was reached, or claimed, influencer_paid, refund, reminded,
    frozen, unfrozen, dispute_withdrawn."""
    from_status: str | None
    """The status before; null: there was none."""
    to_status: str | None
    """The status after; null: no step."""
    actor_user_id: UUID | None
    """Who did it, by the account's id; null: time."""
    reason: str
    """Why, in a few words; empty: nothing was said."""
    amount: int | None
    """Minor units; null: no money moved."""
    created_at: datetime
