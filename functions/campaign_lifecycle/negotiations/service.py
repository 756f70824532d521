"""Use cases of negotiations."""

from uuid import UUID

from campaign_lifecycle.invitations import repository as invitations
from campaign_lifecycle.negotiations import repository
from campaign_lifecycle.negotiations.models import NegotiationDraft
from common.database import Transaction
from common.models.base import Page
from common.models.negotiations import Negotiation
from common.pagination import decode_id_cursor, page


def negotiate(tx: Transaction, invitation_id: UUID, draft: NegotiationDraft) -> Negotiation:
    """Offer another amount or other terms; counters an open offer of the other side.

    Raises `NotFound`, `Forbidden`, `InvitationTransitionForbidden`, `InvitationExpired`, `OfferOpen`, `TooManyOffers`.
    """
    return repository.find_negotiation(tx, repository.negotiate(tx, invitation_id, draft))


def answer_offer(tx: Transaction, negotiation_id: UUID, answer: str) -> Negotiation:
    """accepted, rejected (by the other side) or withdrawn (by the own).

    Raises `NotFound`, `Forbidden`, `NotYourTurn`, `NegotiationTransitionForbidden`, `InvitationTransitionForbidden`,
    `InvitationExpired`.
    """
    repository.answer_offer(tx, negotiation_id, answer)
    return repository.find_negotiation(tx, negotiation_id)


def list_negotiations(
    tx: Transaction, invitation_id: UUID, *, cursor: str | None, limit: int
) -> Page[Negotiation]:
    """The offers about an invitation, newest first. Raises `NotFound`."""
    invitations.find_invitation(tx, invitation_id)
    rows = repository.list_negotiations(tx, invitation_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda offer: offer.id)
