"""Statements of disputes. Every step is a function of the database."""

from typing import Any, LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.deal_disputes import Dispute, DisputeMessage, DisputeSummary
from marketplace.disputes.models import DisputeDraft

COLUMNS: LiteralString = (
    "q.id, q.escrow_id, e.deal_id, d.title as deal_title, q.brand_id, app.brand_card(q.brand_id) as brand,"
    " q.creator_user_id, app.creator_card(q.creator_user_id) as creator, q.currency, q.price, q.status, q.side,"
    " q.reason_code, q.claim, q.opener_amount, q.opened_at, q.answer, q.answer_amount, q.answered_at, q.proposed_side,"
    " q.proposed_amount, q.creator_amount, q.decided_at, q.decision_reason, q.first_amount, q.first_reason,"
    " q.appeal_until, q.appealed_side, q.appealed_at, q.appeal, q.also_appeal, q.resolution, q.resolved_at,"
    " q.withdrawn_at, case when q.status in ('open', 'answered', 'decided') then e.deadline_at end as next_deadline,"
    " case when q.status in ('open', 'answered', 'decided') then e.next_step end as next_step, q.created_at"
)
TABLES: LiteralString = """
from deal_disputes as q inner join escrows as e on e.id = q.escrow_id inner join deals as d on d.id = e.deal_id"""
MESSAGE: LiteralString = (
    "select id, dispute_id, side, sender_user_id, body, created_at from deal_dispute_messages"
)
STEPS: dict[str, LiteralString] = {
    "answer": "select app.answer_deal_dispute(%(id)s, %(answer)s, %(answer_amount)s)",
    "propose": "select app.propose_split(%(id)s, %(amount)s)",
    "accept": "select app.accept_split(%(id)s, %(amount)s)",
    "withdraw": "select app.withdraw_deal_dispute(%(id)s)",
    "appeal": "select app.appeal_deal_dispute(%(id)s, %(appeal)s)",
    "resolve": "select app.resolve_deal_dispute(%(id)s, %(creator_amount)s, %(reason)s)",
}
"""The steps of a dispute that is there, with what the fields of their bodies say."""


def open_dispute(tx: Transaction, escrow_id: UUID, draft: DisputeDraft) -> UUID:
    """A new dispute; its id."""
    made: UUID = tx.fetch_value(
        "select app.open_deal_dispute(%(id)s, %(reason_code)s, %(claim)s, %(opener_amount)s, %(side)s)",
        draft.model_dump() | {"id": escrow_id},
    )
    return made


def take_step(tx: Transaction, dispute_id: UUID, step: str, said: dict[str, Any]) -> None:
    """One of `STEPS`."""
    tx.execute(STEPS[step], said | {"id": dispute_id})


def find_dispute(tx: Transaction, dispute_id: UUID) -> Dispute:
    """The dispute with its evidence, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        Dispute,
        f"select {COLUMNS}, q.evidence, encode(q.evidence_hash, 'hex') as evidence_hash{TABLES} where q.id = %(id)s",
        {"id": dispute_id},
    )


def list_disputes(
    tx: Transaction, *, status: str | None, escrow_id: UUID | None, before: UUID | None, limit: int
) -> list[DisputeSummary]:
    """Disputes that the actor may see, newest first."""
    given = where(
        ("q.status = %(status)s", status), ("q.escrow_id = %(escrow_id)s", escrow_id), ("q.id < %(before)s", before)
    )  # fmt: skip
    return tx.fetch_all(
        DisputeSummary,
        f"select {COLUMNS}{TABLES} where {given} order by q.id desc limit %(limit)s",
        {"status": status, "escrow_id": escrow_id, "before": before, "limit": limit},
    )


def write_message(tx: Transaction, dispute_id: UUID, body: str) -> UUID:
    """A message; its id."""
    made: UUID = tx.fetch_value(
        "select app.write_dispute_message(%(id)s, %(body)s)", {"id": dispute_id, "body": body}
    )
    return made


def find_message(tx: Transaction, message_id: UUID) -> DisputeMessage:
    """The message, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(DisputeMessage, f"{MESSAGE} where id = %(id)s", {"id": message_id})


def list_messages(
    tx: Transaction, dispute_id: UUID, *, before: UUID | None, limit: int
) -> list[DisputeMessage]:
    """What was said, newest first."""
    given = where(("id < %(before)s", before))
    return tx.fetch_all(
        DisputeMessage,
        f"{MESSAGE} where dispute_id = %(id)s and {given} order by id desc limit %(limit)s",
        {"id": dispute_id, "before": before, "limit": limit},
    )
