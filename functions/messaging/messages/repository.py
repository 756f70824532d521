"""Statements of messages: one function, one statement, typed rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.conversations import Message
from messaging.messages.models import ConversationMessageDraft, HeldNotice

CARDS: LiteralString = """with cards as materialized (
  select
    c.id, app.correspondent(c.person_user_id) as person, b.card ->> 'name' as name, b.card ->> 'logo_url' as logo_url
  from conversations as c left join lateral (select app.brand_card(c.brand_id) as card offset 0) as b on true
  where c.id = %(id)s
)"""
MESSAGE: LiteralString = """
select
  m.conversation_id, m.seq, m.id, m.side,
  case m.side
    when 'person' then cards.person
    when 'brand' then jsonb_build_object(
      'user_id', m.sender_user_id, 'name', coalesce(cards.name, 'Former brand'), 'avatar_url', cards.logo_url
    )
    when 'support' then jsonb_build_object('user_id', m.sender_user_id, 'name', 'Support', 'avatar_url', null)
  end as sender,
  case when m.sender_user_id = auth.uid() then m.client_id end as client_id, m.kind, m.body,
  m.metadata ->> 'deal_id' as deal_id, coalesce(m.metadata -> 'warnings', '[]') as warnings,
  array(
    select jsonb_build_object(
      'id', a.id, 'file_name', a.file_name, 'media_type', a.media_type, 'size_bytes', a.size_bytes
    )
    from message_attachments as a where a.conversation_id = m.conversation_id and a.seq = m.seq order by a.id
  ) as attachments,
  m.reply_to_seq, case when r.seq is not null then jsonb_build_object(
    'seq', r.seq, 'side', r.side, 'kind', r.kind, 'body', left(r.body, 200), 'redacted', r.redacted_at is not null,
    'created_at', r.created_at
  ) end as reply_to,
  m.redacted_at, m.redaction_reason, m.created_at
from cards inner join messages as m on m.conversation_id = cards.id
left join messages as r on r.conversation_id = m.conversation_id and r.seq = m.reply_to_seq"""


@dataclass(frozen=True)
class Earlier:
    """What a client id became already: a message, one that was kept back, or nothing."""

    seq: int | None
    held_id: UUID | None


def sent_before(tx: Transaction, conversation_id: UUID, draft: ConversationMessageDraft) -> Earlier:
    """What the actor's client id became already, in a conversation in which they may write."""
    return tx.fetch_one(
        Earlier,
        "select seq, held_id from app.sent_before(%(id)s, %(client_id)s, %(body)s, %(attachment_ids)s::uuid[],"
        " %(reply_to_seq)s)",
        draft.model_dump() | {"id": conversation_id},
    )


def send_message(
    tx: Transaction, conversation_id: UUID, draft: ConversationMessageDraft, warned: Sequence[str]
) -> int:
    """A message of the actor; its number."""
    seq: int = tx.fetch_value(
        "select app.send_message(%(id)s, %(client_id)s, %(body)s, %(attachment_ids)s::uuid[], %(reply_to_seq)s,"
        " %(warned)s::text[])",
        draft.model_dump() | {"id": conversation_id, "warned": list(warned)},
    )
    return seq


def hold_message(tx: Transaction, conversation_id: UUID, draft: ConversationMessageDraft, rule: str) -> UUID:
    """A message of the actor that waits; its id."""
    held: UUID = tx.fetch_value(
        "select app.hold_message(%(id)s, %(client_id)s, %(body)s, %(attachment_ids)s::uuid[], %(reply_to_seq)s,"
        " %(rule)s)",
        draft.model_dump() | {"id": conversation_id, "rule": rule},
    )
    return held


def find_message(tx: Transaction, conversation_id: UUID, seq: int) -> Message:
    """The message, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        Message, f"{CARDS}{MESSAGE} where m.seq = %(seq)s", {"id": conversation_id, "seq": seq}
    )


def find_held(tx: Transaction, held_id: UUID) -> HeldNotice:
    """What waits, or waited, if it is the actor's. Raises `NotFound`."""
    return tx.fetch_one(
        HeldNotice, "select id, body, status from held_messages where id = %(id)s", {"id": held_id}
    )


def list_messages(
    tx: Transaction, conversation_id: UUID, *, after: int | None, before: int | None, limit: int
) -> list[Message]:
    """Messages behind a number, upwards; else the newest ones, or those before a number, downwards."""
    given = where(("m.seq > %(after)s", after), ("m.seq < %(before)s", before))
    direction: LiteralString = "desc" if after is None else "asc"
    return tx.fetch_all(
        Message,
        f"{CARDS}{MESSAGE} where {given} order by m.seq {direction} limit %(limit)s",
        {"id": conversation_id, "after": after, "before": before, "limit": limit},
    )


def is_visible(tx: Transaction, conversation_id: UUID) -> bool:
    """Whether the actor may see the conversation."""
    found: bool = tx.fetch_value(
        "select exists (select from conversations where id = %(id)s)", {"id": conversation_id}
    )
    return found
