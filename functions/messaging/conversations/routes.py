"""`/api/v1/conversations`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.answers import also
from common.errors import NotFound
from common.errors.campaigns import OnBothSides
from common.errors.limits import RequestsLimited
from common.errors.messaging import (
    Blocked,
    ConversationClosed,
    MessageNotThereYet,
    NotConnected,
    ReasonMissing,
)
from common.limits import RateClass
from common.models.conversations import Conversation, ConversationKind
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import REALTIME, wake
from common.refusals import refuses
from messaging.app import app
from messaging.conversations import repository, service
from messaging.conversations.models import (
    Badge,
    ConversationDraft,
    ConversationPage,
    ConversationPatch,
    Mark,
    Marked,
)
from messaging.conversations.service import looking
from messaging.typing import service as typing

TAGS = ["conversations"]
CONVERSATION = "/api/v1/conversations/<conversation_id>"
OPEN_ALREADY = also(200, "It was open already", Conversation)
Reason = Annotated[
    str | None,
    Query(
        max_length=500,
        description="For administrators: why they look at what others write. It is written into the audit log.",
    ),
]


@app.get("/api/v1/conversations", tags=TAGS, responses=refuses(CursorInvalid, ReasonMissing))
def list_conversations(
    *,
    kind: Annotated[ConversationKind | None, Query(description="Only those about this.")] = None,
    archived: Annotated[
        bool | None, Query(description="true: only those that one has archived; false: only the others.")
    ] = None,
    changed_after: Annotated[
        str | None,
        Query(
            max_length=500,
            description="`changed_after` of an earlier answer: only what has changed since.",
        ),
    ] = None,
    reason: Reason = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> ConversationPage:
    """List conversations

    For people of a brand, those of all their brands; for everybody else, their own; for administrators, those with
    support, with a `reason` all. The one with the latest message first. A client that was away asks once with
    `changed_after` for all that it has missed, unread counts included.
    """
    with looking(app.actor, reason) as tx:
        return service.list_conversations(
            tx, kind=kind, archived=archived, changed_after=changed_after, cursor=cursor, limit=limit
        )


@app.post(
    "/api/v1/conversations",
    status_code=201,
    tags=TAGS,
    responses=OPEN_ALREADY
    | refuses(RequestsLimited, NotFound, OnBothSides, ConversationClosed, Blocked, NotConnected),
)
@app.takes(RateClass.CREATE)
def open_conversation(body: ConversationDraft) -> Response[Conversation]:
    """Open a conversation

    For brand admins and campaign managers, and for the creator: about a deal, an application (`gig`), a participation
    (`campaign`), or `direct` where one of these or an invitation connects both. For everybody with `support`. Where
    it is open already, it is answered as it is, with 200; a new one with 201. An account of less than a week opens
    five at once, one more every five hours, and so never more than ten within a day.
    """
    with app.transaction() as tx:
        conversation, is_new = service.open_conversation(tx, body)
    return Response(201 if is_new else 200, "application/json", conversation)


@app.get("/api/v1/conversations/unread", tags=TAGS, responses=refuses())
def count_unread() -> Badge:
    """Count what is unread

    For whoever is signed in: over all conversations that are not archived, as a badge shows it.
    """
    with app.read() as tx:
        return repository.standing(tx).badge


@app.get(CONVERSATION, tags=TAGS, responses=refuses(NotFound, ReasonMissing))
def read_conversation(conversation_id: UUID, reason: Reason = None) -> Conversation:
    """Read one conversation

    For both sides; for administrators, those with support, with a `reason` any. To others there is no such
    conversation.
    """
    with looking(app.actor, reason, conversation_id) as tx:
        return repository.find_conversation(tx, conversation_id)


@app.patch(CONVERSATION, tags=TAGS, responses=refuses(NotFound))
def change_conversation(conversation_id: UUID, body: ConversationPatch) -> Conversation:
    """Mute, archive or mark as unread

    For both sides, each for themselves. Nobody else sees it. What is archived comes back with the next message.
    """
    with app.transaction() as tx:
        changed = service.change_member(tx, conversation_id, body)
    wake(REALTIME)
    return changed


@app.put(f"{CONVERSATION}/read", tags=TAGS, responses=refuses(RequestsLimited, NotFound, MessageNotThereYet))
@app.takes(RateClass.MARK)
def mark_read(conversation_id: UUID, body: Mark) -> Marked:
    """Mark as read

    For both sides, each for themselves: up to that message. Marks only move forward, so they may come in any order. The
    other side sees how far somebody of this side has read.
    """
    with app.transaction() as tx:
        marked = service.mark_read(tx, conversation_id, body.seq)
    wake(REALTIME)
    return marked


@app.put(
    f"{CONVERSATION}/delivered", tags=TAGS, responses=refuses(RequestsLimited, NotFound, MessageNotThereYet)
)
@app.takes(RateClass.MARK)
def mark_delivered(conversation_id: UUID, body: Mark) -> Marked:
    """Mark as delivered

    For both sides: up to that message, a device has got them. Such marks only move forward, too.
    """
    with app.transaction() as tx:
        return service.mark_delivered(tx, conversation_id, body.seq)


@app.post(
    f"{CONVERSATION}/typing",
    status_code=204,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, ConversationClosed, Blocked),
)
@app.takes(RateClass.TYPING)
def show_typing(conversation_id: UUID) -> Response[Any]:
    """Show that one is typing

    For those who could send a message now, once in three seconds. The others see it for six; nothing is stored.
    """
    with app.read() as tx:
        side = repository.require_typing(tx, conversation_id)
    user_id = app.actor.user_id
    assert user_id is not None, "else there is no side"
    typing.announce(conversation_id, user_id, side)
    return Response(status_code=204)
