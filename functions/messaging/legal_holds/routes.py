"""`/api/v1/conversations/{conversation_id}/legal-hold`: administrators only."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.errors import Forbidden, NotFound
from common.errors.deals import DeciderInvolved
from common.refusals import refuses
from messaging.app import app
from messaging.conversations.routes import CONVERSATION
from messaging.legal_holds import repository
from messaging.legal_holds.models import LegalHold

TAGS = ["moderation"]


@app.put(
    f"{CONVERSATION}/legal-hold",
    status_code=204,
    tags=TAGS,
    responses=refuses(Forbidden, NotFound, DeciderInvolved),
)
def set_legal_hold(conversation_id: UUID, body: LegalHold) -> Response[Any]:
    """Put a conversation under a legal hold, or end it

    For administrators who belong to neither side. While it is on, nothing of the conversation goes by age, and what is
    erased rests out of sight. The state stays as it is said, however often.
    """
    with app.transaction() as tx:
        repository.set_legal_hold(tx, conversation_id, on=body.on, reason=body.reason)
    return Response(status_code=204)
