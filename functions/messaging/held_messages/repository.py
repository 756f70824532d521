"""Statements of messages that wait: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.moderation import HeldMessage, HeldStatus

HELD: LiteralString = (
    "id, conversation_id, brand_id, person_user_id, sender_user_id, side, client_id, body, reply_to_seq,"
    " attachment_ids, rule, warnings, status, case when auth.is_privileged() then reviewed_by end as reviewed_by,"
    " reviewed_at, reason, seq, created_at"
)


def list_held(
    tx: Transaction,
    *,
    status: HeldStatus | None,
    conversation_id: UUID | None,
    before: UUID | None,
    limit: int,
) -> list[HeldMessage]:
    """Those that the actor may see, newest first."""
    given = where(
        ("status = %(status)s", status),
        ("conversation_id = %(conversation_id)s", conversation_id),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        HeldMessage,
        f"select {HELD} from held_messages where {given} order by id desc limit %(limit)s",
        {"status": status, "conversation_id": conversation_id, "before": before, "limit": limit},
    )


def find_held(tx: Transaction, held_id: UUID) -> HeldMessage:
    """The message, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(HeldMessage, f"select {HELD} from held_messages where id = %(id)s", {"id": held_id})


def release_held(tx: Transaction, held_id: UUID, reason: str) -> None:
    """The message gets the next number of its conversation."""
    tx.fetch_value("select app.release_held_message(%(id)s, %(reason)s)", {"id": held_id, "reason": reason})


def refuse_held(tx: Transaction, held_id: UUID, reason: str) -> None:
    """The message is never delivered."""
    tx.fetch_value("select app.refuse_held_message(%(id)s, %(reason)s)", {"id": held_id, "reason": reason})
