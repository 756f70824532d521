"""Redactions, and what was there before: administrators only."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import Forbidden, NotFound
from common.errors.deals import DeciderInvolved
from common.errors.messaging import ReasonMissing
from common.models.moderation import MessageOriginal
from common.queues import MAIL, REALTIME, wake
from common.refusals import refuses
from messaging.app import app
from messaging.conversations import repository as conversations
from messaging.message_originals import repository
from messaging.message_originals.models import Redaction
from messaging.messages.routes import MESSAGE, Seq

TAGS = ["moderation"]


@app.post(
    f"{MESSAGE}/redact", status_code=204, tags=TAGS, responses=refuses(Forbidden, NotFound, DeciderInvolved)
)
def redact_message(conversation_id: UUID, seq: Seq, body: Redaction) -> Response[Any]:
    """Redact a message

    For administrators who belong to neither side. Both sides read `[redacted]` and the reason instead; nobody downloads
    its files any more, and search does not find it. Number and replies stay. The text rests as evidence. A second time
    changes nothing.
    """
    with app.transaction() as tx:
        repository.redact_message(tx, conversation_id, seq, body.reason)
    wake(REALTIME)
    wake(MAIL)
    return Response(status_code=204)


@app.get(
    f"{MESSAGE}/original", tags=TAGS, responses=refuses(Forbidden, NotFound, DeciderInvolved, ReasonMissing)
)
def read_message_original(
    conversation_id: UUID,
    seq: Seq,
    reason: Annotated[str, Query(max_length=500, description="Why; it is written into the audit log.")],
) -> MessageOriginal:
    """Read what a redacted message said

    For administrators who belong to neither side, with a reason. What was redacted, or erased while a legal hold or a
    dispute keeps it.
    """
    with app.transaction() as tx:
        conversations.look_as_moderator(tx, reason, conversation_id)
        return repository.find_original(tx, conversation_id, seq)
