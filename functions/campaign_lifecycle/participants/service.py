"""Use cases of participants."""

from uuid import UUID

from campaign_lifecycle.campaigns.access import find_visible_campaign
from campaign_lifecycle.participants import repository
from common.database import Transaction
from common.models.base import Page
from common.models.participants import Participant
from common.pagination import decode_id_cursor, page


def list_participants(
    tx: Transaction, *, campaign_id: UUID | None, cursor: str | None, limit: int
) -> Page[Participant]:
    """Participants that the actor may see, newest first. Raises `NotFound` for a campaign out of sight."""
    if campaign_id is not None:
        find_visible_campaign(tx, campaign_id)
    rows = repository.list_participants(
        tx, campaign_id=campaign_id, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda participant: participant.id)


def remove_participant(tx: Transaction, participant_id: UUID, reason: str) -> Participant:
    """Remove a creator: what waits is rejected, what is unspent goes back to the wallet.

    Raises `NotFound`, `Forbidden`, `ParticipantNotActive`.
    """
    repository.remove_participant(tx, participant_id, reason)
    return repository.find_participant(tx, participant_id)


def leave_campaign(tx: Transaction, participant_id: UUID, reason: str) -> Participant:
    """Go by oneself: what is not approved is rejected, what is unspent goes back to the wallet, earnings stay.

    Raises `NotFound`, `Forbidden`, `ParticipantNotActive`.
    """
    repository.leave_campaign(tx, participant_id, reason)
    return repository.find_participant(tx, participant_id)
