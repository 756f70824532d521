"""Statements of invites of agents: one function, one statement, typed rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class WithheldInvite:
    """An invite that must not be mailed, and why."""

    message_id: UUID
    reason: str


def list_withheld(tx: Transaction, message_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Those of the messages that are invites of agents and must not go out, with the reason."""
    found = tx.fetch_all(
        WithheldInvite,
        "select message_id, reason from app.list_withheld_invites(%(ids)s)",
        {"ids": list(message_ids)},
    )
    return {invite.message_id: invite.reason for invite in found}


def settle(tx: Transaction, fates: Sequence[Mapping[str, str | None]]) -> int:
    """Write down what became of invites of agents; how many were still queued."""
    settled: int = tx.fetch_value("select app.settle_invites(%(fates)s)", {"fates": Jsonb(list(fates))})
    return settled
