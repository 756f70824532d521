"""`app.count_request`: GCRA as a model in Python counts it, exactly, and by many at once."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from common.limits import RateClass
from common.rate_headers import left
from tests.conftest import Database
from tests.factories.people import make_user
from tests.typing import Connection

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ADDRESS = "203.0.113.9"
SEQUENCES, ARRIVALS = 10_000, 5
CLASSES_OF_MAIL = {"notification", "account_mail"}
"""`app.admit_mails` names them."""
PASSES = """
create function pg_temp.passes(person text, arrival timestamptz, cost integer) returns boolean language plpgsql as $$
begin
  perform app.take('create', jsonb_build_object('person', person), cost, 'authenticated', 0, arrival);
  return true;
exception when sqlstate 'IL001' then
  return false;
end $$
"""


class Bucket:
    """GCRA, as everybody writes it down; times in microseconds."""

    def __init__(self, rate: int, burst: int, hours: int = 1) -> None:
        self.step = round(hours * 3_600_000_000 / rate)
        self.burst, self.tat = burst, 0

    def passes(self, now: int, cost: int = 1) -> bool:
        wanted = max(self.tat, now) + self.step * min(cost, self.burst)
        if wanted - now > self.step * self.burst:
            return False
        self.tat = wanted
        return True


@pytest.fixture
def db(shared_database: Database) -> Iterator[Connection]:
    """Rolled back: limits that a test sets are gone after it."""
    with shared_database.connect() as connection, connection.transaction(force_rollback=True):
        yield connection


def limit(db: Connection, rate_class: str, rate: int, burst: int) -> None:
    db.execute("update rate_classes set rate = %s, burst = %s where key = %s", (rate, burst, rate_class))


def take(
    db: Connection, claims: dict[str, str], rate_class: str = "create", *, as_of: datetime = NOON,
    address: str = ADDRESS, subject: str = "", cost: int = 1,
) -> int | None:  # fmt: skip
    """What is left; the detail of a refusal is raised as a `psycopg.Error`."""
    row = db.execute(
        "select app.count_request(%s, %s, %s, %s, %s, 0, %s)",
        (json.dumps(claims), address, rate_class, subject, cost, as_of),
    ).fetchone()
    assert row is not None
    return None if row[0] is None else min(map(left, row[0]))


def refused(
    db: Connection, claims: dict[str, str], rate_class: str = "create", **how: object
) -> dict[str, object]:
    """The facts of what must be refused."""
    with pytest.raises(psycopg.Error) as error, db.transaction():
        take(db, claims, rate_class, **how)  # type: ignore[arg-type]
    assert error.value.sqlstate == "IL001"
    facts: dict[str, object] = json.loads(error.value.diag.message_detail or "")
    del facts["allowances"]
    return facts


def person(db: Connection, *roles: str) -> dict[str, str]:
    return {"sub": str(make_user(db, *roles))}


@pytest.mark.parametrize(("rate", "burst"), [(1200, 3), (7, 2), (3599, 4)])
def test_ten_thousand_sequences_pass_as_in_the_model(db: Connection, rate: int, burst: int) -> None:
    chance = random.Random(rate)
    limit(db, "create", rate, burst)
    db.execute(PASSES)
    step = round(3_600_000_000 / rate)
    start = round(NOON.timestamp()) * 1_000_000
    people, arrivals, costs = [], [], []
    for number in range(SEQUENCES // 3):
        now = start
        for _ in range(ARRIVALS):
            now += chance.choice((0, 0, 1, step - 1, step, step + 1, chance.randrange(3 * step)))
            people.append(f"{number}")
            arrivals.append(now)
            costs.append(chance.choice((1, 1, 1, 2, burst, burst + 1)))
    rows = db.execute(
        "select pg_temp.passes(g.person, to_timestamp(0) + g.arrival * interval '1 microsecond', g.cost)"
        " from unnest(%s::text[], %s::bigint[], %s::int[]) as g (person, arrival, cost)",
        (people, arrivals, costs),
    ).fetchall()
    buckets = {name: Bucket(rate, burst) for name in people}
    expected = [
        buckets[name].passes(now, cost) for name, now, cost in zip(people, arrivals, costs, strict=True)
    ]
    assert [row[0] for row in rows] == expected
    assert set(expected) == {True, False}


def test_over_any_window_no_more_pass_than_the_rate_and_the_burst(db: Connection) -> None:
    chance = random.Random(4)
    rate, burst = 360, 5
    limit(db, "create", rate, burst)
    who, now, passed = person(db), NOON, []
    for _ in range(400):
        now += chance.choice((0, 1, 2, 30)) * SECOND
        try:
            with db.transaction():
                take(db, who, as_of=now)
            passed.append(now)
        except psycopg.Error as error:
            if error.sqlstate != "IL001":
                raise
    assert len(passed) < 400
    for first, begin in enumerate(passed):
        for last, end in enumerate(passed[first:], 1):
            assert last <= burst + (end - begin).total_seconds() * rate / 3600


def test_a_refusal_says_when_there_is_room_again_and_then_there_is(db: Connection) -> None:
    limit(db, "create", 60, 2)
    who = person(db)
    assert [take(db, who), take(db, who)] == [1, 0]
    facts = refused(db, who)
    assert facts == {"class": "create", "limit": 60, "tier": "authenticated", "retry_after_seconds": 60}
    later = NOON + 59 * SECOND
    assert refused(db, who, as_of=later)["retry_after_seconds"] == 1
    assert take(db, who, as_of=later + SECOND) == 0


def test_all_sessions_of_a_person_share_a_bucket_and_others_have_their_own(db: Connection) -> None:
    limit(db, "create", 60, 1)
    one, other = person(db), person(db)
    take(db, one, address="203.0.113.1")
    refused(db, one, address="203.0.113.2")
    take(db, other)
    take(db, one, "mail")


def test_nothing_limits_administrators_and_the_service(db: Connection) -> None:
    limit(db, "create", 60, 1)
    for who in (person(db, "admin"), {"role": "service"}):
        assert [take(db, who) for _ in range(3)] == [None, None, None]


def test_what_costs_more_than_a_bucket_holds_empties_a_full_one(db: Connection) -> None:
    limit(db, "create", 60, 3)
    who = person(db)
    assert take(db, who, cost=20) == 0
    assert refused(db, who, cost=20)["retry_after_seconds"] == 180


def test_an_account_and_an_address_are_taken_from_together_or_not_at_all(db: Connection) -> None:
    db.execute("update rate_classes set rate = 60, burst = case per when 'account' then 1 else 3 end"
               " where key = 'sign_in'")  # fmt: skip
    take(db, {"role": "anon"}, "sign_in", subject="a@example.com")
    for _ in range(5):  # refused by the account: the address keeps what it has
        refused(db, {"role": "anon"}, "sign_in", subject="a@example.com")
    take(db, {"role": "anon"}, "sign_in", subject="b@example.com")
    take(db, {"role": "anon"}, "sign_in", subject="c@example.com")
    assert refused(db, {"role": "anon"}, "sign_in", subject="d@example.com")["tier"] == "anonymous"
    take(db, {"role": "anon"}, "sign_in", subject="a@example.com", address="203.0.113.77")


def test_a_household_has_one_bucket_and_no_key_holds_an_address(db: Connection) -> None:
    limit(db, "sign_up", 60, 1)
    take(db, {"role": "anon"}, "sign_up", address="2001:db8::1")
    refused(db, {"role": "anon"}, "sign_up", address="2001:db8::ffff")
    take(db, {"role": "anon"}, "sign_up", address="")
    refused(db, {"role": "anon"}, "sign_up", address="no address")
    take(db, {"role": "anon"}, "sign_in", subject="a@example.com")
    keys = " ".join(row[0] for row in db.execute("select key from rate_buckets"))
    assert "2001" not in keys
    assert "203.0" not in keys
    assert "example.com" not in keys


@pytest.mark.parametrize("subject", ["", "zz", "0" * 64, "é"])
def test_a_token_that_nobody_knows_counts_for_its_address_only(db: Connection, subject: str) -> None:
    db.execute("update rate_classes set burst = 1 where (key, per) = ('refresh', 'family')")
    for _ in range(3):
        take(db, {"role": "anon"}, "refresh", subject=subject)


def test_buckets_that_are_full_again_are_swept_and_others_stay(db: Connection) -> None:
    limit(db, "create", 60, 5)
    early, late = person(db), person(db)
    take(db, early)
    take(db, late, as_of=NOON + 60 * SECOND)
    swept = [
        db.execute("select app.purge_rate_buckets(%s, %s)", (NOON + 60 * SECOND, 10)).fetchone()
        for _ in range(2)
    ]
    assert swept == [(1,), (0,)]
    kept = [row[0] for row in db.execute("select key from rate_buckets where key like 'create|%'")]
    assert kept == [f"create|person|u:{late['sub']}"]


def test_a_fan_has_a_limit_of_its_device_and_a_stadium_behind_one_address_has_none(db: Connection) -> None:
    visitor = {"role": "anon"}
    for number in range(400):
        take(db, visitor, "fan", subject=f"device {number}")
    for _ in range(19):
        take(db, visitor, "fan", subject="device 7")
    assert refused(db, visitor, "fan", subject="device 7") == {
        "class": "fan", "limit": 1200, "tier": "anonymous", "retry_after_seconds": 3,
    }  # fmt: skip
    kept = [row[0] for row in db.execute("select key from rate_buckets where key like 'fan|%'").fetchall()]
    assert len(kept) == 400
    assert not [key for key in kept if "device 7" in key], "whose it is stands in no bucket"


def test_whoever_names_no_device_takes_from_none(db: Connection) -> None:
    for _ in range(30):
        row = db.execute(
            "select app.count_request(%s, %s, 'fan', '', 1, 0, %s)",
            (json.dumps({"role": "anon"}), ADDRESS, NOON),
        ).fetchone()
        assert row == ([],)


def test_every_class_that_is_named_is_limited_and_no_other(db: Connection) -> None:
    rows = {row[0] for row in db.execute("select key from rate_classes")}
    assert rows == {*map(str, RateClass), *CLASSES_OF_MAIL}
