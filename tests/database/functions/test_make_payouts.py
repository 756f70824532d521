"""app.make_payouts: whom a run pays what under which schedule, and all of one creator who asks."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.database.sql_functions import call
from tests.factories.money import Deal, connect_account, earn, make_deal
from tests.factories.payouts import gross_for
from tests.typing import Connection

MONDAY = datetime(2030, 4, 1, 5, 30, tzinfo=UTC)
"""The run of a Monday that is the first of a month."""
DAY = timedelta(days=1)


def owed(db: Connection, deal: Deal, net: int, available_at: datetime) -> UUID:
    """An earning of `net` minor units whose hold ends then."""
    earning = earn(db, deal, gross_for(net))
    db.execute("update earnings set available_at = %s where id = %s", (available_at, earning))
    return earning


def paid(db: Connection, as_of: datetime) -> list[int]:
    """The amounts of the payouts that a run as of a moment makes."""
    batch = call(db, "app.prepare_payouts", as_of)
    return [
        row[0]
        for row in db.execute(
            "select amount from payouts where batch_id = %s order by amount", (batch,)
        ).fetchall()
    ]


@pytest.fixture
def deal(db: Connection) -> Deal:
    """A creator with an account, whose brand has enough."""
    made = make_deal(db, funds=1_000_000)
    connect_account(db, made.creator)
    return made


def put_on(db: Connection, deal: Deal, schedule: str) -> None:
    db.execute("update wallets set payout_schedule = %s where user_id = %s", (schedule, deal.creator))


@pytest.mark.parametrize(
    ("schedule", "runs"),
    [
        ("daily", [MONDAY - DAY]),
        ("weekly", [MONDAY, MONDAY + 7 * DAY]),
        ("monthly", [MONDAY, MONDAY + 30 * DAY]),
        ("manual", []),
    ],
)
def test_each_schedule_is_paid_on_its_days_and_on_no_other(
    db: Connection, deal: Deal, schedule: str, runs: list[datetime]
) -> None:
    put_on(db, deal, schedule)
    owed(db, deal, 10_000, MONDAY - 2 * DAY)
    seen = []
    for number in range(-1, 36):
        if number == 2 and schedule != "daily":
            owed(db, deal, 20_000, MONDAY + DAY)
        if found := paid(db, MONDAY + number * DAY):
            seen.append((MONDAY + number * DAY, found))
    assert seen == list(zip(runs, [[10_000], [20_000]], strict=False))


@pytest.mark.parametrize(("schedule", "late"), [("weekly", 3), ("monthly", 17)])
def test_a_run_that_was_missed_is_caught_up_with_what_it_would_have_paid(
    db: Connection, deal: Deal, schedule: str, late: int
) -> None:
    put_on(db, deal, schedule)
    owed(db, deal, 10_000, MONDAY)
    owed(db, deal, 20_000, MONDAY + timedelta(microseconds=1))
    assert paid(db, MONDAY - timedelta(seconds=1)) == []
    assert paid(db, MONDAY + late * DAY) == [10_000]
    assert paid(db, MONDAY + late * DAY) == []


def test_a_payout_that_failed_is_made_again_the_next_day_whatever_the_schedule(
    db: Connection, deal: Deal
) -> None:
    put_on(db, deal, "monthly")
    owed(db, deal, 10_000, MONDAY - DAY)
    assert paid(db, MONDAY) == [10_000]
    db.execute("select app.fail_payout(id, 'balance_insufficient') from payouts")
    assert paid(db, MONDAY + DAY) == [10_000]


def test_what_was_paid_twice_is_taken_off_though_the_schedule_waits(db: Connection, deal: Deal) -> None:
    """A transfer turns up that was given up; its earnings went into another payout, which fails, too."""
    put_on(db, deal, "weekly")
    owed(db, deal, 10_000, MONDAY - DAY)
    paid(db, MONDAY)
    first = db.execute("select id from payouts").fetchone()
    assert first is not None
    call(db, "app.fail_payout", first[0], "balance_insufficient")
    assert paid(db, MONDAY + DAY) == [10_000]
    call(db, "app.settle_payout", first[0], "tr_late")
    db.execute("select app.fail_payout(id, 'balance_insufficient') from payouts where status = 'pending'")
    db.execute("update earnings set available_at = %s where kind = 'advance'", (MONDAY + DAY,))
    assert paid(db, MONDAY + 2 * DAY) == []
    owed(db, deal, 3_000, MONDAY + 3 * DAY)
    assert paid(db, MONDAY + 7 * DAY) == [3_000]


def test_who_is_not_due_is_neither_skipped_nor_told(db: Connection, deal: Deal) -> None:
    put_on(db, deal, "manual")
    owed(db, deal, 10_000, MONDAY)
    batch = call(db, "app.prepare_payouts", MONDAY)
    assert db.execute("select skipped from payout_batches where id = %s", (batch,)).fetchone() == ([],)
    told = db.execute("select count(*) from notifications where type = 'payout_skipped'").fetchone()
    assert told == (0,)


def test_one_payee_is_paid_all_that_is_past_its_hold_and_nobody_else(db: Connection, deal: Deal) -> None:
    put_on(db, deal, "monthly")
    other = make_deal(db, funds=1_000_000)
    connect_account(db, other.creator)
    for one in (deal, other):
        owed(db, one, 10_000, MONDAY)
        owed(db, one, 5_000, MONDAY + DAY)
    batch = db.execute("insert into payout_batches (as_of) values (%s) returning id", (MONDAY,)).fetchone()
    assert batch is not None
    assert call(db, "app.make_payouts", batch[0], MONDAY, deal.creator, "eur") == []
    assert call(db, "app.make_payouts", batch[0], MONDAY, deal.creator, "usd") == []
    made = db.execute("select creator_user_id, amount from payouts").fetchall()
    assert made == [(deal.creator, 10_000)]
