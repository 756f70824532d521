"""Use cases of invites of agents, for the worker that mails them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from common.database import Transaction
from notifications.agent_invites import repository
from notifications.delivery.repository import Fate, Message
from notifications.emails.catalog import AGENT_INVITE

WITHHELD = frozenset(
    {"limit", "account", "opted_out", "unsubscribed", "law", "gone", "agent", "too_much_mail"}
)
"""Why `app.list_withheld_invites` has an invite not sent."""


def withheld(tx: Transaction, messages: Sequence[Message]) -> Mapping[UUID, str]:
    """Those of the messages that are invites and must not go out, with the reason. Raises no refusal."""
    if not any(invite_id(message) for message in messages):
        return {}
    return repository.list_withheld(tx, [message.id for message in messages])


def settle(tx: Transaction, messages: Sequence[Message], fates: Sequence[Fate]) -> None:
    """Write down what became of those of the messages that are invites. Raises no refusal."""
    if told := _told(messages, fates):
        repository.settle(tx, told)


def invite_id(message: Message) -> UUID | None:
    """The invite of an agent that a message mails; None where it mails something else."""
    if message.payload.get("template") != AGENT_INVITE:
        return None
    try:
        return UUID(str(message.payload.get("agent_invite_id")))
    except ValueError:
        return None


def _told(messages: Sequence[Message], fates: Sequence[Fate]) -> list[dict[str, str | None]]:
    """What the invites among the messages are told: id, status, provider_id, and the reason where one was withheld."""
    by_id = {message.id: found for message in messages if (found := invite_id(message)) is not None}
    return [
        {
            "id": str(by_id[fate.message_id]),
            "status": fate.status,
            "provider_id": fate.provider_id,
            "reason": fate.error if fate.error in WITHHELD else None,
        }
        for fate in fates
        if fate.message_id in by_id
    ]
