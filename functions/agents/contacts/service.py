"""Use cases of contacts: add one, list, write them down as a table, delete, count."""

from uuid import UUID

from agents.contacts import repository
from agents.contacts.models import ContactCounts, ContactDraft
from agents.errors import NumberInvalid, OwnAddress
from common.database import Transaction
from common.errors import AnswerTooLarge, NotFound
from common.models.agent_contacts import AgentContact, ContactStatus
from common.models.base import Page
from common.pagination import decode_id_cursor, page
from common.spreadsheets import csv_text

MOST_IN_A_TABLE = 10_000
COLUMNS = (
    "id", "name", "email", "phone", "country", "source", "lawful_basis", "status", "last_invited_at", "forget_at",
    "created_at",
)  # fmt: skip


def add_contact(tx: Transaction, draft: ContactDraft) -> AgentContact:
    """A contact of the actor's. Raises `Forbidden`, `NumberInvalid`, `OwnAddress`, `ContactKnown`."""
    phone, calls_from = _number(draft)
    contact_id = repository.add(
        tx, name=draft.name, email=draft.email, phone_e164=phone, country=draft.country or calls_from,
        lawful_basis=draft.lawful_basis,
    )  # fmt: skip
    if contact_id is None:
        raise OwnAddress
    return repository.find_contact(tx, contact_id)


def list_contacts(
    tx: Transaction, *, status: ContactStatus | None, search: str | None, cursor: str | None, limit: int
) -> Page[AgentContact]:
    """The actor's own, the newest first. Raises `CursorInvalid`."""
    rows = repository.list_contacts(
        tx, status=status, search=search, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda one: one.id)


def contacts_csv(tx: Transaction, *, status: ContactStatus | None, search: str | None) -> str:
    """The actor's own as a table, the newest first. Raises `AnswerTooLarge` for more than 10,000."""
    rows = repository.list_contacts(tx, status=status, search=search, before=None, limit=MOST_IN_A_TABLE + 1)
    if len(rows) > MOST_IN_A_TABLE:
        raise AnswerTooLarge(details=[{"most": MOST_IN_A_TABLE, "instead": "GET /api/v1/agents/contacts"}])
    return csv_text(COLUMNS, map(_cells, rows))


def delete_contact(tx: Transaction, contact_id: UUID) -> None:
    """Forget a contact of the actor's. Raises `NotFound`."""
    if not repository.delete_contact(tx, contact_id):
        raise NotFound


def count_contacts(tx: Transaction, agent_id: UUID) -> ContactCounts:
    """How many contacts an agent has, for them and for administrators. Raises `NotFound` for everybody else."""
    counts = repository.count_contacts(tx, agent_id)
    return ContactCounts(contacts=sum(one.contacts for one in counts), by_status=counts)


def _number(draft: ContactDraft) -> tuple[str | None, str | None]:
    """The number in E.164, and its country. Raises `NumberInvalid`."""
    if draft.phone is None:
        return None, None
    from agents.contact_files.people import first_phone  # all numbering plans: only where there is a number

    phone, calls_from = first_phone((draft.phone,), draft.country)
    if phone is None:
        raise NumberInvalid(details=[{"country": draft.country}])
    return phone, calls_from


def _cells(contact: AgentContact) -> tuple[object, ...]:
    return (
        str(contact.id), contact.name, contact.email, contact.phone_e164, contact.country, contact.source.value,
        contact.lawful_basis.value, contact.status.value, contact.last_invited_at, contact.forget_at,
        contact.created_at,
    )  # fmt: skip
