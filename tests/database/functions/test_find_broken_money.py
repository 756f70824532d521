"""app.find_broken_money: wallets, campaigns, reservations, earnings and payouts against the ledger."""

import pytest

from tests.database.sql_functions import rows
from tests.factories.money import Deal, earn, let_hold_pass, make_payout
from tests.typing import Connection

FOREIGN = "gen_random_uuid()"
OWED = (
    "with owed as (insert into ledger.accounts (purpose, currency, brand_id, owner_id, may_go_negative)"
    " select 'disputes', currency, brand_id, owner_id, true from ledger.accounts where purpose = 'brand_available'"
    " and balance > 0 returning id) insert into ledger.entries (transaction_id, account_id, amount, currency)"
    f" select {FOREIGN}, id, -1, 'usd' from owed"
)
PAID = "status = 'paid', paid_at = now(), stripe_transfer_id = 'tr_1'"
TAMPERED: dict[str, tuple[str, list[tuple[str, int, int]]]] = {
    "a wallet's line": (
        "update wallet_transactions set balance_effect = balance_effect - 1 where transaction_type = 'deposit'",
        [("wallet equals its account", 20_000, 19_999)],
    ),
    "a line that failed": (
        "update wallet_transactions set status = 'failed' where transaction_type = 'reservation' and amount = 5000",
        [("wallet equals its account", 20_000, 25_000)],
    ),
    "an operation that the ledger does not know": (
        f"update wallet_transactions set ledger_transaction_id = {FOREIGN} where balance_effect = 0 and amount = 10000",
        [("completed wallet transaction stands in the ledger", 1, 0)],
    ),
    "a campaign's budget": (
        "update campaigns set budget_reserved = budget_reserved - 1",
        [("campaign budget equals its account", 5_000, 4_999),
         ("reservations equal the campaign budget", 4_999, 5_000)],
    ),
    "a lost reservation": (
        "delete from campaign_budget_reservations", [("reservations equal the campaign budget", 5_000, 0)],
    ),
    "an earning": (
        "update earnings set amount = amount + 1, gross_amount = gross_amount + 1 where payout_id is null",
        [("open earnings equal what is payable", 9_000, 9_001)],
    ),
    "a payout": (
        "update payouts set amount = amount + 1", [("open payouts equal what is in transit", 58_500, 58_501)],
    ),
    "money that is kept from a debt": (OWED, [("nothing is available while a debt stands", 0, 20_000)]),
    "a payout that nobody made": (
        f"update payouts set {PAID}", [("open payouts equal what is in transit", 58_500, 0)],
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def history(db: Connection, deal: Deal) -> None:
    """1,000.00 in: 650.00 on their way to the creator, 100.00 earned, 50.00 reserved."""
    make_payout(db, deal, 65_000)
    earn(db, deal, 10_000)
    let_hold_pass(db, deal)
    db.execute("select app.reserve_budget(%s, 5000)", (deal.participant,))


def found(db: Connection) -> list[tuple[str, int, int]]:
    """Rule, expected and found of each finding."""
    return [(rule, expected, amount) for rule, _, expected, amount in rows(db, "app.find_broken_money")]


def test_money_that_agrees_has_no_findings(db: Connection) -> None:
    assert found(db) == []


@pytest.mark.parametrize("case", TAMPERED)
def test_each_rule_finds_what_breaks_it(db: Connection, case: str) -> None:
    statement, findings = TAMPERED[case]
    db.execute("set local session_replication_role = replica")
    db.execute(statement.encode())
    db.execute("set local session_replication_role = origin")
    assert found(db) == findings


def test_a_finding_names_what_is_broken(db: Connection, deal: Deal) -> None:
    db.execute("set local session_replication_role = replica")
    db.execute("update campaigns set budget_reserved = budget_reserved - 1")
    subjects = {subject for _, subject, _, _ in rows(db, "app.find_broken_money")}
    assert subjects == {str(deal.campaign)}
