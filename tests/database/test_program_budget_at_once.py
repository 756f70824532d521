"""Budgets under many hands: grants, claims, money that comes and an end, all at the same time."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.database.rewards_money import assert_books_agree
from tests.factories.people import make_user
from tests.factories.rewards import MONEY, grant, make_funded_program, make_program, make_trigger
from tests.factories.wallets import BrandWallet, make_brand_wallet
from tests.typing import Connection

FUND = "select app.fund_program(%s, %s)"
END = "select app.end_program(%s)"


@pytest.fixture
def wallet(db: Connection) -> BrandWallet:
    return make_brand_wallet(db, funds=10_000, currency="eur")


def grant_at_once(database: Database, trigger: UUID, people: list[UUID], sessions: int = 8) -> None:
    """As many grants as people, in so many sessions that all go on at the same time."""

    def grant_to(share: list[UUID]) -> None:
        with database.connect() as connection:
            for person in share:
                grant(connection, trigger, person)

    with ThreadPoolExecutor(sessions) as pool:
        list(pool.map(grant_to, (people[place::sessions] for place in range(sessions))))


def statuses(db: Connection) -> Counter[str]:
    return Counter(row[0] for row in db.execute("select status from reward_awards").fetchall())


def figures(db: Connection, program: UUID) -> tuple[Any, ...]:
    row = db.execute(
        "select budget_total, budget_reserved, budget_spent, budget_returned, status from reward_programs"
        " where id = %s",
        (program,),
    ).fetchone()
    assert row is not None
    found: tuple[Any, ...] = row
    return found


def test_of_two_hundred_who_qualify_a_budget_of_ten_grants_ten(
    database: Database, db: Connection, wallet: BrandWallet
) -> None:
    program = make_funded_program(db, wallet.brand, budget=5_000)
    trigger = make_trigger(db, program, reward=MONEY)
    people = [make_user(db) for _ in range(200)]
    grant_at_once(database, trigger, people)
    assert statuses(db) == {"granted": 10, "failed": 190}
    assert figures(db, program) == (5_000, 5_000, 0, 0, "paused")
    told = db.execute(
        "select metadata ->> 'percent' from notifications where user_id = %s and type = 'budget_running_out'"
        " order by id",
        (wallet.owner,),
    ).fetchall()
    assert told == [("80",), ("100",)], "500 of 5,000 each: nine are 90 %, ten are all"
    assert_books_agree(db)


def test_money_that_comes_while_people_qualify_is_granted_once(
    database: Database, db: Connection, wallet: BrandWallet
) -> None:
    program = make_funded_program(db, wallet.brand, budget=1_000)
    trigger = make_trigger(db, program, reward=MONEY)
    people = [make_user(db) for _ in range(40)]

    def refill(_: int) -> str:
        return run_at_once(database, (str(wallet.owner), FUND, (program, 1_000)))[0]

    with ThreadPoolExecutor(3) as pool:
        granting = pool.submit(grant_at_once, database, trigger, people, 4)
        funded = list(pool.map(refill, range(6)))
        granting.result()
    assert funded == ["ok"] * 6
    # Whoever failed behind the last refill waits for the job, as anybody who was being granted to just then.
    db.execute("select app.move_program(%s, now())", (program,))
    counted = statuses(db)
    assert counted["granted"] == 14, counted
    assert counted["failed"] == 26
    assert figures(db, program)[:2] == (7_000, 7_000)
    assert_books_agree(db)


def test_a_wallet_funds_what_it_has_and_no_more(
    database: Database, db: Connection, wallet: BrandWallet
) -> None:
    programs = [
        make_program(db, wallet.brand, currency="eur", name=f"Program {number}") for number in range(4)
    ]
    outcomes = run_at_once(
        database, *((str(wallet.owner), FUND, (program, 3_000)) for program in programs * 2)
    )
    assert Counter(outcomes) == {"ok": 3, "IM001": 5}
    assert_books_agree(db)


@pytest.mark.parametrize("attempt", range(3))
def test_a_program_that_ends_in_the_middle_of_a_claim(
    database: Database, db: Connection, wallet: BrandWallet, attempt: int
) -> None:
    program = make_funded_program(db, wallet.brand, budget=2_000)
    trigger, creator = make_trigger(db, program, reward=MONEY), make_user(db)
    award = grant(db, trigger, creator)
    outcomes = run_at_once(
        database,
        (str(creator), "select app.claim_award(%s)", (award,)),
        (str(wallet.owner), END, (program,)),
        (str(creator), "select app.claim_award(%s)", (award,)),
        (str(wallet.owner), END, (program,)),
    )
    assert sorted((outcomes[0], outcomes[2])) == ["IW009", "ok"]
    assert sorted((outcomes[1], outcomes[3])) == ["IW002", "ok"]
    assert figures(db, program) == (2_000, 0, 500, 1_500, "ended")
    db.execute("select app.move_program(%s, now())", (program,))
    assert figures(db, program) == (2_000, 0, 500, 1_500, "ended")
    assert_books_agree(db)


def test_nothing_is_granted_of_a_budget_that_goes_back(
    database: Database, db: Connection, wallet: BrandWallet
) -> None:
    program = make_funded_program(db, wallet.brand, budget=10_000)
    trigger = make_trigger(db, program, reward=MONEY)
    people = [make_user(db) for _ in range(40)]
    with ThreadPoolExecutor(2) as pool:
        granting = pool.submit(grant_at_once, database, trigger, people, 4)
        ended = pool.submit(run_at_once, database, (str(wallet.owner), END, (program,)))
        granting.result()
        assert ended.result() == ["ok"]
    granted = statuses(db)["granted"]
    assert figures(db, program) == (10_000, granted * 500, 0, 10_000 - granted * 500, "ended")
    assert_books_agree(db)


def test_who_is_banned_while_they_activate_leaves_no_program_running(
    database: Database, db: Connection, wallet: BrandWallet
) -> None:
    program = make_funded_program(db, wallet.brand, status="paused", paused_reason="asked")
    admin = make_user(db, "admin")
    outcomes = run_at_once(
        database,
        (str(wallet.owner), "select app.activate_program(%s)", (program,)),
        (str(admin), "update auth.users set status = 'banned' where id = %s", (wallet.owner,)),
    )
    assert outcomes[0] in {"ok", "IM005", "IU002", "IG002", "IU010"}, outcomes
    assert figures(db, program)[4] == "paused", outcomes
