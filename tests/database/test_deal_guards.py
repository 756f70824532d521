"""Each guard of the marketplace is shown to matter: without it, somebody hears something else.

A guard is a `raise exception`, or a call of a function that only refuses. Whoever writes one says in
`forged_deal_calls.py` (who may not), `forged_deal_states.py` or `forged_dispute_states.py` (what may not be) who runs
into it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest

from tests.actors import acting_as
from tests.architecture.sources import ROOT
from tests.conftest import Database
from tests.database.forged_deal_calls import FORGED_DEALS
from tests.database.forged_deal_states import STATES as DEAL_STATES
from tests.database.forged_deal_states import SUPERUSER, Refused
from tests.database.forged_dispute_states import DISPUTE_STATES
from tests.database.permissions import CREATOR, SERVICE
from tests.database.world import World, build
from tests.typing import Connection

GUARD = re.compile(
    r"perform\s+(?:app|ledger)\.(?:require|refuse)_\w+\s*\([^;]*;|raise\s+exception\b[^;]*;", re.IGNORECASE
)
CALLED = re.compile(r"\b(?:app|ledger)\.(\w+)\s*\(")
WRITTEN = re.compile(r"\b(?:insert\s+into|update|delete\s+from)\s+(?:public\.)?(\w+)", re.IGNORECASE)
HELD_TWICE = {
    "answer_application IK001", "begin_card_payment IK001", "end_gig IK001", "hand_in_work IK001", "offer_deal IC020",
    "open_review IK001", "pay_escrow IK001", "pay_escrow IK003", "refund_held IK001", "release_held IK001",
    "start_work IK001",
}  # fmt: skip
"""Guards behind which another one, mostly a status machine, refuses with the same code and other words."""
TRIED_ELSEWHERE: dict[str, str] = {}
"""Functions whose guards another test takes out one by one, and its file."""
CALLS = tuple(Refused("select * from " + one.call, one.answer, who) for one in FORGED_DEALS for who in one.by)
STATES = (*DEAL_STATES, *DISPUTE_STATES)
EXPECTED = (*CALLS, *STATES)
Heard = tuple[str, str]
"""The constraint or SQLSTATE, and the rest of what was said."""


@dataclass(frozen=True)
class Guard:
    """The guard that is number `number` of a function, with the function as it is without it."""

    function: str
    number: int
    text: str
    without: str

    def __str__(self) -> str:
        return f"{self.function} {self.number}: {' '.join(self.text.split())[:100]}"


@pytest.fixture(scope="module")
def world(shared_database: Database) -> Iterator[World]:
    with shared_database.connect(autocommit=False) as db:
        db.execute("set log_min_messages = 'panic'")
        made = build(db)
        made.ids["slot_id"] = made.keys["public.gig_slots"]["id"]
        yield made
        db.rollback()


@pytest.mark.parametrize("one", STATES, ids=lambda one: f"{one.answer} {one.by} {one.statement[:60]}")
def test_a_state_that_forbids_it_is_answered(world: World, one: Refused) -> None:
    assert heard(world, one)[0] == one.answer


def test_without_any_one_guard_somebody_hears_something_else(world: World) -> None:
    program = Program.of(world.db)
    reached = [(one, program.reached_by(one.statement)) for one in EXPECTED]
    before = {one: heard(world, one) for one in EXPECTED}
    unseen, held_twice = [], set()
    for guard in guards(world.db):
        passing = [one for one, functions in reached if guard.function in functions]
        # Those first that are likely to run into it: the first that hears another code is enough.
        passing.sort(key=lambda one: (one.answer not in guard.text, guard.function not in one.statement))
        said = set()
        with world.db.transaction(force_rollback=True):
            world.db.execute(guard.without.encode())
            for one in passing:
                now = heard(world, one)
                if now != before[one]:
                    said.add(before[one][0] if now[0] == before[one][0] else "")
                if "" in said:
                    break
        if not said:
            unseen.append(str(guard))
        elif "" not in said:
            held_twice |= {f"{guard.function} {code}" for code in said}
    assert all((ROOT / file).is_file() for file in TRIED_ELSEWHERE.values())
    assert unseen == [], "no expectation runs into these"
    assert held_twice == HELD_TWICE


def guards(db: Connection) -> Iterator[Guard]:
    """Every guard of the marketplace's functions, in the order of their files."""
    for path in sorted((ROOT / "database/functions/marketplace").glob("*.sql")):
        if path.stem in TRIED_ELSEWHERE:
            continue
        row = db.execute("select pg_get_functiondef(%s::regproc)", (f"app.{path.stem}",)).fetchone()
        assert row is not None
        for number, found in enumerate(GUARD.finditer(row[0]), start=1):
            without = f"{row[0][: found.start()]}null;{row[0][found.end() :]}"
            yield Guard(path.stem, number, found.group(), without)


@dataclass(frozen=True)
class Program:
    """What the database's functions say, and what is triggered by writing to a table."""

    texts: dict[str, str]
    triggered: dict[str, set[str]]

    @classmethod
    def of(cls, db: Connection) -> "Program":
        """All of one database."""
        texts = db.execute(
            "select p.proname, string_agg(p.prosrc, ' ') from pg_proc as p"
            " where p.pronamespace = 'app'::regnamespace group by 1"
        ).fetchall()
        triggered: dict[str, set[str]] = {}
        for table, function in db.execute(
            "select c.relname, p.proname from pg_trigger as t join pg_class as c on c.oid = t.tgrelid"
            " join pg_proc as p on p.oid = t.tgfoid where not t.tgisinternal"
        ).fetchall():
            triggered.setdefault(table, set()).add(function)
        return cls(dict(texts), triggered)

    def reached_by(self, statement: str) -> set[str]:
        """The functions that a statement may run through: what it calls and triggers, and what those do."""
        found: set[str] = set()
        waiting = [statement]
        while waiting:
            text = waiting.pop()
            fired = (self.triggered.get(table, set()) for table in WRITTEN.findall(text))
            named = set(CALLED.findall(text)).union(*fired)
            waiting += [self.texts.get(one, "") for one in named - found]
            found |= named
        return found


def heard(world: World, one: Refused) -> Heard:
    """What somebody hears who runs a statement in the world as it is given; whatever it did is undone."""
    db = world.db
    who = world.ids.get("creator_user_id" if one.by == CREATOR else one.by)
    try:
        with db.transaction(force_rollback=True):
            if one.given:
                db.execute("set local session_replication_role = replica")
                for given in one.given.split("; "):
                    db.execute(given.encode(), world.ids)
                db.execute("set local session_replication_role = origin")
            if one.by == SUPERUSER:
                return _run(db, one.statement, world)
            assert isinstance(who, UUID) or one.by == SERVICE
            with acting_as(db, who if isinstance(who, UUID) else None):
                return _run(db, one.statement, world)
    except psycopg.Error as error:
        said = error.diag
        return said.constraint_name or str(error.sqlstate), f"{said.message_primary} {said.message_detail}"


def _run(db: Connection, statement: LiteralString, world: World) -> Heard:
    cursor = db.execute(statement, world.ids)
    rows = cursor.fetchall() if cursor.description else []
    db.execute("set constraints all immediate")
    return "", str(rows)
