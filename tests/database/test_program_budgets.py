"""Budgets of reward programs: what is reserved, spent and given back, and when their owner hears of it."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from tests.factories.deals import act, refused
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import MONEY, make_program, make_trigger
from tests.typing import Connection


def funded(db: Connection, brand: UUID | None = None, *, total: int = 1000, **columns: object) -> UUID:
    """An active program with a budget that stands in no ledger: the functions here touch the row alone."""
    return make_program(db, brand, currency="eur", budget_total=total, **columns)


def reserve(db: Connection, program: UUID, amount: int | None) -> bool:
    row = db.execute("select app.reserve_program_budget(%s, %s)", (program, amount)).fetchone()
    assert row is not None
    return bool(row[0])


def figures(db: Connection, program: UUID) -> tuple[Any, ...]:
    row = db.execute(
        "select budget_reserved, budget_spent, told_percent, status, paused_reason from reward_programs where id = %s",
        (program,),
    ).fetchone()
    assert row is not None
    found: tuple[Any, ...] = row
    return found


def told(db: Connection, person: UUID) -> list[object]:
    rows = db.execute(
        "select metadata ->> 'percent' from notifications where user_id = %s and type = 'budget_running_out'"
        " and category = 'rewards' order by id", (person,),
    ).fetchall()  # fmt: skip
    return [row[0] for row in rows]


def test_what_is_reserved_is_spent_or_given_back(db: Connection) -> None:
    program = funded(db)
    assert reserve(db, program, 300)
    assert reserve(db, program, 200)
    db.execute("select app.release_program_budget(%s, 200)", (program,))
    db.execute("select app.spend_program_budget(%s, 300)", (program,))
    assert figures(db, program) == (0, 300, 0, "active", None)
    db.execute("select app.unspend_program_budget(%s, 100)", (program,))
    assert figures(db, program) == (0, 200, 0, "active", None)


@pytest.mark.parametrize("function", ["release", "spend", "unspend"])
def test_more_than_there_is_cannot_be_moved(db: Connection, function: str) -> None:
    program = funded(db)
    moving = sql.SQL("select app.{}(%s, %s)").format(sql.Identifier(f"{function}_program_budget"))
    with pytest.raises(psycopg.errors.CheckViolation) as refused, db.transaction():
        db.execute(moving, (program, 1))
    assert refused.value.diag.constraint_name == "reward_program_budget_covers_commitments"
    for amount in (0, -1, None):
        with pytest.raises(psycopg.Error) as wrong, db.transaction():
            db.execute(moving, (program, amount))
        assert wrong.value.sqlstate == "IM006"


@pytest.mark.parametrize("amount", [0, -1, None])
def test_nothing_and_less_is_not_reserved(db: Connection, amount: int | None) -> None:
    program = funded(db)
    with pytest.raises(psycopg.Error) as refused, db.transaction():
        reserve(db, program, amount)
    assert refused.value.sqlstate == "IM006"


def test_a_program_that_does_not_run_reserves_nothing(db: Connection) -> None:
    stopped: list[dict[str, Any]] = [
        {"status": "draft"}, {"status": "paused", "paused_reason": "asked"},
        {"status": "ended", "ended_at": "2026-01-01"}, {"ends_at": "2026-01-01"},
    ]  # fmt: skip
    for columns in stopped:
        program = funded(db, **columns)
        assert not reserve(db, program, 1)
        assert figures(db, program)[0] == 0


def test_the_owner_hears_at_80_95_and_100_percent_once_each(db: Connection) -> None:
    owner = make_user(db, "brand")
    program = funded(db, brand_of(db, owner))
    for amount in (799, 1, 100, 50, 49):
        assert reserve(db, program, amount)
    assert told(db, owner) == ["80", "95"]
    assert not reserve(db, program, 2)
    assert figures(db, program) == (999, 0, 100, "paused", "budget_exhausted")
    assert not reserve(db, program, 2)
    assert told(db, owner) == ["80", "95", "100"]


def test_the_last_of_a_budget_pauses_its_program_and_is_told_once(db: Connection) -> None:
    owner = make_user(db, "brand")
    program = funded(db, brand_of(db, owner))
    assert reserve(db, program, 1000)
    assert figures(db, program) == (1000, 0, 100, "paused", "budget_exhausted")
    assert told(db, owner) == ["100"]


def test_of_a_budget_that_is_used_up_nobody_hears_that_all_stands_still(db: Connection) -> None:
    """Points and badges are granted, people wait in their order, and what comes free again wakes the program."""
    owner = make_user(db, "brand")
    assert reserve(db, funded(db, brand_of(db, owner)), 1000)
    assert db.execute("select message from notifications where user_id = %s", (owner,)).fetchall() == [
        ("Money that people reach now waits until you add to the budget, or some of it is free again.",)
    ]


def test_administrators_hear_of_the_platforms_own_budgets(db: Connection) -> None:
    admin = make_user(db, "admin")
    assert reserve(db, funded(db), 800)
    assert told(db, admin) == ["80"]


def test_the_currency_of_a_draft_is_fixed_by_what_it_promises(db: Connection) -> None:
    """Whatever it grants in the other one would be refused, award by award."""
    owner = make_user(db, "brand")
    program = make_program(db, brand_of(db, owner), currency="eur", status="draft")
    trigger = make_trigger(db, program, reward=MONEY)
    change = "update reward_programs set currency = 'usd' where id = %s"
    for status in ("live", "paused"):
        db.execute("update reward_triggers set status = %s where id = %s", (status, trigger))
        assert refused(db, owner, change, program) == "IW013"
    act(
        db,
        owner,
        "update reward_programs set name = 'Another', currency = 'eur' where id = %s returning id",
        program,
    )
    db.execute("update reward_triggers set status = 'retired' where id = %s", (trigger,))
    act(db, owner, change + " returning id", program)
