"""`/api/v1/agents/contacts/import`, `/api/v1/agents/contacts/imports`."""

from uuid import UUID

from agents.app import app
from agents.contact_imports import repository, service
from agents.contact_imports.models import ImportDraft
from agents.contact_imports.service import QUEUE
from common.errors import NotFound
from common.errors.agents import TooManyContactFiles
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.agent_contacts import ContactImport
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import wake
from common.refusals import refuses

TAGS = ["agent contacts"]
IMPORTS = "/api/v1/agents/contacts/imports"


@app.post(
    "/api/v1/agents/contacts/import",
    status_code=202,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, TooManyContactFiles, *ONCE),
)
@app.takes(RateClass.CREATE, cost=5)
def import_contacts(body: ImportDraft) -> ContactImport:
    """Import contacts from an uploaded file

    For agents who are not banned: up to 5,000 rows, three imports and twenty dry runs a day. A worker reads the file,
    `readContactImport` says what came of it, and the file is deleted. Tables may have any usual separator, encoding
    and headers in six languages; of cards, names, addresses, numbers and the country are read. Whoever is a contact
    already is one still. What you declare of the file is written down with it.
    """
    with app.transaction() as tx:
        requested = app.once(tx, body, ContactImport, lambda: service.request_import(tx, body))
    wake(QUEUE)
    return requested


@app.get(IMPORTS, tags=TAGS, responses=refuses(CursorInvalid))
def list_contact_imports(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[ContactImport]:
    """List one's imports of contacts

    For agents, their own, the newest first, each with what was declared and what came of it.
    """
    with app.read() as tx:
        return service.list_imports(tx, cursor=cursor, limit=limit)


@app.get(f"{IMPORTS}/<import_id>", tags=TAGS, responses=refuses(NotFound))
def read_contact_import(import_id: UUID) -> ContactImport:
    """Read what came of an import of contacts

    For the agent who asked for it. While it is `queued` or `running` the counts are 0.
    """
    with app.read() as tx:
        return repository.find_import(tx, import_id)
