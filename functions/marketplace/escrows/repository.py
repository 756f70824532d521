"""Statements of held funds. Every step is a function of the database."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.deals import Escrow, EscrowEvent, EscrowStatus, Milestone

FIELDS: LiteralString = (
    "e.id, e.deal_id, e.milestone_id, e.brand_id, e.creator_user_id, e.currency, e.price, e.fee, e.total, e.status,"
    " e.version, e.funding, e.revisions_used, e.cancel_asked_side, e.cancel_asked_at, e.disputed_from,"
    " e.frozen_by is not null as is_frozen, e.released_amount, e.fee_amount, e.refunded_amount, e.locked_at,"
    " e.started_at, e.submitted_at, e.approved_at, e.rejected_at, e.released_at, e.refunded_at, e.cancelled_at,"
    " e.deadline_at as next_deadline, e.next_step, e.created_at"
)
STEPS: dict[str, LiteralString] = {
    "lock": "select app.pay_escrow(%(id)s)",
    "start": "select app.start_work(%(id)s)",
    "recall": "select app.recall_work(%(id)s)",
    "review": "select app.open_review(%(id)s)",
    "release": "select app.release_held(%(id)s)",
    "refund": "select app.refund_held(%(id)s)",
    "cancel": "select app.cancel_escrow(%(id)s)",
}
"""The steps that need nothing but the escrow."""
FINAL = frozenset({EscrowStatus.RELEASED, EscrowStatus.REFUNDED, EscrowStatus.CANCELLED})
"""An index has those that are not."""


def take_step(tx: Transaction, escrow_id: UUID, step: str) -> None:
    """One of `STEPS`."""
    tx.execute(STEPS[step], {"id": escrow_id})


def find_escrow(tx: Transaction, escrow_id: UUID) -> Escrow:
    """The held funds, if this actor may see them. Raises `NotFound`."""
    return tx.fetch_one(Escrow, f"select {FIELDS} from escrows as e where e.id = %(id)s", {"id": escrow_id})


def list_escrows(
    tx: Transaction,
    *,
    status: EscrowStatus | None,
    overdue: bool,
    held: bool,
    before: UUID | None,
    limit: int,
) -> list[Escrow]:
    """Held funds that the actor may see, newest first; `held` leaves out what is unpaid or final."""
    given = where(
        ("e.status = %(status)s", status),
        (
            "e.status not in ('released', 'refunded', 'cancelled')",
            held or (status and status not in FINAL) or None,
        ),
        ("e.status not in ('pending_payment', 'payment_processing', 'failed')", held or None),
        ("e.deadline_at <= now()", overdue or None),
        ("e.id < %(before)s", before),
    )
    return tx.fetch_all(
        Escrow,
        f"select {FIELDS} from escrows as e where {given} order by e.id desc limit %(limit)s",
        {"status": status, "before": before, "limit": limit},
    )


def list_milestones(tx: Transaction, deal_id: UUID) -> list[Milestone]:
    """The milestones of a deal in turn, with their held funds; at most twenty."""
    return tx.fetch_all(
        Milestone,
        "select m.id, m.number, m.title, m.price, m.fee, m.total, m.due_days, m.due_at, (select to_jsonb(h) from"
        f" (select {FIELDS}) as h where e.id is not null) as escrow"
        " from deal_milestones as m left join escrows as e on e.milestone_id = m.id"
        " where m.deal_id = %(deal_id)s order by m.number",
        {"deal_id": deal_id},
    )


def list_events(tx: Transaction, escrow_id: UUID, *, after: int | None, limit: int) -> list[EscrowEvent]:
    """What happened, in order."""
    given = where(("seq > %(after)s", after))
    return tx.fetch_all(
        EscrowEvent,
        "select id, escrow_id, seq, event_type, from_status, to_status, actor_user_id, reason, amount, created_at"
        f" from escrow_events where escrow_id = %(id)s and {given} order by seq limit %(limit)s",
        {"id": escrow_id, "after": after, "limit": limit},
    )
