"""What a trigger grants: once, as its program can, and told once."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.database.rewards_money import row
from tests.factories.people import make_user
from tests.factories.rewards import grant, make_program, make_trigger, record_fact
from tests.typing import Connection

NOW = datetime.now(UTC)


def award(db: Connection, award_id: UUID | None) -> tuple[Any, ...]:
    """Kind, amount, currency, status and failure."""
    return row(
        db, "select kind, amount, currency, status, failure from reward_awards where id = %s", award_id
    )


def points(db: Connection, person: UUID) -> int:
    return int(row(db, "select coalesce(sum(points), 0) from point_balances where user_id = %s", person)[0])


@pytest.fixture
def person(db: Connection) -> UUID:
    return make_user(db)


def test_points_are_had_with_the_grant_and_only_once(db: Connection, person: UUID) -> None:
    trigger = make_trigger(db, make_program(db))
    first = grant(db, trigger, person)
    assert award(db, first) == ("points", 10, None, "granted", None)
    assert grant(db, trigger, person) is None
    assert points(db, person) == 10
    assert grant(db, trigger, person, level=5) is not None
    assert grant(db, trigger, person, period="2026-12") is not None
    assert points(db, person) == 30


def test_what_claims_itself_is_fulfilled_with_the_grant(db: Connection, person: UUID) -> None:
    trigger = make_trigger(db, make_program(db), auto_claim=True)
    assert award(db, grant(db, trigger, person))[3] == "fulfilled"
    assert points(db, person) == 10


def test_it_may_be_claimed_for_as_many_days_as_the_program_says(db: Connection, person: UUID) -> None:
    trigger = make_trigger(db, make_program(db, claim_days=30))
    made = grant(db, trigger, person, moment=NOW + timedelta(days=3))
    assert row(db, "select granted_at, claim_by from reward_awards where id = %s", made) == (
        NOW + timedelta(days=3),
        NOW + timedelta(days=33),
    )


@pytest.mark.parametrize(
    ("columns", "granted"),
    [
        ({}, True),
        ({"starts_at": NOW + timedelta(days=1)}, False),
        ({"ends_at": NOW - timedelta(seconds=1)}, False),
        ({"status": "draft"}, False),
        ({"status": "paused", "paused_reason": "asked"}, False),
        ({"status": "paused", "paused_reason": "budget_exhausted"}, True),
        ({"status": "ended", "ended_at": NOW}, False),
    ],
)
def test_a_program_that_does_not_run_grants_nothing(
    db: Connection, person: UUID, columns: dict[str, Any], granted: bool
) -> None:
    trigger = make_trigger(db, make_program(db, **columns))
    assert (grant(db, trigger, person) is not None) is granted
    assert points(db, person) == (10 if granted else 0)


@pytest.mark.parametrize(("status", "granted"), [("suspended", True), ("banned", False), ("deleted", False)])
def test_an_account_that_is_shut_is_granted_nothing(
    db: Connection, person: UUID, status: str, granted: bool
) -> None:
    trigger = make_trigger(db, make_program(db))
    db.execute("update auth.users set status = %s where id = %s", (status, person))
    assert (grant(db, trigger, person) is not None) is granted


@pytest.mark.parametrize(
    "reward",
    [
        {"kind": "token", "amount": 5, "currency": "impact"},
        {"kind": "coupon", "plan": "pro", "coupon": "half"},
        {"kind": "locker", "drop_id": str(uuid4()), "item_id": str(uuid4())},
    ],
)
def test_what_is_not_set_up_fails_and_says_so(
    db: Connection, person: UUID, reward: dict[str, object]
) -> None:
    trigger = make_trigger(db, make_program(db), reward=reward)
    assert award(db, grant(db, trigger, person))[3:] == ("failed", "not_configured")


def test_all_awards_of_a_fact_are_one_notification_told_once(db: Connection, person: UUID) -> None:
    fact = record_fact(db, person, role="creator")
    program = make_program(db)
    one = grant(db, make_trigger(db, program, name="Ten deals"), person, cause=fact)
    two = grant(db, make_trigger(db, program, key="other"), person, cause=fact)
    assert db.execute("select app.tell_of_awards(%s)", (fact,)).fetchone() == (2,)
    assert db.execute("select app.tell_of_awards(%s)", (fact,)).fetchone() == (0,)
    told = db.execute(
        "select category, type, message, metadata -> 'awards', metadata -> 'award_ids'"
        " from notifications where user_id = %s", (person,)
    ).fetchall()  # fmt: skip
    assert told == [("rewards", "award_granted", "Ten deals, and 1 more", 2, [str(one), str(two)])]
    assert db.execute("select count(told_at) from reward_awards").fetchone() == (2,)


def test_nobody_is_told_of_what_failed(db: Connection, person: UUID) -> None:
    fact = record_fact(db, person, role="creator")
    coupon = {"kind": "coupon", "plan": "pro", "coupon": "half"}
    grant(db, make_trigger(db, make_program(db), reward=coupon), person, cause=fact)
    assert db.execute("select app.tell_of_awards(%s)", (fact,)).fetchone() == (0,)
