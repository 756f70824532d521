"""What happened to held funds."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output
from common.models.deals import EscrowStatus


class EscrowEvent(Output):
    """A step, or a reminder."""

    id: UUID
    escrow_id: UUID | None
    """The held funds that it happened to; null: a gig."""
    seq: int
    """Its place among the events, from 1, without a gap."""
    event_type: str
    """What happened: the status that was reached, or claimed, influencer_paid, refund, reminded,
    frozen, unfrozen, dispute_withdrawn."""
    from_status: EscrowStatus | None
    """The status before; null: there was none."""
    to_status: EscrowStatus | None
    """The status after; null: no step."""
    actor_user_id: UUID | None
    """Who did it, by the account's id; null: time."""
    reason: str
    """Why, in a few words; empty: nothing was said."""
    amount: int | None
    """Minor units; null: no money moved."""
    created_at: datetime
