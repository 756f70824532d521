"""`common.work`: a claim is one worker's. Whoever lost it, by being slow, changes nothing of what the next one does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Literal

import pytest

from common import outbox, work
from common.backoff import Setback
from common.database import transaction
from common.identity import SERVICE
from common.outbox import OUTBOX, Message
from common.work import ClaimLost, RetriedWorkTable, WorkItem
from payments.events.repository import EVENTS, StoredEvent
from tests.conftest import Database

LATER = Setback(timedelta(hours=1), is_last=False)
NEVER = Setback(timedelta(hours=1), is_last=True)
Row = tuple[Any, ...]
Act = Literal["finish", "set back", "give up", "go on"]


class Table:
    """A table of work with one row, as workers and as a superuser see it."""

    def __init__(self, database: Database, name: str) -> None:
        self.database, self.name = database, name
        self.table: RetriedWorkTable = EVENTS if name == "stripe_events" else OUTBOX
        self.done = "processed_at = now()" + (", status = 'processed'" if name == "stripe_events" else "")
        insert = (
            "insert into stripe_events (id, type, payload) values ('evt_1', 'x', '{}')"
            if name == "stripe_events"
            else "insert into outbox (topic, payload) values ('mail', '{}')"
        )
        with database.connect() as db:
            db.execute(insert.encode())

    def claim(self) -> WorkItem:
        """What one worker claims: the row, once its lease is over."""
        with self.database.connect() as db:
            db.execute(f"update {self.name} set available_at = available_at - %s".encode(), (work.LEASE,))
        row: type[Any] = StoredEvent if self.name == "stripe_events" else Message
        with transaction(SERVICE) as tx:
            (item,) = work.claim(tx, row, self.table, at_most=5, topic="mail")
        found: WorkItem = item
        return found

    def act(self, item: WorkItem, how: Act) -> bool:
        """End an item; whether it was still this worker's."""
        with transaction(SERVICE) as tx:
            match how:
                case "finish":
                    work.finish(tx, self.table, item, self.done)
                case "set back" | "give up":
                    setback = NEVER if how == "give up" else LATER
                    return bool(work.set_back(tx, self.table, [item], how, setback))
                case "go on":
                    pass
        return True

    def row(self) -> Row:
        """The row as it is."""
        with self.database.connect() as db:
            found = db.execute(f"select to_jsonb(t) - 'updated_at' from {self.name} as t".encode()).fetchone()
        assert found is not None
        return found


@pytest.fixture(params=["outbox", "stripe_events"])
def table(request: pytest.FixtureRequest, database: Database) -> Table:
    """One after the other."""
    return Table(database, request.param)


@pytest.mark.parametrize("late", ["finish", "set back", "give up"])
@pytest.mark.parametrize("second", ["finish", "set back", "give up", "go on"])
def test_a_worker_whose_claim_was_taken_over_changes_nothing(table: Table, late: Act, second: Act) -> None:
    first = table.claim()
    other = table.claim()
    assert (first.attempts, other.attempts) == (1, 2)
    assert table.act(other, second)
    before = table.row()
    if late == "finish":
        with pytest.raises(ClaimLost):
            table.act(first, late)
    else:
        assert not table.act(first, late)
    assert table.row() == before


@pytest.mark.parametrize("how", ["finish", "set back", "give up"])
def test_a_worker_ends_what_it_has_in_hand_once(table: Table, how: Act) -> None:
    item = table.claim()
    before = table.row()
    assert table.act(item, how)
    assert table.row() != before
    if how == "finish":
        with pytest.raises(ClaimLost):
            table.act(item, how)


def test_what_a_lost_claim_caused_is_undone(table: Table) -> None:
    item = table.claim()
    table.claim()
    with pytest.raises(ClaimLost), transaction(SERVICE) as tx:
        outbox.write(tx, "effect", {})
        work.finish(tx, table.table, item, table.done)
    with table.database.connect() as db:
        assert db.execute("select from outbox where topic = 'effect'").fetchall() == []


def raising(_: Message) -> None:
    raise ValueError("unreadable")


@pytest.mark.parametrize(("second", "word"), [(lambda _: None, "handled"), (raising, "failed")])
@pytest.mark.parametrize("first", [lambda _: None, raising])
def test_a_slow_worker_of_the_outbox_counts_what_was_taken_from_it_and_goes_on(
    database: Database, first: Callable[[Message], None], second: Callable[[Message], None], word: str
) -> None:
    with transaction(SERVICE) as tx:
        for key in ("slow", "next"):
            outbox.write(tx, "mail", {"key": key})
    rows: list[Row] = []

    def slow(message: Message) -> None:
        if message.payload["key"] == "next":
            return
        with database.connect() as db:
            db.execute("update outbox set available_at = now() - %s where id = %s", (work.LEASE, message.id))
            assert outbox.drain("mail", second)[word] == 1
            rows.extend(db.execute("select o.* from outbox as o where id = %s", (message.id,)).fetchall())
        first(message)

    assert outbox.drain("mail", slow) == {"handled": 1, "failed": 0, "taken_over": 1}
    with database.connect() as db:
        assert db.execute("select o.* from outbox as o where payload ->> 'key' = 'slow'").fetchall() == rows
