"""`/api/v1/agents/invites`, `/api/v1/agents/{id}/invites`, and texts to share."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.errors import ChannelUnavailable, CodeNeeded
from agents.invites import service
from agents.invites.models import InvitedContacts, InviteDraft, Reminder, ShareText
from common.errors import Forbidden, NotFound
from common.errors.agents import InviteTransitionForbidden, TooManyInvites
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.agent_invites import AgentInvite, InviteStatus
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, wake
from common.refusals import refuses

TAGS = ["agent invites"]
INVITES = "/api/v1/agents/invites"


@app.post(
    INVITES,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, Forbidden, NotFound, ChannelUnavailable, TooManyInvites, *ONCE),
)
@app.takes(RateClass.MAIL)
def invite_contacts(body: InviteDraft) -> InvitedContacts:
    """Invite contacts

    For agents, to contacts of their own, up to a hundred at once. By `email` we write where the law of the contact's
    country lets us, in the agent's name; elsewhere the outcome is `share_only`, with a text to send oneself. By `share`
    there is a text with a link of its own for each. An address gets one invite and one reminder in 180 days, whoever
    invites; whether it had one, has an account or wants none changes nothing of the answer.
    """
    with app.transaction() as tx:
        made = app.once(tx, body, InvitedContacts, lambda: service.invite(tx, body))
    wake(MAIL)
    return made


@app.post(
    f"{INVITES}/<invite_id>/remind",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, Forbidden, NotFound, TooManyInvites, InviteTransitionForbidden, *ONCE),
)
@app.takes(RateClass.MAIL)
def send_reminder(invite_id: UUID, body: Reminder) -> AgentInvite:
    """Send the reminder of an invite

    For agents, once, a week after the first mail, while nobody has signed up by it; not in countries that let us write
    once. The reminder is an invite of its own.
    """
    with app.transaction() as tx:
        made = app.once(tx, body, AgentInvite, lambda: service.remind(tx, invite_id, body))
    wake(MAIL)
    return made


@app.get("/api/v1/agents/<agent_id>/invites", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_agent_invites(
    agent_id: UUID,
    status: Annotated[InviteStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AgentInvite]:
    """List the invites of an agent

    For the agent and administrators, newest first; no addresses. Whether a mail went out in truth does not show.
    """
    with app.read() as tx:
        return service.list_invites(tx, agent_id, status=status, cursor=cursor, limit=limit)


@app.get(
    "/api/v1/agents/contacts/<contact_id>/share-text",
    tags=TAGS,
    responses=refuses(Forbidden, NotFound, CodeNeeded),
)
def read_share_text(
    contact_id: UUID,
    code_id: Annotated[
        UUID | None, Query(description="The referral code that it leads by; the first good one without it.")
    ] = None,
) -> ShareText:
    """Read a text to send oneself

    For agents, to send to a contact of their own from their own mailbox or phone. It leads by a referral code.
    """
    with app.read() as tx:
        return service.read_share_text(tx, contact_id, code_id)
