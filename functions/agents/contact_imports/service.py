"""Use cases of imports: request, read; what the worker does is in `apply`."""

from datetime import datetime

from agents.contact_imports import repository
from agents.contact_imports.models import ImportDraft
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.agent_contacts import ContactImport
from common.models.base import Page
from common.pagination import decode_id_cursor, page
from common.queues import wake

QUEUE = "contact-imports"
"""The queue of the importer; what is to be imported stands in the table."""
SWEEP = "contact-imports-sweep"


def request_import(tx: Transaction, draft: ImportDraft) -> ContactImport:
    """An import that waits for the worker. Raises `Forbidden`, `NotFound`, `TooManyContactFiles`."""
    return repository.find_import(tx, repository.request_import(tx, draft))


def list_imports(tx: Transaction, *, cursor: str | None, limit: int) -> Page[ContactImport]:
    """The actor's own, newest first. Raises `CursorInvalid`."""
    rows = repository.list_imports(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda one: one.id)


def run_sweep(as_of: datetime) -> Counts:
    """Wake the importer where something waits: to be tried again, or because a wake-up call got lost."""
    with transaction(SERVICE) as tx:
        due = repository.is_due(tx, as_of)
    if due:
        wake(QUEUE)
    return {"woken": int(due)}
