"""`/api/v1/conversations/{conversation_id}/messages`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from common.answers import also
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.messaging import (
    AttachmentNotStored,
    Blocked,
    ClientIdReused,
    ConversationClosed,
    MessageNotThereYet,
    MessageRefused,
    ReasonMissing,
    TooManyHeld,
)
from common.limits import RateClass
from common.models.base import Page
from common.models.conversations import Message
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import REALTIME, wake
from common.refusals import refuses
from messaging.app import app
from messaging.conversations.routes import CONVERSATION, TAGS, Reason
from messaging.conversations.service import looking
from messaging.messages import service
from messaging.messages.models import ConversationMessageDraft, SentMessage

MESSAGES = f"{CONVERSATION}/messages"
MESSAGE = f"{MESSAGES}/<seq>"
Seq = Annotated[int, Path(ge=1, lt=2**63)]
"""The number of a message that is there."""
HELD = also(202, "It waits until an administrator has seen it", SentMessage)


@app.get(MESSAGES, tags=TAGS, responses=refuses(NotFound, CursorInvalid, ReasonMissing))
def list_conversation_messages(
    *,
    conversation_id: UUID,
    after_seq: Annotated[
        int | None, Query(ge=0, lt=2**63, description="Only those behind this number, in their order.")
    ] = None,
    before_seq: Annotated[
        int | None, Query(ge=0, lt=2**63, description="Only those before this number, the latest first.")
    ] = None,
    reason: Reason = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Message]:
    """List messages

    For both sides; for administrators, those with support, with a `reason` any. Without a number, the latest first. A
    client that was away asks with `after_seq` for what it has missed, until there is no more: numbers have no gaps. To
    list messages does not mark them as read.
    """
    with looking(app.actor, reason, conversation_id) as tx:
        return service.list_messages(
            tx, conversation_id, after=after_seq, before=before_seq, cursor=cursor, limit=limit
        )


@app.post(
    MESSAGES,
    status_code=201,
    tags=TAGS,
    responses=HELD
    | refuses(
        RequestsLimited,
        NotFound,
        ConversationClosed,
        Blocked,
        AttachmentNotStored,
        ClientIdReused,
        MessageNotThereYet,
        MessageRefused,
        TooManyHeld,
    ),
)
@app.takes(RateClass.MESSAGE)
def send_conversation_message(conversation_id: UUID, body: ConversationMessageDraft) -> Response[SentMessage]:
    """Send a message

    For the person, for brand admins and campaign managers, and, with support, for administrators. Whatever happens,
    send it again with the same `client_id`: it is there once, and answered alike. 202: a rule, which reads its text and
    the names of its files, keeps it back until an administrator has seen it; twenty of yours may wait at once.
    `warnings` say what the sender should know of one that was delivered.
    """
    with app.transaction() as tx:
        sent, status = service.send_message(tx, conversation_id, body)
    wake(REALTIME)
    return Response(status, "application/json", sent)
