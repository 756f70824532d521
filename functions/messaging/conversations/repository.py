"""Statements of conversations: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.filters import where
from common.models.conversations import Conversation, ConversationMember
from messaging.conversations.models import Badge, ConversationDraft

MEMBER: LiteralString = """jsonb_build_object(
  'last_read_seq', coalesce(m.last_read_seq, c.last_seq),
  'last_delivered_seq', coalesce(m.last_delivered_seq, c.last_seq), 'unread_count', coalesce(m.unread_count, 0),
  'marked_unread', coalesce(m.marked_unread, false), 'muted_until', m.muted_until, 'archived_at', m.archived_at
)"""
CONVERSATION: LiteralString = f"""select
  c.id, c.kind, c.brand_id, app.brand_card(c.brand_id) as brand, c.person_user_id,
  app.correspondent(c.person_user_id) as person, c.subject_id, c.last_seq, c.last_message_at,
  case when last.seq is not null then jsonb_build_object(
    'seq', last.seq, 'side', last.side, 'kind', last.kind, 'body', left(last.body, 200),
    'redacted', last.redacted_at is not null, 'created_at', last.created_at
  ) end as last_message,
  c.person_read_seq, c.person_delivered_seq, c.team_read_seq, c.team_delivered_seq, c.revision, {MEMBER} as me,
  c.closed_at, c.created_at
from conversations as c
left join conversation_members as m on m.conversation_id = c.id and m.user_id = auth.uid()
left join messages as last on last.conversation_id = c.id and last.seq = c.last_seq"""


@dataclass(frozen=True)
class Opened:
    """A conversation that was asked for."""

    conversation_id: UUID
    created: bool


@dataclass(frozen=True)
class Standing:
    """The time of the database, and what is unread at it."""

    as_of: datetime
    unread: int
    conversations: int

    @property
    def badge(self) -> Badge:
        """As clients see it."""
        return Badge(unread=self.unread, conversations=self.conversations)


@dataclass(frozen=True)
class Filters:
    """Which conversations; None: all."""

    kind: str | None
    archived: bool | None
    changed_since: datetime | None


def look_because(tx: Transaction, reason: str, conversation_id: UUID | None) -> None:
    """From here on an administrator sees what others write; it is audited."""
    tx.execute("select app.look_because(%(reason)s, %(id)s)", {"reason": reason, "id": conversation_id})


def look_as_moderator(tx: Transaction, reason: str, conversation_id: UUID) -> None:
    """As `look_because`, for who belongs to neither side.

    Raises `Forbidden`, `ReasonMissing`, `NotFound`, `DeciderInvolved`.
    """
    tx.execute("select app.look_as_moderator(%(reason)s, %(id)s)", {"reason": reason, "id": conversation_id})


def open_conversation(tx: Transaction, draft: ConversationDraft, person: UUID | None) -> Opened:
    """The one that there is, or a new one."""
    return tx.fetch_one(
        Opened,
        "select conversation_id, created"
        " from app.open_conversation(%(kind)s, %(subject_id)s, %(brand_id)s, %(person)s)",
        draft.model_dump() | {"person": person},
    )


def find_conversation(tx: Transaction, conversation_id: UUID) -> Conversation:
    """The row, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Conversation, f"{CONVERSATION} where c.id = %(id)s", {"id": conversation_id})


def standing(tx: Transaction) -> Standing:
    """Before the rows are read: what changes meanwhile comes again."""
    return tx.fetch_one(Standing, "select now() as as_of, unread, conversations from app.unread_badge()")


def list_conversations(
    tx: Transaction, filters: Filters, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[Conversation]:
    """Rows that the actor may see; those with the latest message first."""
    active_at, last_id = before or (None, None)
    given = where(
        ("c.kind = %(kind)s", filters.kind),
        ("(m.archived_at is not null) = %(archived)s", filters.archived),
        ("greatest(c.updated_at, m.updated_at) > %(changed_since)s", filters.changed_since),
        ("(coalesce(c.last_message_at, c.created_at), c.id) < (%(active_at)s, %(last_id)s)", before),
    )
    return tx.fetch_all(
        Conversation,
        f"{CONVERSATION} where {given}"
        " order by coalesce(c.last_message_at, c.created_at) desc, c.id desc limit %(limit)s",
        {
            "kind": filters.kind, "archived": filters.archived, "changed_since": filters.changed_since,
            "active_at": active_at, "last_id": last_id, "limit": limit,
        },
    )  # fmt: skip


def set_member(tx: Transaction, conversation_id: UUID, changes: dict[str, object]) -> None:
    """What a conversation is to the actor."""
    tx.execute(
        "select app.set_member(%(id)s, %(changes)s)", {"id": conversation_id, "changes": Jsonb(changes)}
    )


def mark_read(tx: Transaction, conversation_id: UUID, seq: int) -> None:
    """The actor has read up to there."""
    tx.execute("select app.mark_read(%(id)s, %(seq)s)", {"id": conversation_id, "seq": seq})


def mark_delivered(tx: Transaction, conversation_id: UUID, seq: int) -> None:
    """A device of the actor has got it up to there."""
    tx.execute("select app.mark_delivered(%(id)s, %(seq)s)", {"id": conversation_id, "seq": seq})


def find_member(tx: Transaction, conversation_id: UUID) -> ConversationMember:
    """What it is to the actor, who has marked something in it."""
    return tx.fetch_one(
        ConversationMember,
        "select last_read_seq, last_delivered_seq, unread_count, marked_unread, muted_until, archived_at"
        " from conversation_members where conversation_id = %(id)s and user_id = auth.uid()",
        {"id": conversation_id},
    )


def require_typing(tx: Transaction, conversation_id: UUID) -> str:
    """The side for which the actor could write now."""
    side: str = tx.fetch_value("select app.require_typing(%(id)s)", {"id": conversation_id})
    return side
