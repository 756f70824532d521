"""app.find_broken_payouts: commissions against the payouts that they are in."""

from typing import LiteralString
from uuid import UUID

import pytest

from tests.database.functions.money_history import found, tamper
from tests.database.paid_agents import assert_books_agree, paid, prepared
from tests.factories.commissions import make_paid_agent, owe
from tests.typing import Connection

EQUALS, PAID = "payout equals its commissions", "commission is paid when its payout is"
TAMPERED: dict[str, tuple[LiteralString, list[tuple[str, int, int]]]] = {
    "what of a payout are commissions": (
        "update payouts set commission_amount = commission_amount - 1 where status = 'paid'", [(EQUALS, 5_000, 4_999)],
    ),
    "a commission slipped into a payout": (
        ("update commissions set payout_id = (select id from payouts where status = 'pending'), status = 'available'"
        " where amount = 900"), [(EQUALS, 2_900, 2_000)],
    ),
    "a payout said to have failed": (
        "update payouts set status = 'failed', failure_reason = 'x' where status = 'pending'", [(EQUALS, 2_000, 2_000)],
    ),
    "a commission said to be paid": (
        "update commissions set status = 'paid', paid_at = now() where amount = 2000", [(PAID, 0, 1)],
    ),
    "somebody else's commission": (
        "update payouts set currency = 'eur' where status = 'paid'", [(PAID, 1, 1)],
    ),
}  # fmt: skip


@pytest.fixture
def agent(db: Connection) -> UUID:
    """One who was paid 50.00, is to be paid 20.00, and is owed 9.00 later."""
    agent = make_paid_agent(db)
    owe(db, agent, 5_000)
    paid(db, agent, "tr_1")
    owe(db, agent, 2_000)
    prepared(db)
    owe(db, agent, 900, days=3)
    return agent


@pytest.mark.parametrize("case", TAMPERED)
def test_each_rule_finds_what_breaks_it(db: Connection, agent: UUID, case: str) -> None:
    assert db.execute("select count(*) from commissions where agent_user_id = %s", (agent,)).fetchone() == (
        3,
    )
    assert_books_agree(db)
    statement, findings = TAMPERED[case]
    assert tamper(db, statement)
    assert sorted(found(db, "app.find_broken_payouts")) == sorted(findings)
