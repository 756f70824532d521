"""Use cases of exports: a conversation as one canonical JSON text, so that the same content has the same SHA-256."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from common.database import Transaction, transaction
from common.exports import DueExport, request_export
from common.identity import SERVICE
from common.models.exports import Export, ExportKind
from messaging.conversations import repository as conversations
from messaging.exports import repository
from messaging.exports.models import ConversationExport

VERSION = 1
"""Of the file's shape: whoever reads one years later knows which it is."""


def request_conversation(tx: Transaction, conversation_id: UUID, body: ConversationExport) -> Export:
    """A file of a conversation, for a reason that is audited.

    Raises `NotFound`, `ExportPending`; `Forbidden` for who is no administrator, `DeciderInvolved` for one of a side.
    """
    conversations.look_as_moderator(tx, body.reason, conversation_id)
    repository.log_export(tx, conversation_id)
    return request_export(tx, ExportKind.CONVERSATION, conversation_id=conversation_id)


def conversation_file(due: DueExport) -> Iterator[bytes]:
    """The file, piece by piece: keys in order, nothing between the tokens, UTF-8.

    Nothing in it depends on when or by whom it is written. Read as the service; no transaction is open between two
    pages of messages. Raises `NotFound`.
    """
    assert due.conversation_id is not None, "an export of this kind is about a conversation"
    with transaction(SERVICE) as tx:
        conversation = repository.conversation_json(tx, due.conversation_id)
        members = repository.members_json(tx, due.conversation_id)
        held = repository.held_json(tx, due.conversation_id)
        reports = repository.reports_json(tx, due.conversation_id)
    head = {"conversation": conversation, "held_messages": held, "members": members}
    yield f'{_canonical(head)[:-1]},"messages":['.encode()
    for number, message in enumerate(_messages(due.conversation_id, conversation["last_seq"])):
        yield f"{',' if number else ''}{_canonical(message)}".encode()
    yield f'],"reports":{_canonical(reports)},"version":{VERSION}}}'.encode()


def _messages(conversation_id: UUID, up_to: int) -> Iterator[dict[str, Any]]:
    """All that there were when the file was begun: what comes meanwhile is in the next one."""
    after = 0
    while after < up_to:
        with transaction(SERVICE) as tx:
            page = repository.messages_json(tx, conversation_id, after=after, up_to=up_to)
        if not page:
            return
        yield from page
        after = page[-1]["seq"]


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
