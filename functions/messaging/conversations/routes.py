"""`/api/v1/conversations`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.models.base import Page
from common.models.conversations import Conversation
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from messaging.app import app
from messaging.conversations import repository, service

TAGS = ["conversations"]
Reason = Annotated[
    str | None,
    Query(
        max_length=500,
        description="For administrators: why they look at what others write. It is written into the audit log.",
    ),
]


@app.get("/api/v1/conversations", tags=TAGS, responses=refuses(CursorInvalid))
def list_conversations(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Conversation]:
    """List conversations.

    For members of a brand: the conversations of all their brands, newest first.
    """
    with app.read() as tx:
        return service.list_conversations(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/conversations/<conversation_id>", tags=TAGS, responses=refuses(NotFound))
def read_conversation(conversation_id: UUID) -> Conversation:
    """Read one conversation.

    For members of its brand. To others there is no such conversation.
    """
    with app.read() as tx:
        return repository.find_conversation(tx, conversation_id)
