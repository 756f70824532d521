"""`/api/v1/messages/search`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors.limits import RequestsLimited
from common.errors.messaging import ReasonMissing, SearchRefused
from common.limits import RateClass
from common.refusals import refuses
from messaging.app import app
from messaging.conversations.routes import Reason
from messaging.conversations.service import looking
from messaging.search import service
from messaging.search.models import MessageHits

TAGS = ["conversations"]


@app.get(
    "/api/v1/messages/search", tags=TAGS, responses=refuses(RequestsLimited, SearchRefused, ReasonMissing)
)
@app.takes(RateClass.SEARCH)
def find_messages(
    q: Annotated[
        str,
        Query(
            min_length=2, max_length=100,
            description='Words that a message holds, or a piece of its text as it stands. `"tea pot"` is a phrase, '
            "`-tea` is not in it.",
        ),
    ],
    conversation_id: Annotated[UUID | None, Query(description="Only in this conversation.")] = None,
    reason: Reason = None,
) -> MessageHits:  # fmt: skip
    """Find messages

    For both sides: in their own conversations, of a brand for all its people; the newest hundred. Administrators find
    what is with support, and anything else with a reason. What was redacted or erased is not found.
    """
    with looking(app.actor, reason, conversation_id) as tx:
        return service.search_messages(tx, q, conversation_id=conversation_id)
