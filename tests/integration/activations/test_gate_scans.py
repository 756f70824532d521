"""What gates upload: judged by when it was made, once each, however often and in whichever order it comes."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.factories.activations import make_activation, make_activation_code, make_geofence
from tests.integration.activations.gating import SCANS, Gate, open_link, shown
from tests.integration.activations.people import People, make_people
from tests.typing import Connection

CODES = [f"ticket{number:06}" for number in range(12)]
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def tickets(db: Connection, people: People, codes: list[str] = CODES, **columns: Any) -> UUID:
    """An activation with single-use codes."""
    found = make_activation(db, people.brand, code_mode="single_use", **columns)
    for code in codes:
        make_activation_code(db, found, short_code=code, max_uses=1)
    return found


@pytest.fixture
def gate(db: Connection, people: People) -> Gate:
    return open_link(people, tickets(db, people))


def rows(db: Connection, columns: str = "verdict, reasons, source") -> list[tuple[Any, ...]]:
    return db.execute(f"select {columns} from scans order by claimed_at, id").fetchall()


def test_a_code_counts_at_the_gate_once(db: Connection, gate: Gate) -> None:
    assert gate.told(shown(CODES[0])) == ["accepted"]
    assert gate.told(shown(CODES[0])) == ["already_counted"]
    assert rows(db) == [
        ("accepted", [], "staff"), ("refused", ["already_counted"], "staff")
    ], "a duplicate is stored as refused"  # fmt: skip


def test_the_same_upload_again_has_the_same_answers_and_stores_nothing(db: Connection, gate: Gate) -> None:
    batch = [shown(CODES[0]), shown(CODES[0]), shown(CODES[1])]
    first = gate.upload(*batch).body
    assert [one["verdict"] for one in first["data"]] == ["accepted", "refused", "accepted"]
    assert gate.upload(*batch).body == first
    assert len(rows(db)) == 3


def test_hundreds_of_tickets_come_through_one_gate(db: Connection, people: People) -> None:
    codes = [f"crowd{number:07}" for number in range(500)]
    gate = open_link(people, tickets(db, people, codes))
    assert Counter(gate.told(*map(shown, codes))) == {"accepted": 500}


@pytest.mark.parametrize("seed", range(5))
def test_doubled_and_shuffled_batches_give_the_same_counts(db: Connection, people: People, seed: int) -> None:
    drawn, start = random.Random(seed), datetime.now(UTC)
    scans = [
        shown(drawn.choice(CODES[:8]), ago=timedelta(minutes=drawn.randrange(1, 600)), now=start)
        for _ in range(30)
    ]
    gate = open_link(people, tickets(db, people))
    expected = {scan["code"] for scan in scans}
    batches = [drawn.choices(scans, k=20) for _ in range(4)] + [drawn.sample(scans, k=30)]
    for batch in batches:
        gate.told(*batch)
    assert Counter(verdict for verdict, *_ in rows(db)) == {
        "accepted": len(expected),
        "refused": 30 - len(expected),
    }
    assert db.execute("select sum(used) from activation_codes").fetchone() == (len(expected),)
    assert len({str(key) for (key,) in db.execute("select scan_key from scans").fetchall()}) == 30


def test_a_shuffled_batch_is_judged_in_the_order_of_its_moments(db: Connection, gate: Gate) -> None:
    scans = [shown(CODES[0], ago=minutes * MINUTE) for minutes in (5, 9, 7)]
    assert gate.told(*scans) == ["already_counted", "accepted", "already_counted"]


def test_two_gates_let_one_ticket_in_once(db: Connection, people: People) -> None:
    activation = tickets(db, people)
    north, south = open_link(people, activation), open_link(people, activation)
    assert north.told(shown(CODES[0])) == ["accepted"]
    assert south.told(shown(CODES[0])) == ["already_counted"]


def test_what_one_link_kept_another_link_uploads_without_counting_it_twice(
    db: Connection, people: People
) -> None:
    activation = tickets(db, people)
    scan = shown(CODES[0])
    assert open_link(people, activation).told(scan) == ["accepted"]
    assert open_link(people, activation).told(scan) == ["accepted"]
    assert len(rows(db)) == 1


def test_a_code_that_may_be_used_often_is_a_device_of_its_own(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand, limit_per_device_day=2)
    for code in ("season1", "season2"):
        make_activation_code(db, activation, short_code=code)
    gate = open_link(people, activation)
    assert gate.told(*[shown("season1") for _ in range(3)]) == ["accepted", "accepted", "limit_reached"]
    assert gate.told(shown("season2")) == ["accepted"], "the gate is not one fan"
    assert len(set(rows(db, "device_id"))) == 2


@pytest.mark.parametrize(
    "wrong", [timedelta(days=-9_000), timedelta(hours=-3), timedelta(), timedelta(days=400)]
)
def test_a_clock_that_is_wrong_is_taken_off(db: Connection, gate: Gate, wrong: timedelta) -> None:
    clock = datetime.now(UTC) + wrong
    scans = [shown(CODES[0], ago=HOUR, now=clock), shown(CODES[1], ago=timedelta(seconds=2), now=clock)]
    assert gate.told(*scans, now=clock) == ["accepted", "accepted"]
    (kept_at, kept), (_, at_once) = rows(db, "now() - claimed_at, source")
    assert abs(kept_at - HOUR) < MINUTE
    assert (kept, at_once) == ("offline", "staff")


@pytest.mark.parametrize(
    ("ago", "told"),
    [(timedelta(hours=47, minutes=59), "accepted"), (timedelta(hours=48, minutes=1), "try_again"),
     (-MINUTE, "accepted"), (-3 * MINUTE, "try_again"), (timedelta(days=9_000), "try_again")],
)  # fmt: skip
def test_too_old_and_too_early_is_refused_and_kept(
    db: Connection, people: People, ago: timedelta, told: str
) -> None:
    gate = open_link(people, tickets(db, people, starts_at=datetime.now(UTC) - timedelta(days=9)))
    db.execute("update activations set launched_at = now() - interval '9 days'")
    assert gate.told(shown(CODES[0], ago=ago)) == [told]
    assert rows(db, "verdict, reasons")[0] == (
        ("accepted", []) if told == "accepted" else ("refused", ["time_skew"])
    )


def test_the_end_of_the_calendar_breaks_nothing(gate: Gate) -> None:
    first, last = datetime(2000, 1, 2, tzinfo=UTC), datetime(2099, 12, 30, tzinfo=UTC)
    assert gate.told(shown(CODES[0], now=first), now=last) == ["try_again"]
    assert gate.told(shown(CODES[1], now=last), now=first) == ["try_again"]


def test_what_was_made_before_the_end_counts_after_it(db: Connection, people: People) -> None:
    gate = open_link(people, tickets(db, people))
    db.execute("update activations set ends_at = now() - interval '1 hour'")
    scans = [shown(CODES[0], ago=2 * HOUR), shown(CODES[1], ago=MINUTE)]
    assert gate.told(*scans) == ["accepted", "not_open"]


def test_codes_of_others_are_refused_one_by_one_and_kept_nowhere(db: Connection, people: People) -> None:
    gate = open_link(people, tickets(db, people))
    tickets(db, people, ["another00001"])
    tickets(db, make_people(db), ["foreign00001"])
    scans = [shown("another00001"), shown(CODES[0]), shown("foreign00001"), shown("nobodys00001")]
    assert gate.told(*scans) == ["unknown_code", "accepted", "unknown_code", "unknown_code"]
    assert len(rows(db)) == 1


def test_a_gate_needs_no_position(db: Connection, people: People) -> None:
    fence = make_geofence(db, people.brand)
    gate = open_link(people, tickets(db, people, geofence_id=fence, fence_mode="refuse"))
    assert gate.told(shown(CODES[0]), shown(CODES[1], ago=HOUR)) == ["accepted", "accepted"]


def test_a_key_of_two_codes_is_no_second_try(db: Connection, gate: Gate) -> None:
    key = uuid4()
    assert gate.told(shown(CODES[0], key=key, ago=MINUTE), shown(CODES[1], key=key)) == [
        "accepted",
        "try_again",
    ]


def test_a_screen_uploads_nothing(db: Connection, people: People) -> None:
    screen = open_link(people, tickets(db, people), kind="screen")
    refused = screen.upload(shown(CODES[0]))
    assert (refused.status, refused.body["code"]) == (403, "STAFF_LINK_OF_ANOTHER_KIND")
    assert rows(db) == []


@pytest.mark.parametrize("token", ["", "x", "A" * 24, "é" * 24])
def test_nobody_uploads_without_a_link(db: Connection, gate: Gate, token: str) -> None:
    refused = Gate("", token).upload(shown(CODES[0]))
    assert (refused.status, refused.body["code"]) == (401, "STAFF_LINK_ENDED")
    assert rows(db) == []


@pytest.mark.parametrize(
    "headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}]
)
def test_another_page_uploads_nothing(db: Connection, gate: Gate, headers: dict[str, str]) -> None:
    refused = gate.upload(shown(CODES[0]), headers=headers)
    assert (refused.status, refused.body["code"]) == (403, "FOREIGN_PAGE")
    assert rows(db) == []


@pytest.mark.parametrize(
    "scans",
    [[], [{"code": "x" * 13}], [{"code": "a'b\"c;d"}], [{"scan_key": "1"}], [{"claimed_at": "2026-01-01T00:00:00"}],
     [{"claimed_at": None}], [{"fan": "me"}], [{} for _ in range(501)]],
)  # fmt: skip
def test_what_is_no_scan_is_refused_and_nothing_is_kept(
    db: Connection, gate: Gate, scans: list[dict[str, Any]]
) -> None:
    sent = [shown(CODES[0]) | scan for scan in scans]
    assert gate.upload(*([shown(CODES[1])] if scans and len(scans) < 500 else []), *sent).status == 422
    assert rows(db) == []


def test_a_gate_is_told_nothing_of_fans(gate: Gate) -> None:
    answer = gate.upload(shown(CODES[0])).body["data"][0]
    assert answer.keys() == {"scan_key", "scan_id", "verdict", "reasons"}
    assert gate.ask("GET", f"{SCANS}/{answer['scan_id']}").status == 401
