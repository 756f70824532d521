"""A batch says what the same scans say one by one, however it is shuffled within itself and delivered again."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import DatabaseError
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.database.scanning import INSIDE, OUTSIDE, Stall, place
from tests.factories.activations import make_device, make_fan
from tests.typing import Connection

MADE = st.fixed_dictionaries({
    "device": st.integers(0, 3), "key": st.integers(0, 12), "step": st.integers(-2, 2),
    "position": st.sampled_from([None, place(INSIDE), place(OUTSIDE), place(INSIDE, 5_000)]),
    "ticket": st.sampled_from(["valid", "valid", "valid", "expired"]),
    "agent_class": st.sampled_from([None, None, "program"]), "too_young": st.sampled_from([False, False, False, True]),
})  # fmt: skip
SET_UP = st.fixed_dictionaries({
    "limit_per_device_day": st.integers(1, 3), "limit_per_fan_total": st.sampled_from([None, 1, 4]),
    "limit_total": st.sampled_from([None, 2, 5]), "code_mode": st.sampled_from(["static", "rotating"]),
    "fence_mode": st.sampled_from(["off", "flag", "refuse"]), "max_uses": st.sampled_from([None, 1, 3]),
})  # fmt: skip
Verdicts = dict[tuple[str, str], tuple[str, list[str]]]


@pytest.fixture(scope="module")
def house(shared_database: Database) -> Iterator[Connection]:
    """One database for all examples: each has a brand of its own."""
    with shared_database.connect() as db:
        yield db


class Event(Stall):
    """A stall with a fence, devices of which two are one fan's, and a quota where there is a limit."""

    def __init__(self, db: Connection, given: dict[str, Any]) -> None:
        columns = {name: value for name, value in given.items() if name != "max_uses"}
        super().__init__(db, code={"max_uses": given["max_uses"]}, fence={}, **columns)
        if given["limit_total"]:
            self.give_quota(1, given["limit_total"] - 1)
        fan = make_fan(db, self.brand)
        self.devices = [make_device(db, self.brand, fan if number < 2 else None) for number in range(4)]

    def scans(self, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The scans of an example, a second apart; a key is the same for both events."""
        began = datetime.now(UTC) - timedelta(minutes=30)
        return [
            self.scan(
                self.devices[one["device"]], UUID(int=one["key"]), at=str(began + number * timedelta(seconds=1)),
                **{name: value for name, value in one.items() if name not in ("device", "key")},
            )
            for number, one in enumerate(made)
        ]  # fmt: skip

    def verdicts(self) -> Verdicts:
        """What is stored under each key of each device (its number)."""
        rows = self.db.execute(
            "select scan_key, device_id, verdict, reasons from scans where activation_id = %s order by at, id",
            (self.activation,),
        ).fetchall()
        return {
            (str(key), str(self.devices.index(device))): (verdict, reasons)
            for key, device, verdict, reasons in rows
        }

    def counts(self) -> list[tuple[Any, ...]]:
        """Limits, uses and quota."""
        rows = self.db.execute(
            "select day::text, sum(n)::integer from scan_limits where activation_id = %s group by 1 order by 1",
            (self.activation,),
        ).fetchall()
        return (
            rows
            + self.db.execute(
                "select (select used from activation_codes where id = %s),"
                " (select sum(left_over) from activation_quotas where activation_id = %s)",
                (self.code, self.activation),
            ).fetchall()
        )


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    made=st.lists(MADE, min_size=1, max_size=25),
    set_up=SET_UP,
    cut=st.integers(1, 25),
    seed=st.integers(0, 99),
)
def test_a_batch_says_what_its_scans_say_one_by_one(
    house: Connection, made: list[dict[str, Any]], set_up: dict[str, Any], cut: int, seed: int
) -> None:
    alone, together = Event(house, set_up), Event(house, set_up)
    for scan in alone.scans(made):
        alone.record(**scan)
    scans, dice = together.scans(made), random.Random(seed)
    for start in range(0, len(scans), cut):
        batch = scans[start : start + cut] * 2
        dice.shuffle(batch)
        for _ in range(2):
            house.execute("select app.record_scans(%s)", (Jsonb(batch),))
    assert together.verdicts() == alone.verdicts()
    assert together.counts() == alone.counts()


def test_a_batch_answers_each_of_its_scans(db: Connection) -> None:
    stall, device = Stall(db, limit_per_device_day=1), uuid4()
    scans = [stall.scan(device), stall.scan(device), stall.scan(too_young=True)]
    rows = db.execute(
        "select scan_key::text, verdict, reasons, is_new from app.record_scans(%s)", (Jsonb(scans),)
    ).fetchall()
    assert rows == [
        (scans[0]["scan_key"], "accepted", [], True),
        (scans[1]["scan_key"], "refused", ["already_counted"], True),
        (scans[2]["scan_key"], "refused", ["too_young"], False),
    ]


def test_an_empty_batch_is_none(db: Connection) -> None:
    assert db.execute("select app.record_scans('[]')").fetchall() == []


@pytest.mark.parametrize(
    "said", [{"scan_key": "x"}, {"position": {"lat": 91, "lng": 0}}, {"source": "postcard"}]
)
def test_a_batch_with_something_that_is_no_scan_is_refused_whole(
    db: Connection, said: dict[str, Any]
) -> None:
    stall = Stall(db)
    with pytest.raises(DatabaseError):
        db.execute("select app.record_scans(%s)", (Jsonb([stall.scan(), stall.scan() | said]),))
    assert stall.rows() == []
