"""`/api/v1/held-messages`: read by who wrote them, decided by administrators."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import Forbidden, NotFound
from common.errors.deals import DeciderInvolved
from common.errors.messaging import (
    AttachmentNotStored,
    Blocked,
    ConversationClosed,
    ReasonMissing,
    ReportReviewedAlready,
    SenderCannotWrite,
)
from common.models.base import Page
from common.models.moderation import HeldMessage, HeldStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, REALTIME, wake
from common.refusals import refuses
from messaging.app import app
from messaging.conversations.routes import Reason
from messaging.conversations.service import looking
from messaging.held_messages import repository, service
from messaging.held_messages.models import Decision

TAGS = ["moderation"]
ONE = "/api/v1/held-messages/<held_message_id>"
DECISION = (Forbidden, NotFound, DeciderInvolved, ReportReviewedAlready)


@app.get("/api/v1/held-messages", tags=TAGS, responses=refuses(CursorInvalid, ReasonMissing))
def list_held_messages(
    status: Annotated[HeldStatus | None, Query(description="Only those in this state.")] = None,
    conversation_id: Annotated[UUID | None, Query(description="Only those of this conversation.")] = None,
    cursor: Cursor = None,
    reason: Reason = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[HeldMessage]:
    """List messages that were kept back

    For whoever is signed in, what they wrote themselves; for administrators, those that wait (`held`), those with
    support and those that they decided on; with a `reason` everybody's. The latest first.
    """
    with looking(app.actor, reason, conversation_id) as tx:
        return service.list_held(
            tx, status=status, conversation_id=conversation_id, cursor=cursor, limit=limit
        )


@app.get(ONE, tags=TAGS, responses=refuses(NotFound, ReasonMissing))
def read_held_message(held_message_id: UUID, reason: Reason = None) -> HeldMessage:
    """Read a message that was kept back

    For whoever wrote it, and for administrators: while it waits, or with a `reason`. The other side does not see it.
    """
    with looking(app.actor, reason) as tx:
        return repository.find_held(tx, held_message_id)


@app.post(
    f"{ONE}/release",
    tags=TAGS,
    responses=refuses(*DECISION, ConversationClosed, Blocked, AttachmentNotStored, SenderCannotWrite),
)
def release_held_message(held_message_id: UUID, body: Decision) -> HeldMessage:
    """Release a message

    For administrators who belong to neither side. It is sent now, with the next number of its conversation, unless its
    sender could not send it any more: then it can only be refused. It is decided once (409).
    """
    with app.transaction() as tx:
        released = service.release_held(tx, held_message_id, body.reason)
    wake(REALTIME)
    return released


@app.post(f"{ONE}/refuse", tags=TAGS, responses=refuses(*DECISION))
def refuse_held_message(held_message_id: UUID, body: Decision) -> HeldMessage:
    """Refuse a message

    For administrators who belong to neither side. It is never delivered, and its sender is told why. It is decided once
    (409).
    """
    with app.transaction() as tx:
        refused = service.refuse_held(tx, held_message_id, body.reason)
    wake(REALTIME)
    wake(MAIL)
    return refused
