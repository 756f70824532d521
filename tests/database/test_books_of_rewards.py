"""What somebody changes by hand in programs, awards, earnings or points is found by the nightly proof, by its name."""

from typing import Any
from uuid import UUID

import pytest

from tests.database.rewards_money import (
    assert_books_agree,
    claim,
    make_budget,
    make_money_award,
    revoke,
    row,
)
from tests.database.sql_functions import call
from tests.factories.deals import findings
from tests.factories.people import make_erasure_request, make_user
from tests.factories.rewards import (
    MONEY,
    grant,
    make_achievement,
    make_program,
    make_trigger,
    start_achievements,
)
from tests.typing import Connection

RESERVED = "what is reserved was granted"
SPENT = "what is spent was claimed"
PAID = "award is paid by its earning"
BACK = "revoked award was taken back"
POINTS = "points equal what was granted"


@pytest.fixture
def program(db: Connection) -> UUID:
    """With an award that waits, one that was claimed, one that was taken back, and points."""
    program = make_budget(db)
    for fate in ("granted", "claimed", "back"):
        person = make_user(db)
        award = make_money_award(db, person, program)
        if fate != "granted":
            claim(db, person, award)
        if fate == "back":
            revoke(db, None, award)
    grant(db, make_trigger(db, program, key="points"), make_user(db))
    assert_books_agree(db)
    return program


def tamper(db: Connection, statement: str) -> set[Any]:
    """What the proof says after it, behind the backs of all guards."""
    db.execute("set session_replication_role = replica")
    db.execute(statement.encode())
    db.execute("set session_replication_role = default")
    return {found[0] for found in findings(db)}


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("update reward_programs set budget_reserved = budget_reserved - 1 where budget_reserved > 0", RESERVED),
        ("update reward_programs set budget_reserved = budget_reserved + 1 where budget_total > 0", RESERVED),
        ("update reward_awards set amount = amount + 1 where status = 'granted' and kind = 'money'", RESERVED),
        ("update reward_awards set status = 'expired', ended_at = now() where status = 'granted'", RESERVED),
        ("update reward_awards set status = 'failed', failure = 'refused' where status = 'granted'", RESERVED),
        (("update reward_programs set budget_spent = 0, budget_total = budget_total - budget_spent"
         " where budget_spent > 0"), SPENT),
        ("update reward_awards set amount = amount + 1 where status = 'claimed'", SPENT),
        ("update reward_awards set status = 'granted' where status = 'claimed'", SPENT),
        ("update reward_awards set amount = amount + 1 where status = 'claimed'", PAID),
        ("update reward_awards set ledger_transaction_id = null where status = 'claimed'", PAID),
        (("update reward_awards set user_id = (select id from auth.users order by created_at desc limit 1)"
         " where status = 'claimed'"), "award is paid to its person"),
        ("update reward_awards set currency = 'usd' where status = 'claimed'", "award is paid to its person"),
        ("update reward_awards set status = 'revoked', ended_at = now() where status = 'claimed'", BACK),
        ("update reward_awards set status = 'claimed', ended_at = null where status = 'revoked'", BACK),
        ("update point_balances set points = points + 1", POINTS),
        ("update point_balances set points = 0", POINTS),
        ("delete from point_balances", POINTS),
        ("update reward_awards set status = 'revoked', ended_at = now() where kind = 'points'", POINTS),
    ],
)  # fmt: skip
def test_a_change_by_hand_is_found(db: Connection, program: UUID, statement: str, rule: str) -> None:
    assert rule in tamper(db, statement)


def test_points_of_achievements_are_proved_too(db: Connection) -> None:
    start_achievements(db)
    make_achievement(db, "of-this-test", points=25)
    badge = {"kind": "badge", "achievement": "of-this-test", "level": 1}
    person = make_user(db)
    grant(db, make_trigger(db, make_program(db), reward=badge), person)
    assert row(db, "select points from point_balances where user_id = %s", person) == (25,)
    assert_books_agree(db)
    assert tamper(db, "update point_balances set points = points - 1") == {POINTS}


def test_who_is_erased_leaves_whole_books(db: Connection) -> None:
    make_achievement(db, "of-this-test", points=25)
    badge = {"kind": "badge", "achievement": "of-this-test", "level": 1}
    person = make_user(db)
    program = make_budget(db)
    for trigger in (
        make_trigger(db, program, key="points"),
        make_trigger(db, make_program(db), reward=badge),
        make_trigger(db, program, key="money", reward=MONEY),
    ):
        assert grant(db, trigger, person) is not None
    assert call(db, "app.erase_user", make_erasure_request(db, person)) == "done"
    assert_books_agree(db)
