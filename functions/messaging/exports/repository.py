"""Statements of exports: rows as JSON, for a file of all that a conversation holds."""

from typing import Any, LiteralString
from uuid import UUID

from common.database import Transaction

MESSAGES_AT_ONCE = 500
FILES: LiteralString = (
    "coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'file_name', a.file_name, 'media_type', a.media_type,"
    " 'size_bytes', a.size_bytes, 'checksum_sha256', a.checksum_sha256, 'hidden_because', a.hidden_because)"
    " order by a.id), '[]')"
)


def log_export(tx: Transaction, conversation_id: UUID) -> None:
    """An export leaves a trace in the audit log, with the reason that was given."""
    tx.execute(
        "select app.log_action('conversations.export', 'conversations', %(id)s::text)",
        {"id": str(conversation_id)},
    )


def conversation_json(tx: Transaction, conversation_id: UUID) -> dict[str, Any]:
    """The conversation, with its people by name. Raises `NotFound`."""
    (found,) = tx.fetch_values(
        "select to_jsonb(c) || jsonb_build_object("
        " 'brand_name', (select b.name from brand_profiles as b where b.id = c.brand_id),"
        " 'people', (select coalesce(jsonb_agg(jsonb_build_object('user_id', p.id, 'full_name', p.full_name)"
        "   order by p.id), '[]') from user_profiles as p where p.id = c.person_user_id or p.id in ("
        "   select m.sender_user_id from messages as m where m.conversation_id = c.id"
        "   union select h.sender_user_id from held_messages as h where h.conversation_id = c.id)))"
        " from conversations as c where c.id = %(id)s",
        {"id": conversation_id},
    )  # fmt: skip
    return dict(found)


def members_json(tx: Transaction, conversation_id: UUID) -> list[dict[str, Any]]:
    """How far each who takes part has read."""
    return tx.fetch_values(
        "select to_jsonb(m) - '{muted_until,archived_at,notified_seq,brand_id,person_user_id}'::text[]"
        " from conversation_members as m where m.conversation_id = %(id)s order by m.user_id",
        {"id": conversation_id},
    )


def held_json(tx: Transaction, conversation_id: UUID) -> list[dict[str, Any]]:
    """What a rule has kept back, whatever became of it, with its files."""
    return tx.fetch_values(
        "select to_jsonb(h) - '{brand_id,person_user_id}'::text[] || jsonb_build_object("
        f" 'attachments', (select {FILES} from message_attachments as a where a.id = any(h.attachment_ids)))"
        " from held_messages as h where h.conversation_id = %(id)s order by h.id",
        {"id": conversation_id},
    )


def reports_json(tx: Transaction, conversation_id: UUID) -> list[dict[str, Any]]:
    """What was reported of messages."""
    return tx.fetch_values(
        "select to_jsonb(r) - '{brand_id,person_user_id}'::text[] from message_reports as r"
        " where r.conversation_id = %(id)s order by r.id",
        {"id": conversation_id},
    )


def messages_json(tx: Transaction, conversation_id: UUID, *, after: int, up_to: int) -> list[dict[str, Any]]:
    """The next messages, each with its original where it was redacted or erased, and with its files."""
    return tx.fetch_values(
        "select to_jsonb(m) - '{conversation_id,brand_id,person_user_id}'::text[] || jsonb_build_object("
        " 'original', (select to_jsonb(o) - '{conversation_id,seq}'::text[] from message_originals as o"
        "   where o.conversation_id = m.conversation_id and o.seq = m.seq),"
        f" 'attachments', (select {FILES} from message_attachments as a"
        "   where a.conversation_id = m.conversation_id and a.seq = m.seq))"
        " from messages as m where m.conversation_id = %(id)s and m.seq > %(after)s and m.seq <= %(up_to)s"
        " order by m.seq limit %(limit)s",
        {"id": conversation_id, "after": after, "up_to": up_to, "limit": MESSAGES_AT_ONCE},
    )  # fmt: skip
