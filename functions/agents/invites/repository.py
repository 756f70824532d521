"""Statements of invites: one function, one statement, typed rows. What moves tables is a function of the database."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

from agents.invites.models import MadeInvite
from common.database import Transaction
from common.filters import where
from common.models.agent_invites import AgentInvite, InviteChannel, InviteStatus

# What became of a mail in truth is in `status`, which agents are not shown.
INVITE: LiteralString = (
    "id, agent_user_id, contact_id, channel, template, shown_status as status, reminder_of, created_at"
)


def invite_contacts(
    tx: Transaction, contact_ids: Sequence[UUID], channel: InviteChannel, note: str
) -> list[MadeInvite]:
    """What became of each contact. Raises `Forbidden`, `NotFound`, `TooManyInvites`."""
    return tx.fetch_all(
        MadeInvite,
        "select contact_id, outcome, invite_id, token from app.invite_contacts(%(ids)s, %(channel)s, %(note)s)",
        {"ids": list(contact_ids), "channel": channel, "note": note},
    )


def remind(tx: Transaction, invite_id: UUID, note: str) -> UUID:
    """The id of the reminder. Raises `Forbidden`, `NotFound`, `TooManyInvites`, `InviteTransitionForbidden`."""
    reminder: UUID = tx.fetch_value(
        "select app.remind_invite(%(id)s, %(note)s)", {"id": invite_id, "note": note}
    )
    return reminder


def find_invites(tx: Transaction, invite_ids: Sequence[UUID]) -> list[AgentInvite]:
    """Those of them that the actor may see."""
    return tx.fetch_all(
        AgentInvite, f"select {INVITE} from agent_invites where id = any(%(ids)s)", {"ids": list(invite_ids)}
    )


def list_invites(
    tx: Transaction, agent_id: UUID, *, status: InviteStatus | None, before: UUID | None, limit: int
) -> list[AgentInvite]:
    """Of an agent, newest first."""
    given = where(
        ("agent_user_id = %(agent_id)s", agent_id),
        ("shown_status = %(status)s", status),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        AgentInvite,
        f"select {INVITE} from agent_invites where {given} order by id desc limit %(limit)s",
        {"agent_id": agent_id, "status": status, "before": before, "limit": limit},
    )


def find_good_code(tx: Transaction, code_id: UUID | None) -> str | None:
    """That code of the actor's, or their first one, where somebody can come by it; None: there is none."""
    given = where(("id = %(code_id)s", code_id))
    codes = tx.fetch_values(
        "select code from referral_codes where agent_user_id = auth.uid() and disabled_at is null"
        f" and (max_uses is null or uses < max_uses) and {given} order by id limit 1",
        {"code_id": code_id},
    )
    return next(iter(codes), None)


def contact_exists(tx: Transaction, contact_id: UUID) -> bool:
    """Whether it is a contact of the actor's that has not opted out."""
    found: bool = tx.fetch_value(
        "select exists (select from agent_contacts where id = %(id)s and status <> 'opted_out')",
        {"id": contact_id},
    )
    return found
