"""Statements of deliverables: one function, one statement, typed rows."""

from datetime import date
from typing import LiteralString
from uuid import UUID

from campaign_lifecycle.deliverables.models import DeliverableDraft, DueDeliverable
from common.database import Transaction
from common.filters import where
from common.models.deliverables import Deliverable

DELIVERABLE: LiteralString = (
    "id, campaign_id, deliverable_type, quantity, description, compensation_amount, due_date"
)
IS_LATE: LiteralString = "due_date < (now() at time zone 'UTC')::date"
DueKey = tuple[date, UUID, UUID]
ASSIGNMENTS: dict[str, LiteralString] = {
    "deliverable_type": "deliverable_type = %(deliverable_type)s",
    "quantity": "quantity = %(quantity)s",
    "description": "description = %(description)s",
    "compensation_amount": "compensation_amount = %(compensation_amount)s",
    "due_date": "due_date = %(due_date)s",
}


def insert_deliverable(
    tx: Transaction, campaign_id: UUID, brand_id: UUID, draft: DeliverableDraft
) -> Deliverable:
    """A new deliverable."""
    return tx.fetch_one(
        Deliverable,
        "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type, quantity, description,"
        " compensation_amount, due_date) values (%(campaign_id)s, %(brand_id)s, %(deliverable_type)s,"
        f" %(quantity)s, %(description)s, %(compensation_amount)s, %(due_date)s) returning {DELIVERABLE}",
        {**draft.model_dump(), "campaign_id": campaign_id, "brand_id": brand_id},
    )


def list_deliverables(
    tx: Transaction, campaign_id: UUID, *, after: UUID | None, limit: int
) -> list[Deliverable]:
    """Deliverables of a campaign, oldest first; for who takes part no more, as they were then."""
    of_page: LiteralString = "campaign_id = %(id)s and (%(after)s::uuid is null or id > %(after)s)"
    return tx.fetch_all(
        Deliverable,
        f"select {DELIVERABLE} from campaign_deliverables where {of_page} union all"
        f" select {DELIVERABLE} from former_deliverables where {of_page} order by id limit %(limit)s",
        {"id": campaign_id, "after": after, "limit": limit},
    )


def list_due(
    tx: Transaction, *, campaign_id: UUID | None, until: date | None, late: bool | None, after: DueKey | None,
    limit: int,
) -> list[DueDeliverable]:  # fmt: skip
    """What creators have yet to hand in, as the actor may see it, by day; `after`: day, participant, deliverable."""
    given = where(
        ("campaign_id = %(campaign_id)s", campaign_id),
        ("due_date <= %(until)s", until),
        (f"({IS_LATE}) = %(late)s", late),
        ("(due_date, participant_id, deliverable_id) > (%(day)s, %(participant)s, %(deliverable)s)", after),
    )
    day, participant, deliverable = after or (None, None, None)
    return tx.fetch_all(
        DueDeliverable,
        "select campaign_id, brand_id, participant_id, creator_user_id, deliverable_id, deliverable_type, due_date,"
        f" quantity, handed_in, {IS_LATE} as is_late from due_deliverables where {given}"
        " order by due_date, participant_id, deliverable_id limit %(limit)s",
        {"campaign_id": campaign_id, "until": until, "late": late, "day": day, "participant": participant,
         "deliverable": deliverable, "limit": limit},
    )  # fmt: skip


def find_deliverable(tx: Transaction, campaign_id: UUID, deliverable_id: UUID) -> Deliverable:
    """One deliverable. Raises `NotFound`."""
    return tx.fetch_one(
        Deliverable,
        f"select {DELIVERABLE} from campaign_deliverables where id = %(id)s and campaign_id = %(campaign_id)s",
        {"id": deliverable_id, "campaign_id": campaign_id},
    )


def update_deliverable(
    tx: Transaction, campaign_id: UUID, deliverable_id: UUID, changes: dict[str, object]
) -> Deliverable:
    """Set the given columns (names come from the model). Raises `NotFound`."""
    assignments: LiteralString = ", ".join(ASSIGNMENTS[name] for name in sorted(changes))
    return tx.fetch_one(
        Deliverable,
        f"update campaign_deliverables set {assignments}"
        f" where id = %(id)s and campaign_id = %(campaign_id)s returning {DELIVERABLE}",
        {**changes, "id": deliverable_id, "campaign_id": campaign_id},
    )


def delete_deliverable(tx: Transaction, campaign_id: UUID, deliverable_id: UUID) -> int:
    """Delete a deliverable; how many went (0 or 1)."""
    return tx.execute(
        "delete from campaign_deliverables where id = %(id)s and campaign_id = %(campaign_id)s",
        {"id": deliverable_id, "campaign_id": campaign_id},
    )


def duplicate_deliverables(tx: Transaction, source: UUID, target: UUID) -> int:
    """The same deliverables for another campaign, without due dates; how many."""
    return tx.execute(
        "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type, quantity, description,"
        " compensation_amount) select %(target)s, brand_id, deliverable_type, quantity, description,"
        " compensation_amount from campaign_deliverables where campaign_id = %(source)s order by id",
        {"source": source, "target": target},
    )
