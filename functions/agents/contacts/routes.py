"""`/api/v1/agents/contacts`, `/api/v1/agents/{agent_id}/contacts/counts`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.contacts import service
from agents.contacts.models import ContactCounts, ContactDraft
from agents.errors import NumberInvalid, OwnAddress
from common.answers import CSV, csv_file
from common.errors import AnswerTooLarge, NotFound
from common.errors.agents import ContactKnown
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.agent_contacts import AgentContact, ContactStatus
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["agent contacts"]
CONTACTS = "/api/v1/agents/contacts"
OfStatus = Annotated[ContactStatus | None, Query(description="Only those who have come so far.")]
Search = Annotated[
    str | None, Query(max_length=200, description="Part of a name, an address or a number, without capitals.")
]


@app.get(CONTACTS, tags=TAGS, responses=refuses(CursorInvalid))
def list_agent_contacts(
    status: OfStatus = None, search: Search = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[AgentContact]:
    """List one's contacts

    For agents, their own, the newest first; nobody else sees them, administrators neither.
    """
    with app.read() as tx:
        return service.list_contacts(tx, status=status, search=search, cursor=cursor, limit=limit)


@app.post(
    CONTACTS,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, ContactKnown, NumberInvalid, OwnAddress, *ONCE),
)
@app.takes(RateClass.CREATE)
def add_agent_contact(body: ContactDraft) -> AgentContact:
    """Add a contact

    For agents who are not banned. The same address, or a number alone that is known, is the contact that is there
    already (409). It is forgotten after 90 days without an invite.
    """
    with app.transaction() as tx:
        return app.once(tx, body, AgentContact, lambda: service.add_contact(tx, body))


@app.delete(f"{CONTACTS}/<contact_id>", status_code=204, tags=TAGS, responses=refuses(NotFound))
def delete_agent_contact(contact_id: UUID) -> Response[Any]:
    """Delete a contact

    For their agent. Invites that were sent stay, without whom they went to.
    """
    with app.transaction() as tx:
        service.delete_contact(tx, contact_id)
    return Response(status_code=204)


@app.get("/api/v1/agents/contacts.csv", tags=TAGS, responses=CSV | refuses(AnswerTooLarge, RequestsLimited))
@app.takes(RateClass.EXPORT)
def download_agent_contacts(status: OfStatus = None, search: Search = None) -> Response[Any]:
    """Download one's contacts as a table

    For agents, their own, the newest first, up to 10,000. Text that a spreadsheet would run has a `'` before it.
    """
    with app.read() as tx:
        text = service.contacts_csv(tx, status=status, search=search)
    return csv_file("contacts", text)


@app.get("/api/v1/agents/<agent_id>/contacts/counts", tags=TAGS, responses=refuses(NotFound))
def count_agent_contacts(agent_id: UUID) -> ContactCounts:
    """Count the contacts of an agent

    For the agent, and for administrators, who see nothing else of them.
    """
    with app.read() as tx:
        return service.count_contacts(tx, agent_id)
