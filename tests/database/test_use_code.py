"""A typed code: who has it, whether it may still be used, and counted once for each who does."""

from uuid import UUID

import psycopg
import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.database.sql_functions import Refusal, refusal, rows
from tests.factories.agents import make_agent, make_code
from tests.typing import Connection


def uses(db: Connection, code_id: UUID) -> int:
    """How often a code was used."""
    row = db.execute("select uses from referral_codes where id = %s", (code_id,)).fetchone()
    assert row is not None
    counted: int = row[0]
    return counted


def used(db: Connection, code: object) -> UUID | None:
    """The id of the code that was found, as `app.use_code` answers."""
    ((found,),) = db.execute("select (app.use_code(%s)).id", (code,)).fetchall()
    assert found is None or isinstance(found, UUID)
    return found


@pytest.mark.parametrize(
    "typed",
    [
        "SOLO-1OI",
        "solo-1oi",
        "  Solo-1oi ",
        "S0L0-101",
        "5olo",
        "SOLO1OI",
        "s0-1o\u20131ol",
        "\tSOLO 1OI\r\n",
        "SO-LO-1O-I",
    ],
)
def test_a_code_is_found_however_it_is_typed(db: Connection, typed: str) -> None:
    code = make_code(db, make_agent(db), "SOLO-1OI")
    found = used(db, typed)
    assert found == (None if typed == "5olo" else code)
    assert uses(db, code) == (typed != "5olo")


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", "SOLO", "SOLO-1OIX", "\u017folo-1o\u0131", "SOLO%", "S" * 100_000, "SOLO-1O\u0130", None],
)
def test_what_is_no_code_is_none(db: Connection, typed: str | None) -> None:
    code = make_code(db, make_agent(db), "SOLO-1OI")
    assert used(db, typed) is None
    assert uses(db, code) == 0


def test_a_code_that_is_switched_off_counts_nothing(db: Connection) -> None:
    code = make_code(db, make_agent(db), "SPRING")
    db.execute("update referral_codes set disabled_at = now()")
    assert used(db, "SPRING") is None
    assert uses(db, code) == 0


@pytest.mark.parametrize(
    ("statement", "works"),
    [
        ("update agent_profiles set status = 'paused' where user_id = %s", False),
        ("update agent_profiles set status = 'banned' where user_id = %s", False),
        ("update auth.users set status = 'suspended' where id = %s", False),
        ("update auth.users set status = 'banned' where id = %s", False),
        ("update auth.users set status = 'active' where id = %s", True),
    ],
)
def test_only_an_agent_who_may_bring_people_is_found(db: Connection, statement: str, works: bool) -> None:
    agent = make_agent(db)
    code = make_code(db, agent, "SPRING")
    db.execute(statement.encode(), (agent,))
    assert (used(db, "SPRING") is not None) is works
    assert uses(db, code) == works


def test_what_is_used_up_is_refused_with_how_often_it_may_be_used(db: Connection) -> None:
    code = make_code(db, make_agent(db), "SPRING", max_uses=2)
    assert [used(db, "SPRING"), used(db, "spring")] == [code, code]
    assert refusal(db, "app.use_code", "SPRING") == Refusal("IR003", None, {"max_uses": 2})
    assert uses(db, code) == 2


def test_of_forty_at_once_ten_get_in_where_ten_may(database: Database, db: Connection) -> None:
    code = make_code(db, make_agent(db), "SPRING", max_uses=10)
    db.execute("grant execute on function app.use_code(text) to service")  # as a definer function of sign-ups
    outcomes = run_at_once(database, *[("service", "select app.use_code(%s)", ("spring",))] * 40)
    assert sorted(outcomes) == ["IR003"] * 30 + ["ok"] * 10
    assert uses(db, code) == 10


def test_nobody_calls_it_but_functions_of_ours(database: Database) -> None:
    for login in ("api_login", "jobs_login", "redirect_login"):
        with database.connect(login) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute("select app.use_code('SPRING')")


def test_the_column_folds_as_the_function_does(db: Connection) -> None:
    agent = make_agent(db)
    for code in ("OIL-0110", "LOOK-1N", "PLAIN", "B1LL-IO0"):
        make_code(db, agent, code)
    assert rows(db, "app.fold_code", "o-I l") == [("011",)]
    differing = db.execute("select code from referral_codes where folded <> app.fold_code(code)").fetchall()
    assert not differing
