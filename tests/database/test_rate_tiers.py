"""The general limit: what each tier may ask for, and what changes of tiers, clocks and limits do to a bucket."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from common.rate_headers import left
from tests.conftest import Database
from tests.factories.people import brand_of, make_member, make_user
from tests.typing import Connection

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = 3_600 * SECOND
ANYBODY = {"role": "anon"}
TIERS = {"authenticated": (1_000, 100), "premium": (5_000, 500)}
PASSES = """
create function pg_temp.passes(claims jsonb, tier text, arrival timestamptz) returns boolean language plpgsql as $$
begin
  if tier is null then
    perform app.count_request(claims, '203.0.113.9', null, '', 1, 1, arrival);
  else
    perform app.take(null, jsonb_build_object('person', claims ->> 'sub'), 1, tier, 1, arrival);
  end if;
  return true;
exception when sqlstate 'IL001' then
  return false;
end $$
"""


@pytest.fixture
def db(shared_database: Database) -> Iterator[Connection]:
    """Rolled back; with the limits of production."""
    with shared_database.connect() as connection, connection.transaction(force_rollback=True):
        connection.execute("delete from admin_settings where key like 'rate\\_%'")
        connection.execute(PASSES)
        yield connection


def person(db: Connection, role: str = "creator") -> dict[str, str]:
    return {"sub": str(make_user(db, role))}


def ask(
    db: Connection, claims: dict[str, str], as_of: datetime = NOON, *, rate_class: str | None = None,
    subject: str = "", weight: int = 1, address: str = "203.0.113.9",
) -> int | None:  # fmt: skip
    """What is left of the general limit, or of the tightest one of the class; None where nothing limits."""
    row = db.execute(
        "select app.count_request(%s, %s, %s, %s, 1, %s, %s)",
        (json.dumps(claims), address, rate_class, subject, weight, as_of),
    ).fetchone()
    assert row is not None
    return None if row[0] is None else min(map(left, row[0]))


def refused(
    db: Connection, claims: dict[str, str], as_of: datetime = NOON, *, rate_class: str | None = None, weight: int = 1
) -> dict[str, object]:  # fmt: skip
    """The facts of what must be refused."""
    with pytest.raises(psycopg.Error) as error, db.transaction():
        ask(db, claims, as_of, rate_class=rate_class, weight=weight)
    assert error.value.sqlstate == "IL001"
    facts: dict[str, object] = json.loads(error.value.diag.message_detail or "")
    del facts["allowances"]
    return facts


def passes(db: Connection, claims: dict[str, str], seconds: list[float]) -> int:
    """How many of the arrivals, so many seconds past noon, pass."""
    row = db.execute(
        "select count(*) filter (where pg_temp.passes(%s, null, %s::timestamptz + s * interval '1 second'))"
        " from unnest(%s::float8[]) as s",
        (json.dumps(claims), NOON, seconds),
    ).fetchone()
    assert row is not None
    found: int = row[0]
    return found


def premium(db: Connection, column: str, holder: object, until: datetime | None = None) -> None:
    db.execute(
        f"insert into rate_tiers ({column}, until, reason, created_at) values (%s, %s, 'why', '2027-01-01')".encode(),
        (holder, until),
    )


def test_each_tier_has_its_burst_and_says_when_there_is_room(db: Connection) -> None:
    rich = person(db)
    premium(db, "user_id", rich["sub"])
    for claims, burst, seconds, limit, tier in (
        (ANYBODY, 10, 36, 100, "anonymous"),
        (person(db), 100, 4, 1_000, "authenticated"),
        (rich, 500, 1, 5_000, "premium"),
    ):  # fmt: skip
        assert passes(db, claims, [0.0] * (burst + 2)) == burst
        assert refused(db, claims) == {"limit": limit, "tier": tier, "retry_after_seconds": seconds}
        assert ask(db, claims, NOON + seconds * SECOND) == 0


def test_in_an_hour_from_idle_pass_the_rate_and_the_burst_but_one(db: Connection) -> None:
    assert passes(db, ANYBODY, [float(n) for n in range(3_600)]) == 109
    assert passes(db, person(db), [n / 2 for n in range(7_200)]) == 1_099


def test_nothing_limits_administrators_and_the_service_and_no_row_is_written(db: Connection) -> None:
    for claims in (person(db, "admin"), {"role": "service"}):
        assert [ask(db, claims) for _ in range(3)] == [None] * 3
    assert db.execute("select count(*) from rate_buckets").fetchone() == (0,)


def test_all_random_arrivals_pass_as_in_the_model_whatever_the_tier_becomes(db: Connection) -> None:
    chance = random.Random(7)
    rows, expected = [], []
    for number in range(2_000):
        tat = now = round(NOON.timestamp()) * 1_000_000
        tat += chance.choice((0, 359_000_000, 360_000_000))  # what was taken before
        db.execute("insert into rate_buckets values (%s, to_timestamp(0) + %s * interval '1 microsecond')",
                   (f"request|person|{number}", tat))  # fmt: skip
        for _ in range(5):
            tier = chance.choice(list(TIERS))
            rate, burst = TIERS[tier]
            step = round(3_600_000_000 / rate)
            now += chance.choice((0, 1, step - 1, step, step + 1, 3_600_000))
            rows.append((str(number), tier, now))
            wanted = max(tat, now) + step
            expected.append(wanted - now <= step * burst)
            tat = wanted if expected[-1] else tat
    found = db.execute(
        "select pg_temp.passes(jsonb_build_object('sub', g.who), g.tier,"
        " to_timestamp(0) + g.at * interval '1 microsecond')"
        " from unnest(%s::text[], %s::text[], %s::bigint[]) as g (who, tier, at)",
        tuple(map(list, zip(*rows, strict=True))),
    ).fetchall()
    assert [row[0] for row in found] == expected
    assert set(expected) == {True, False}


def test_a_tier_counts_from_the_next_request_on_and_gives_no_fresh_burst(db: Connection) -> None:
    who = person(db)
    assert passes(db, who, [0.0] * 100) == 100
    premium(db, "user_id", who["sub"])
    assert refused(db, who) == {"limit": 5_000, "tier": "premium", "retry_after_seconds": 1}
    assert passes(db, who, [10.0] * 20) == 13  # ten seconds of 5,000 an hour
    db.execute("delete from rate_tiers")
    assert refused(db, who, NOON + 10 * SECOND)["tier"] == "authenticated"
    assert passes(db, who, [14.0] * 20) == 1


def test_a_brands_tier_is_that_of_whoever_is_active_in_it_while_it_lasts(db: Connection) -> None:
    owner = make_user(db, "brand")
    brand = brand_of(db, owner)
    gone, stranger = make_member(db, brand, "analyst"), make_user(db, "brand")
    db.execute("update brand_memberships set status = 'removed' where user_id = %s", (gone,))
    premium(db, "brand_id", brand, NOON + HOUR)
    for who, as_of, more in (
        (owner, NOON, 499),
        (gone, NOON, 99),
        (stranger, NOON, 99),
        (owner, NOON + HOUR, 99),
    ):
        assert ask(db, {"sub": str(who)}, as_of) == more


def test_a_class_and_the_general_limit_are_taken_from_together_or_not_at_all(db: Connection) -> None:
    who = person(db)
    db.execute("update rate_classes set rate = 60, burst = 3 where key = 'create'")
    assert passes(db, who, [0.0] * 100) == 100
    for _ in range(5):  # refused in general: the class keeps what it has
        assert "class" not in refused(db, who, rate_class="create")
    later = NOON + 60 * SECOND
    assert [ask(db, who, later, rate_class="create") for _ in range(3)] == [2, 1, 0]
    assert refused(db, who, later, rate_class="create")["class"] == "create"
    assert ask(db, who, later) == 12  # the one that the class refused took nothing


def test_a_weight_takes_so_many_at_once(db: Connection) -> None:
    who = person(db)
    assert [ask(db, who, weight=20) for _ in range(5)] == [80, 60, 40, 20, 0]
    assert refused(db, who, weight=20)["retry_after_seconds"] == 72
    assert ask(db, ANYBODY, weight=20) == 0


def test_an_office_of_fifty_behind_one_address_refreshes_its_tokens(db: Connection) -> None:
    """Each token is of a family of its own; nothing of it is in what the address may ask for in general."""
    for _ in range(50):
        user, family, token = make_user(db), uuid4(), uuid4().bytes * 2
        db.execute(
            "insert into local_identity.refresh_token_families (id, user_id) values (%s, %s)", (family, user)
        )
        db.execute("insert into local_identity.refresh_tokens (family_id, token_hash, expires_at)"
                   " values (%s, %s, '2099-01-01')", (family, token))  # fmt: skip
        for _ in range(4):
            ask(db, ANYBODY, rate_class="refresh", subject=token.hex())
    assert ask(db, ANYBODY) == 9
    kinds = db.execute(
        "select split_part(key, '|', 2), count(*) from rate_buckets group by 1 order by 1"
    ).fetchall()
    assert kinds == [("address", 1), ("family", 50), ("person", 1)]


def test_a_clock_that_was_set_back_locks_nobody_out_and_gives_no_fresh_burst(db: Connection) -> None:
    who = person(db)
    assert passes(db, who, [7_200.0] * 100) == 100  # two hours ahead
    assert ask(db, who) == 0  # as after a burst
    assert refused(db, who)["retry_after_seconds"] == 4
    assert passes(db, who, [4.0, 4.0, 8.0]) == 2


def test_a_clock_that_is_a_little_late_lets_no_more_pass(db: Connection) -> None:
    """Of two that ask at once, the one whose clock was read first may count last."""
    who = person(db)
    assert passes(db, who, [5.0] * 100) == 100
    assert passes(db, who, [0.0] * 50) == 0
    assert refused(db, who)["retry_after_seconds"] == 9


def test_a_limit_that_is_lowered_locks_nobody_out(db: Connection) -> None:
    who = person(db)
    assert passes(db, who, [0.0] * 100) == 100
    db.execute("insert into admin_settings (key, value) values ('rate_authenticated_burst', '10')")
    assert ask(db, who) == 0
    assert refused(db, who)["retry_after_seconds"] == 4
