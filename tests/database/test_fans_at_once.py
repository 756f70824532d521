"""Two merges that meet in the middle, and others who change a fan then: once each, and nobody stands still."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.database.fanning import ask_code, fan_of, join, prove, ticket_of
from tests.database.scanning import Stall
from tests.factories.people import make_user
from tests.factories.rewards import facts_of
from tests.typing import Connection

CONFIRM = "select app.confirm_fan_code(%s)"
JOIN = "select app.join_fan(sha256(convert_to(%s, 'UTF8')))"
FORGET = "select app.forget_own_fan()"
Call = tuple[dict[str, str], str, tuple[object, ...]]
"""Who, the statement, its parameters."""


def at_once(database: Database, *calls: Call) -> list[Any]:
    """What each says, or the SQLSTATE that refuses it; all begin together."""
    barrier = Barrier(len(calls))

    def make(call: Call) -> Any:
        claims, statement, parameters = call
        with database.connect("api_login", autocommit=False) as db:
            db.execute("set lock_timeout = '10s'")
            db.execute("select app.begin_request(%s)", (psycopg.types.json.Jsonb(claims),))
            barrier.wait()
            try:
                return (db.execute(statement.encode(), parameters).fetchone() or (None,))[0]
            except psycopg.Error as error:
                return error.sqlstate

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))


def a_fan(device: UUID) -> dict[str, str]:
    """Claims of a device."""
    return {"device": str(device)}


@pytest.mark.parametrize("attempt", range(5))
def test_two_fans_who_show_each_others_address_become_one(
    database: Database, db: Connection, attempt: int
) -> None:
    stall = Stall(db, limit_per_fan_total=10)
    first, second = stall.scanned(), stall.scanned()
    prove(db, first, "a@example.com")
    prove(db, second, "b@example.com")
    codes = ask_code(db, first, "b@example.com"), ask_code(db, second, "a@example.com")
    said = at_once(
        database, (a_fan(first), CONFIRM, (codes[0],)), (a_fan(second), CONFIRM, (codes[1],))
    )  # fmt: skip
    assert said == ["confirmed"] * 2, attempt
    live = db.execute("select id from fans where merged_into is null").fetchall()
    assert live == [(fan_of(db, first),)] == [(fan_of(db, second),)]
    total = db.execute("select sum(n) from scan_limits where day = '-infinity'").fetchone()
    assert total == (2,), "nothing is lost and nothing counted twice"


def test_one_address_confirmed_on_many_browsers_is_one_fan(database: Database, db: Connection) -> None:
    stall = Stall(db, limit_per_fan_total=10)
    devices = [stall.scanned() for _ in range(6)]
    for device in devices[:3]:
        prove(db, device, f"{device}@example.com")
    codes = []
    for device in devices:
        db.execute("update fan_codes set created_at = created_at - interval '2 hours'")
        codes.append(ask_code(db, device, "fan@example.com"))
    said = at_once(
        database, *[(a_fan(device), CONFIRM, (code,)) for device, code in zip(devices, codes, strict=True)]
    )  # fmt: skip
    assert said == ["confirmed"] * 6
    assert len({fan_of(db, device) for device in devices}) == 1
    assert db.execute("select count(*) from fans where merged_into is null").fetchone() == (1,)
    assert db.execute("select n from scan_limits where day = '-infinity'").fetchall() == [(6,)]


def test_one_ticket_joins_one_of_many(database: Database, db: Connection) -> None:
    stall = Stall(db)
    device = stall.scanned()
    people = [make_user(db) for _ in range(5)]
    ticket = ticket_of(db, device)
    said = at_once(database, *[({"sub": str(person)}, JOIN, (ticket,)) for person in people])
    assert said.count("IA009") == 4
    assert sum(len(facts_of(db, person, "scan.accepted")) for person in people) == 1


def test_browsers_of_one_person_join_at_once_and_each_scan_is_one_fact(
    database: Database, db: Connection
) -> None:
    stall, person = Stall(db), make_user(db)
    devices = [stall.scanned() for _ in range(5)]
    tickets = [ticket_of(db, device) for device in devices]
    said = at_once(database, *[({"sub": str(person)}, JOIN, (ticket,)) for ticket in tickets])
    assert len(set(said)) == 1
    assert len(facts_of(db, person, "scan.accepted")) == 5
    assert db.execute("select count(*) from fans where merged_into is null").fetchone() == (1,)


@pytest.mark.parametrize("attempt", range(3))
def test_who_is_forgotten_while_they_join_or_confirm_is_forgotten_or_is_not(
    database: Database, db: Connection, attempt: int
) -> None:
    stall, person = Stall(db), make_user(db)
    first, second = stall.scanned(), stall.scanned()
    prove(db, first, "fan@example.com")
    join(db, first, person)
    code, ticket = ask_code(db, second, "fan@example.com"), ticket_of(db, second)
    said = at_once(
        database, (a_fan(first), FORGET, ()), (a_fan(second), CONFIRM, (code,)), ({"sub": str(person)}, JOIN, (ticket,))
    )  # fmt: skip
    assert said[0] in (1, 2), attempt
    assert {str(each) for each in said}.isdisjoint({"40P01", "55P03", "23503", "23505"})
    assert db.execute("select from devices where id = %s", (first,)).fetchall() == []
    references = [reference for _, reference, _ in facts_of(db, person, "scan.accepted")]
    assert len(references) == len(set(references))
