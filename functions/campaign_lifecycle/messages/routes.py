"""Messages between a brand and a participant."""

from uuid import UUID

from campaign_lifecycle.app import app
from campaign_lifecycle.messages import service
from campaign_lifecycle.messages.models import CampaignMessageDraft, MessagesRead, UnreadMessages
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.messaging import Blocked, ConversationClosed, MessageRefused
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.messages import CampaignMessage
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import REALTIME, wake
from common.refusals import refuses

TAGS = ["messages"]
MESSAGES = "/api/v1/participants/<participant_id>/messages"


@app.get("/api/v1/participants/messages/unread", tags=TAGS, responses=refuses(CursorInvalid))
def count_unread_messages(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[UnreadMessages]:
    """Count unread messages

    For creators and members of a brand: what the other side wrote and nobody of one's own side has read, for each
    participation that has any.
    """
    with app.read() as tx:
        return service.count_unread(tx, cursor=cursor, limit=limit)


@app.post(
    MESSAGES,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, ConversationClosed, Blocked, MessageRefused, *ONCE),
)
@app.takes(RateClass.MESSAGE)
def send_message(participant_id: UUID, body: CampaignMessageDraft) -> CampaignMessage:
    """Send a message to the other side

    For the creator who takes part, and for brand admins and campaign managers. It is a message of the conversation
    about the participation, which is closed 30 days after that is over. What a rule would keep back is refused here.
    """
    with app.transaction() as tx:
        sent = app.once(tx, body, CampaignMessage, lambda: service.send(tx, participant_id, body))
    wake(REALTIME)
    return sent


@app.get(MESSAGES, tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_messages(
    participant_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[CampaignMessage]:
    """List the messages of a participation

    For its creator and for members of the brand. To list them does not mark them as read.
    """
    with app.read() as tx:
        return service.list_messages(tx, participant_id, cursor=cursor, limit=limit)


@app.post(f"{MESSAGES}/read", tags=TAGS, responses=refuses(NotFound))
def mark_messages_read(participant_id: UUID) -> MessagesRead:
    """Mark what the other side wrote as read

    For the creator, and for brand admins and campaign managers: one of them reads for the whole side.
    """
    with app.transaction() as tx:
        marked = service.mark_read(tx, participant_id)
    wake(REALTIME)
    return marked
