"""A fan joins an account: by a ticket of a minute, once; what they scanned before becomes theirs, and nothing twice."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.actors import acting_as
from tests.database.fanning import fan_of, join, prove, ticket_of
from tests.database.scanning import Stall
from tests.database.sql_functions import refusal_of, rows
from tests.factories.activations import make_scan, make_scan_review
from tests.factories.people import brand_of, make_member, make_user
from tests.factories.rewards import facts_of
from tests.typing import Connection

JOIN = "select app.join_fan(sha256(convert_to(%s, 'UTF8')))"
DAY = timedelta(days=1)


@pytest.fixture
def stall(db: Connection) -> Stall:
    return Stall(db)


@pytest.fixture
def device(stall: Stall) -> UUID:
    """A browser that scanned once."""
    return stall.scanned()


def references(db: Connection, person: UUID) -> list[str]:
    """The scans that are facts of somebody."""
    return [reference for _, reference, _ in facts_of(db, person, "scan.accepted")]


def test_who_joins_brings_what_counted_in_ninety_days(db: Connection, stall: Stall, device: UUID) -> None:
    now = datetime.now(UTC)
    day = now.date() - 95 * DAY
    db.execute("select app.make_scan_partitions(%s, 20)", (day,))
    counted = make_scan(db, stall.code, device, at=now - 89 * DAY)
    make_scan(db, stall.code, device, at=now - 91 * DAY)
    make_scan(db, stall.code, device, verdict="refused", reasons=["too_far"])
    make_scan_review(db, stall.code, device)
    cleared = make_scan_review(db, stall.code, device, status="cleared", decided_at=now)
    make_scan_review(db, stall.code, device, status="confirmed", decided_at=now)
    person = make_user(db)
    fan = join(db, device, person)
    assert fan == fan_of(db, device)
    scans = db.execute(
        "select id from scans where verdict = 'accepted' and at > now() - interval '80 days'"
    ).fetchall()
    assert set(references(db, person)) == {str(counted), str(cleared), *(str(scan) for (scan,) in scans)}
    assert len(references(db, person)) == 3
    (fact, *_) = facts_of(db, person, "scan.accepted")
    assert fact[2].keys() == {"activation_id", "brand_id", "campaign_id", "kind"}
    assert stall.record(device).says == "accepted"
    assert len(references(db, person)) == 4, "from now on each is one at once"


def test_what_was_told_is_not_told_again(db: Connection, stall: Stall, device: UUID) -> None:
    person, other = make_user(db), uuid4()
    fan = join(db, device, person)
    stall.record(other)
    assert join(db, other, person) == fan
    assert join(db, other, person) == fan
    prove(db, device, "fan@example.com")
    prove(db, other, "fan@example.com")
    assert len(references(db, person)) == 2
    assert db.execute("select count(*) from fans where user_id = %s", (person,)).fetchone() == (1,)


def test_one_account_has_one_fan_of_a_brand(db: Connection, stall: Stall, device: UUID) -> None:
    person, other = make_user(db), uuid4()
    stall.record(other)
    first, second = join(db, device, person), prove(db, other, "fan@example.com")
    assert join(db, other, person) == first
    assert fan_of(db, other) == first
    row = db.execute("select email, user_id from fans where id = %s", (first,)).fetchone()
    assert row == ("fan@example.com", person)
    merged = db.execute("select merged_into, email, user_id from fans where id = %s", (second,)).fetchone()
    assert merged == (first, None, None)
    with acting_as(db, person):
        assert [(row[0], row[1], row[3]) for row in rows(db, "app.list_fan_links")] == [
            (first, stall.brand, 2)
        ]


def test_an_address_brings_the_account_of_its_fan(db: Connection, stall: Stall, device: UUID) -> None:
    person, other = make_user(db), uuid4()
    stall.record(other)
    prove(db, device, "fan@example.com")
    join(db, device, person)
    assert len(references(db, person)) == 1
    prove(db, other, "fan@example.com")
    assert len(references(db, person)) == 2, "of the device that came by the address"


def test_a_ticket_is_good_once_and_for_a_minute(db: Connection, stall: Stall, device: UUID) -> None:
    person, other = make_user(db), make_user(db)
    ticket = ticket_of(db, device)
    with acting_as(db, person):
        db.execute(JOIN, (ticket,))
    for again in (person, other):
        with acting_as(db, again):
            assert refusal_of(db, JOIN, ticket).sqlstate == "IA009"
    late, replaced = ticket_of(db, device), ticket_of(db, device)
    with acting_as(db, person):
        assert refusal_of(db, JOIN, late).sqlstate == "IA009", "the newest one counts"
    db.execute("update fan_link_tickets set expires_at = now()")
    for ticket in (replaced, "", "0" * 64):
        with acting_as(db, person):
            assert refusal_of(db, JOIN, ticket).sqlstate == "IA009"
            assert refusal_of(db, "select app.join_fan(null)").sqlstate == "IA009"
    assert db.execute("select count(*) from fans").fetchone() == (1,)


def test_a_fan_of_another_account_is_not_taken(db: Connection, stall: Stall, device: UUID) -> None:
    person = make_user(db)
    join(db, device, person)
    ticket = ticket_of(db, device)
    with acting_as(db, make_user(db)):
        assert refusal_of(db, JOIN, ticket).sqlstate == "IA038"
    assert db.execute("select user_id from fans").fetchall() == [(person,)]


def test_nobody_joins_without_an_account(db: Connection, device: UUID) -> None:
    ticket = ticket_of(db, device)
    with acting_as(db, None):
        assert refusal_of(db, JOIN, ticket).sqlstate == "42501"
    assert refusal_of(db, JOIN, ticket).sqlstate == "IM005"


def test_members_of_a_brand_earn_nothing_of_its_scans(db: Connection, stall: Stall, device: UUID) -> None:
    member, elsewhere = make_member(db, stall.brand, "analyst"), Stall(db)
    join(db, device, member)
    stall.record(device)
    assert references(db, member) == []
    other = uuid4()
    elsewhere.record(other)
    join(db, other, member)
    assert len(references(db, member)) == 1, "another brand's"
    assert brand_of(db, stall.owner) == stall.brand


def test_two_brands_rows_of_one_person_share_nothing(db: Connection, stall: Stall, device: UUID) -> None:
    elsewhere, other, person = Stall(db), uuid4(), make_user(db)
    elsewhere.record(other)
    assert join(db, device, person) != join(db, other, person)
    with acting_as(db, person):
        found = rows(db, "app.list_fan_links")
    assert {row[1] for row in found} == {stall.brand, elsewhere.brand}
    with acting_as(db, stall.owner):
        assert rows(db, "app.list_fan_links") == []
        assert db.execute("select count(*) from fans").fetchone() == (1,)
