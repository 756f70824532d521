"""Statements of deals. Every step is a function of the database."""

from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.filters import where
from common.models.deals import HELD_UP, WHAT_HAPPENS_THEN, Deal, DealStatus, DealSummary, Milestone, NextStep
from marketplace.deals.models import OfferDraft

DEAL: LiteralString = (
    "select d.id, d.brand_id, app.brand_card(d.brand_id) as brand, d.creator_user_id,"
    " app.creator_card(d.creator_user_id) as creator, d.gig_id, d.application_id, d.slot_id, d.title, d.currency,"
    " d.price, d.fee_basis_points, d.fee, d.total, d.status, d.offer_expires_at, d.brand_accepted_at,"
    " d.creator_accepted_at, d.closed_at, case d.status when 'offered' then d.offer_expires_at"
    " else due.deadline_at end as next_deadline, due.next_step, d.created_at, exists (select from escrows as e"
    "  where e.deal_id = d.id and e.frozen_by is not null) as is_frozen,"
    " d.terms, encode(d.terms_hash, 'hex') as terms_hash"
    " from deals as d left join lateral (select e.deadline_at, e.next_step from escrows as e"
    "  where e.deal_id = d.id and e.deadline_at is not null order by e.deadline_at limit 1) as due on true"
)

OFFER_EXPIRES = "The offer expires: nobody has answered it."


class DealRow(DealSummary):
    """A row, whose next step is not a sentence yet."""

    what_happens_then: str | None = None
    next_step: NextStep | None
    terms: dict[str, Any]
    terms_hash: str

    def _shown(self) -> dict[str, Any]:
        is_offer = self.status is DealStatus.OFFERED
        then = OFFER_EXPIRES if is_offer else WHAT_HAPPENS_THEN[self.next_step] if self.next_step else None
        if then is None and self.is_frozen:
            then = HELD_UP
        return dict(self) | {"what_happens_then": then}

    def summary(self) -> DealSummary:
        """As lists show it."""
        return DealSummary(**self._shown())

    def whole(self, milestones: list[Milestone]) -> Deal:
        """As it is read alone."""
        return Deal(**self._shown(), milestones=milestones)


def offer(tx: Transaction, brand_id: UUID, draft: OfferDraft) -> UUID:
    """An offer; its id."""
    made: UUID = tx.fetch_value(
        "select app.offer_deal(%(brand_id)s, %(creator_user_id)s, %(currency)s, %(title)s, %(terms)s, %(milestones)s)",
        {
            "brand_id": brand_id,
            "creator_user_id": draft.creator_user_id,
            "currency": draft.currency,
            "title": draft.title,
            "terms": Jsonb(draft.terms()),
            "milestones": Jsonb([milestone.model_dump() for milestone in draft.milestones]),
        },
    )
    return made


def accept(tx: Transaction, deal_id: UUID) -> None:
    """Offered → active."""
    tx.execute("select app.accept_offer(%(id)s)", {"id": deal_id})


def decline(tx: Transaction, deal_id: UUID) -> None:
    """Offered → declined."""
    tx.execute("select app.decline_offer(%(id)s)", {"id": deal_id})


def cancel(tx: Transaction, deal_id: UUID) -> None:
    """An offer is taken back; of a running deal, all that is unfinished is asked to be cancelled, or agreed to."""
    tx.execute("select app.cancel_deal(%(id)s)", {"id": deal_id})


def find_deal(tx: Transaction, deal_id: UUID) -> DealRow:
    """The deal, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(DealRow, f"{DEAL} where d.id = %(id)s", {"id": deal_id})


def list_deals(
    tx: Transaction, *, status: DealStatus | None, gig_id: UUID | None, before: UUID | None, limit: int
) -> list[DealRow]:
    """Deals that the actor may see, newest first."""
    given = where(
        ("d.status = %(status)s", status), ("d.gig_id = %(gig_id)s", gig_id), ("d.id < %(before)s", before)
    )
    return tx.fetch_all(
        DealRow,
        f"{DEAL} where {given} order by d.id desc limit %(limit)s",
        {"status": status, "gig_id": gig_id, "before": before, "limit": limit},
    )
