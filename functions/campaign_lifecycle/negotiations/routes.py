"""`/api/v1/invitations/{id}/negotiations`, `/api/v1/negotiations`."""

from typing import Literal
from uuid import UUID

from campaign_lifecycle.app import app
from campaign_lifecycle.errors import ANSWERED_REFUSALS
from campaign_lifecycle.negotiations import service
from campaign_lifecycle.negotiations.models import NegotiationDraft
from common.errors import NotFound
from common.errors.campaigns import (
    NegotiationTransitionForbidden,
    NotYourTurn,
    OfferOpen,
    TooManyOffers,
)
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.negotiations import Negotiation
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["invitations"]
OFFER_REFUSALS = (NotFound, *ANSWERED_REFUSALS, NotYourTurn, NegotiationTransitionForbidden, *ONCE)


@app.post(
    "/api/v1/invitations/<invitation_id>/negotiations",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, *ANSWERED_REFUSALS, OfferOpen, TooManyOffers, *ONCE),
)
@app.takes(RateClass.MAIL)
def make_offer(invitation_id: UUID, body: NegotiationDraft) -> Negotiation:
    """Offer another amount or other terms

    For the invited creator, and for brand admins and campaign managers, while the invitation is open. An open offer
    of the other side is countered by it, and the other side is told. One offer of a side is open at a time, and an
    invitation takes 20 offers unless an administrator has set another number.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Negotiation, lambda: service.negotiate(tx, invitation_id, body))


@app.get(
    "/api/v1/invitations/<invitation_id>/negotiations", tags=TAGS, responses=refuses(NotFound, CursorInvalid)
)
def list_offers(
    invitation_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Negotiation]:
    """List the offers about an invitation

    For the invited creator and for members of the brand.
    """
    with app.read() as tx:
        return service.list_negotiations(tx, invitation_id, cursor=cursor, limit=limit)


def _answer(negotiation_id: UUID, answer: Literal["accepted", "rejected", "withdrawn"]) -> Negotiation:
    with app.transaction() as tx:
        return app.once(tx, answer, Negotiation, lambda: service.answer_offer(tx, negotiation_id, answer))


@app.post(
    "/api/v1/negotiations/<negotiation_id>/accept",
    tags=TAGS,
    responses=refuses(RequestsLimited, *OFFER_REFUSALS),
)
@app.takes(RateClass.MAIL)
def accept_offer(negotiation_id: UUID) -> Negotiation:
    """Accept an offer of the other side

    For the invited creator, or for brand admins and campaign managers: whoever did not make it. The invitation takes
    the offer's amount, and its terms where it has some; to take part is still the creator's to accept
    (`acceptInvitation`).
    """
    return _answer(negotiation_id, "accepted")


@app.post(
    "/api/v1/negotiations/<negotiation_id>/reject",
    tags=TAGS,
    responses=refuses(RequestsLimited, *OFFER_REFUSALS),
)
@app.takes(RateClass.MAIL)
def reject_offer(negotiation_id: UUID) -> Negotiation:
    """Reject an offer of the other side

    For the invited creator, or for brand admins and campaign managers: whoever did not make it. The invitation stays
    as it was, and the other side is told.
    """
    return _answer(negotiation_id, "rejected")


@app.post(
    "/api/v1/negotiations/<negotiation_id>/withdraw",
    tags=TAGS,
    responses=refuses(RequestsLimited, *OFFER_REFUSALS),
)
@app.takes(RateClass.MAIL)
def withdraw_offer(negotiation_id: UUID) -> Negotiation:
    """Withdraw an offer of one's own side

    For the invited creator, or for brand admins and campaign managers: whoever made it, while nobody has answered.
    The invitation stays as it was, and the other side is told.
    """
    return _answer(negotiation_id, "withdrawn")
