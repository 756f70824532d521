"""Use cases of invites. What an agent is told depends on what they know anyway (decision 123)."""

from uuid import UUID

from agents.errors import ChannelUnavailable, CodeNeeded
from agents.invites import links, repository
from agents.invites.models import (
    InvitedContact,
    InvitedContacts,
    InviteDraft,
    InviteOutcome,
    MadeInvite,
    Reminder,
    ShareText,
)
from agents.profiles.repository import find_profile
from agents.profiles.service import require_agent
from common.database import Transaction
from common.errors import NotFound
from common.models.agent_invites import AgentInvite, InviteChannel, InviteStatus
from common.models.base import Page
from common.pagination import decode_id_cursor, page


def invite(tx: Transaction, draft: InviteDraft) -> InvitedContacts:
    """Invite contacts of the actor, all that can be or, where something is wrong, none.

    Raises `Forbidden` (no agent, or paused), `NotFound`, `TooManyInvites`, `ChannelUnavailable`.
    """
    if draft.channel is InviteChannel.SMS:
        raise ChannelUnavailable
    name = require_agent(tx).display_name
    made = repository.invite_contacts(tx, draft.contacts, draft.channel, draft.message)
    found = repository.find_invites(tx, [each.invite_id for each in made if each.invite_id is not None])
    by_id = {each.id: each for each in found}
    code = None
    if any(each.outcome is InviteOutcome.SHARE_ONLY for each in made):
        code = repository.find_good_code(tx, None)
    return InvitedContacts(data=[
        InvitedContact(
            contact_id=each.contact_id, outcome=each.outcome,
            invite=by_id[each.invite_id] if each.invite_id is not None else None,
            share=_share_of(each, name, code, draft.message),
        )
        for each in made
    ])  # fmt: skip


def remind(tx: Transaction, invite_id: UUID, reminder: Reminder) -> AgentInvite:
    """Have a second and last mail sent.

    Raises `Forbidden`, `NotFound`, `TooManyInvites`, `InviteTransitionForbidden`.
    """
    (made,) = repository.find_invites(tx, [repository.remind(tx, invite_id, reminder.message)])
    return made


def list_invites(
    tx: Transaction, agent_id: UUID, *, status: InviteStatus | None, cursor: str | None, limit: int
) -> Page[AgentInvite]:
    """Invites of an agent, the newest first. Raises `NotFound` where it is not the actor, `CursorInvalid`."""
    find_profile(tx, agent_id)
    rows = repository.list_invites(
        tx, agent_id, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda row: row.id)


def read_share_text(tx: Transaction, contact_id: UUID, code_id: UUID | None) -> ShareText:
    """The text with a referral code of the actor's. Raises `Forbidden`, `NotFound`, `CodeNeeded`."""
    name = require_agent(tx).display_name
    if not repository.contact_exists(tx, contact_id):
        raise NotFound
    code = repository.find_good_code(tx, code_id)
    if code is None:
        raise CodeNeeded if code_id is None else NotFound
    return links.by_code(name, code)


def _share_of(made: MadeInvite, name: str, code: str | None, message: str) -> ShareText | None:
    if made.token is not None:
        return links.by_invite(name, made.token, message)
    if made.outcome is InviteOutcome.SHARE_ONLY and code is not None:
        return links.by_code(name, code, message)
    return None
