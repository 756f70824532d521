"""Statements of blocks: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.conversations import UserBlock

BLOCK: LiteralString = "blocked_user_id, app.known_name(blocked_user_id) as name, reason, created_at"


def list_blocks(tx: Transaction, *, before: tuple[object, ...] | None, limit: int) -> list[UserBlock]:
    """The actor's own, newest first."""
    created_at, user_id = before or (None, None)
    given = where(("(created_at, blocked_user_id) < (%(created_at)s, %(user_id)s)", before))
    return tx.fetch_all(
        UserBlock,
        f"select {BLOCK} from user_blocks where blocker_user_id = auth.uid() and {given}"
        " order by created_at desc, blocked_user_id desc limit %(limit)s",
        {"created_at": created_at, "user_id": user_id, "limit": limit},
    )


def put_block(tx: Transaction, user_id: UUID, reason: str) -> UserBlock:
    """The block, as it is from now on. Raises `NotFound` where there is no such account."""
    return tx.fetch_one(
        UserBlock,
        "insert into user_blocks (blocker_user_id, blocked_user_id, reason)"
        " values (auth.uid(), %(user_id)s, %(reason)s) on conflict on constraint user_blocks_pkey"
        f" do update set reason = excluded.reason returning {BLOCK}",
        {"user_id": user_id, "reason": reason},
    )


def delete_block(tx: Transaction, user_id: UUID) -> int:
    """How many went."""
    return tx.execute(
        "delete from user_blocks where blocker_user_id = auth.uid() and blocked_user_id = %(user_id)s",
        {"user_id": user_id},
    )
