"""Statements of contacts: one function, one statement, typed rows. Whose they are is a policy of the table."""

from typing import LiteralString
from uuid import UUID

from agents.contacts.models import ContactCount
from common.database import Transaction
from common.filters import where
from common.models.agent_contacts import AgentContact, ContactStatus, LawfulBasis

CONTACT: LiteralString = (
    "c.id, c.agent_user_id, c.name, c.email, c.phone_e164, c.country, c.source, c.import_id, c.lawful_basis, c.status,"
    " c.last_invited_at, c.forget_at, c.created_at, c.updated_at"
)


def add(
    tx: Transaction, *, name: str, email: str | None, phone_e164: str | None, country: str | None,
    lawful_basis: LawfulBasis,
) -> UUID | None:  # fmt: skip
    """A contact of the actor's; its id, None where the address is their own. Raises `Forbidden`, `ContactKnown`."""
    contact_id: UUID | None = tx.fetch_value(
        "select app.add_contact(%(name)s, %(email)s, %(phone)s, %(country)s, %(basis)s)",
        {"name": name, "email": email, "phone": phone_e164, "country": country, "basis": lawful_basis},
    )
    return contact_id


def find_contact(tx: Transaction, contact_id: UUID) -> AgentContact:
    """A contact of the actor's own. Raises `NotFound`."""
    return tx.fetch_one(
        AgentContact, f"select {CONTACT} from agent_contacts as c where c.id = %(id)s", {"id": contact_id}
    )


def list_contacts(
    tx: Transaction, *, status: ContactStatus | None, search: str | None, before: UUID | None, limit: int
) -> list[AgentContact]:
    """The actor's own, the newest first; `search` is part of a name, an address or a number."""
    asked = where(
        ("c.status = %(status)s", status),
        (
            "position(lower(%(search)s) in lower(concat_ws(' ', c.name, c.email, c.phone_e164))) > 0",
            search or None,
        ),
        ("c.id < %(before)s", before),
    )
    return tx.fetch_all(
        AgentContact,
        f"select {CONTACT} from agent_contacts as c where {asked} order by c.id desc limit %(limit)s",
        {"status": status, "search": search, "before": before, "limit": limit},
    )


def delete_contact(tx: Transaction, contact_id: UUID) -> int:
    """Delete a contact of the actor's own; how many rows."""
    return tx.execute("delete from agent_contacts where id = %(id)s", {"id": contact_id})


def count_contacts(tx: Transaction, agent_id: UUID) -> list[ContactCount]:
    """How many contacts an agent has in each status. Raises `NotFound` where they are not the actor's to count."""
    return tx.fetch_all(
        ContactCount, "select status, contacts from app.contact_counts(%(agent)s)", {"agent": agent_id}
    )
