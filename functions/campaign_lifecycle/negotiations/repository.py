"""Statements of negotiations: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from campaign_lifecycle.negotiations.models import NegotiationDraft
from common.database import Transaction
from common.models.negotiations import Negotiation

NEGOTIATION: LiteralString = (
    "id, invitation_id, campaign_id, brand_id, creator_user_id, proposed_by, from_creator, amount, terms,"
    " status, answered_at, created_at, app.fee_basis_points() as fee_basis_points,"
    " app.net_amount(campaign_id, amount) as net_amount,"
    " app.creator_card(creator_user_id) as creator, app.brand_card(brand_id) as brand"
)


def negotiate(tx: Transaction, invitation_id: UUID, draft: NegotiationDraft) -> UUID:
    """An offer; its id."""
    offer: UUID = tx.fetch_value(
        "select app.negotiate(%(id)s, %(amount)s, %(terms)s)", {**draft.model_dump(), "id": invitation_id}
    )
    return offer


def answer_offer(tx: Transaction, negotiation_id: UUID, answer: str) -> None:
    """Accept, reject or withdraw an offer."""
    tx.execute("select app.answer_offer(%(id)s, %(answer)s)", {"id": negotiation_id, "answer": answer})


def find_negotiation(tx: Transaction, negotiation_id: UUID) -> Negotiation:
    """The offer, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        Negotiation,
        f"select {NEGOTIATION} from campaign_negotiations where id = %(id)s",
        {"id": negotiation_id},
    )


def list_negotiations(
    tx: Transaction, invitation_id: UUID, *, before: UUID | None, limit: int
) -> list[Negotiation]:
    """The offers about an invitation, newest first."""
    return tx.fetch_all(
        Negotiation,
        f"select {NEGOTIATION} from campaign_negotiations where invitation_id = %(id)s"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"id": invitation_id, "before": before, "limit": limit},
    )
