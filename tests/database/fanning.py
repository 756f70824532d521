"""Fans as the database knows them: each call in a request of their device, whose codes are read off the outbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from tests.actors import acting_as
from tests.database.sql_functions import call
from tests.typing import Connection


@contextmanager
def as_fan(db: Connection, device: UUID | None) -> Iterator[None]:
    """The database takes this connection of the superuser for that of a device; then for its own."""
    claims = {"device": str(device)} if device else {"role": "anon"}
    with db.transaction():
        db.execute("select app.begin_request(%s)", (Jsonb(claims),))
        yield
        db.execute("set local role none")
        db.execute("select app.begin_request('{}')")
        db.execute("set local role none")


def ask_code(db: Connection, device: UUID, email: str) -> str | None:
    """A code to an address; None where none was mailed."""
    with as_fan(db, device):
        made = call(db, "app.request_fan_code", email, 10)
    sent = db.execute(
        "select payload ->> 'code' from outbox where deduplication_key = %s", (f"fan code {made}",)
    ).fetchone()
    return sent[0] if sent else None


def confirm(db: Connection, device: UUID, digits: str | None) -> str:
    """What became of six digits."""
    with as_fan(db, device):
        outcome: str = call(db, "app.confirm_fan_code", digits)
    return outcome


def prove(db: Connection, device: UUID, email: str) -> UUID:
    """Ask, and confirm; the fan."""
    assert confirm(db, device, ask_code(db, device, email)) == "confirmed"
    return fan_of(db, device)


def fan_of(db: Connection, device: UUID) -> UUID:
    """Whose device it is."""
    row = db.execute("select fan_id from devices where id = %s", (device,)).fetchone()
    assert row is not None
    fan: UUID = row[0]
    return fan


def ticket_of(db: Connection, device: UUID) -> str:
    """A ticket of a device."""
    with as_fan(db, device):
        ticket: str = call(db, "app.issue_fan_link_ticket")
    return ticket


def join(db: Connection, device: UUID, user: UUID) -> UUID:
    """The account joins the fan of a device."""
    ticket = ticket_of(db, device)
    with acting_as(db, user):
        row = db.execute("select app.join_fan(sha256(convert_to(%s, 'UTF8')))", (ticket,)).fetchone()
    assert row is not None
    fan: UUID = row[0]
    return fan


def own_data(db: Connection, device: UUID) -> Any:
    """What a fan is told that is held about them."""
    with as_fan(db, device):
        return call(db, "app.own_fan_data")
