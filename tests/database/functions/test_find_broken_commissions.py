"""app.find_broken_commissions: whatever was done to agents' parts of fees is found."""

from collections.abc import Iterator
from typing import LiteralString

import pytest

from tests.conftest import Database
from tests.database.functions.money_history import tamper
from tests.database.sql_functions import call, rows
from tests.factories.agents import make_agent
from tests.factories.deal_fees import make_referred, pay_deal
from tests.factories.deals import findings, value
from tests.typing import Connection

OWED, ENTRY = "open commissions equal what an agent is owed", "commission has the amount of its entry"
FEE, MORE = "commissions are parts of the fee of their escrow", "commissions of a fee come to no more than it"
TAKEN, REVERSED = "no more of a commission is taken back than it is", "what is reversed was taken back wholly"
EARNED_FEE, REVENUE = "earning pays the fee of its entry", "platform revenue equals the fees"
FINAL = "final escrow has the amounts of its postings"

TAMPERED: dict[str, tuple[LiteralString, set[str]]] = {
    "an amount": (
        "update commissions set amount = amount - 1 where kind = 'earned' and side = 'brand'",
        {OWED, ENTRY, EARNED_FEE, REVENUE},
    ),
    "a row that is gone": (
        "delete from commissions where kind = 'earned' and side = 'creator'", {OWED, EARNED_FEE, REVENUE},
    ),
    "a status": ("update commissions set status = 'reversed' where side = 'creator'", {OWED, REVERSED}),
    "a payout that there is not": (
        "update commissions set payout_id = gen_random_uuid() where side = 'creator'", {OWED},
    ),
    "an agent": (
        ("update commissions set agent_user_id = (select user_id from agent_profiles where slug = 'thief')"
        " where side = 'creator'"), {OWED, ENTRY},
    ),
    "a currency": ("update commissions set currency = 'eur' where side = 'creator'", {OWED, ENTRY, REVENUE}),
    "a fee": ("update commissions set base_fee = base_fee + 1 where side = 'creator'", {FEE}),
    "the fee of an escrow": (
        "update escrows set fee_amount = fee_amount - 1, released_amount = released_amount + 1", {FEE, FINAL},
    ),
    "a deal that is not paid": (
        "update escrows set status = 'approved', released_amount = 0, fee_amount = 0, refunded_amount = 0", {FEE},
    ),
    "parts of more than the fee": (
        "update commissions set base_fee = 501 where side <> 'both' and kind = 'earned'", {FEE, MORE},
    ),
    "more taken back than there was": (
        "update commissions set amount = 1002 where kind = 'earned' and side = 'both'",
        {ENTRY, TAKEN, EARNED_FEE, REVENUE, REVERSED},
    ),
    "an entry that went elsewhere": (
        ("update ledger.entries set account_id = (select id from ledger.accounts where purpose = 'stripe_clearing')"
        " where account_id = (select a.id from ledger.accounts as a join commissions as c"
        " on c.agent_user_id = a.user_id where a.purpose = 'agent_payable' and c.side = 'creator')"),
        {OWED, ENTRY, FINAL},
    ),
}  # fmt: skip


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """A paid deal of two agents, and one that went back wholly, of an agent of both sides."""
    with database.connect() as db:
        one, two = make_agent(db), make_agent(db)
        make_agent(db, slug="thief")
        pay_deal(db, make_referred(db, one, two))
        gone = pay_deal(db, make_referred(db, one, one))
        earning = value(db, "select id from earnings where escrow_id = %s", gone)
        call(db, "app.claw_back", earning, 10_030, "Bought")
        yield db


def test_what_agrees_has_no_findings(db: Connection) -> None:
    assert value(db, "select count(*) from commissions") == 4
    assert (rows(db, "app.find_broken_commissions"), findings(db)) == ([], [])


@pytest.mark.parametrize("case", TAMPERED)
def test_whatever_is_done_to_a_commission_is_found(db: Connection, case: str) -> None:
    statement, expected = TAMPERED[case]
    with db.transaction(force_rollback=True):
        assert tamper(db, statement)
        ours = {rule for rule, *_ in rows(db, "app.find_broken_commissions")}
        assert ours == {rule for rule in expected if rule not in (EARNED_FEE, REVENUE, FINAL)}
        assert expected <= {str(rule) for rule, *_ in rows(db, "app.find_broken_money")}


def test_a_finding_names_the_agent_and_both_amounts(db: Connection) -> None:
    with db.transaction(force_rollback=True):
        assert tamper(db, "update commissions set amount = amount - 1 where side = 'creator'")
        agent = str(value(db, "select agent_user_id from commissions where side = 'creator'"))
        assert (OWED, agent, 501, 500) in rows(db, "app.find_broken_commissions")
