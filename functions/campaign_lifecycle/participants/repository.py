"""Statements of participants: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.participants import Participant

PARTICIPANT: LiteralString = (
    "id, campaign_id, brand_id, creator_user_id, invitation_id, status, budget_allocated, tracking_link,"
    " joined_at, removal_reason, left_at, app.fee_basis_points() as fee_basis_points,"
    " app.net_amount(campaign_id, budget_allocated) as net_amount,"
    " app.creator_card(creator_user_id) as creator, app.brand_card(brand_id) as brand"
)


def find_participant(tx: Transaction, participant_id: UUID) -> Participant:
    """The participant, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        Participant,
        f"select {PARTICIPANT} from campaign_participants where id = %(id)s",
        {"id": participant_id},
    )


def list_participants(
    tx: Transaction, *, campaign_id: UUID | None, before: UUID | None, limit: int
) -> list[Participant]:
    """Participants that the actor may see, newest first."""
    return tx.fetch_all(
        Participant,
        f"select {PARTICIPANT} from campaign_participants"
        " where (%(campaign_id)s::uuid is null or campaign_id = %(campaign_id)s)"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"campaign_id": campaign_id, "before": before, "limit": limit},
    )


def remove_participant(tx: Transaction, participant_id: UUID, reason: str) -> None:
    """Active → inactive, with what follows."""
    tx.execute("select app.remove_participant(%(id)s, %(reason)s)", {"id": participant_id, "reason": reason})


def leave_campaign(tx: Transaction, participant_id: UUID, reason: str) -> None:
    """Active → inactive by the creator, with what follows."""
    tx.execute("select app.leave_campaign(%(id)s, %(reason)s)", {"id": participant_id, "reason": reason})
