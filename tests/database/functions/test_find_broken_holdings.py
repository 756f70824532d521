"""app.find_broken_holdings: each account against the rows that it stands for."""

from typing import LiteralString

import pytest

from tests.database.functions.money_history import CLEARING, credit_agent, make_history, post, tamper
from tests.database.sql_functions import rows
from tests.factories.money import Deal
from tests.typing import Connection

WALLET, CAMPAIGN = "wallet equals its account", "campaign budget equals its account"
REFUNDS, DISPUTES = "refunds equal the withdrawals under way", "disputes equal what was not covered"
REVENUE = "platform revenue equals the fees"
PAYABLE, TRANSIT = "open earnings equal what is payable", "open payouts equal what is in transit"

TAMPERED: dict[str, tuple[LiteralString, set[tuple[str, int]]]] = {
    "a wallet's line": (
        "update wallet_transactions set balance_effect = balance_effect - 1 where amount = 100000", {(WALLET, -1)},
    ),
    "a line that failed": (
        "update wallet_transactions set status = 'failed' where transaction_type = 'reservation' and amount = 6000",
        {(WALLET, 6_000)},
    ),
    "a wallet that is gone": (
        "delete from wallets where brand_id = (select brand_id from campaigns)",
        {("account of a wallet has its wallet", 25_000 + 2_222)},
    ),
    "a campaign's budget": ("update campaigns set budget_reserved = budget_reserved - 1", {(CAMPAIGN, -1)}),
    "a withdrawal that was never sent": (
        ("update wallet_transactions set status = 'completed' where transaction_type = 'withdrawal'"
        " and status = 'pending'"),
        {(REFUNDS, -4_000)},
    ),
    "refunds emptied to Stripe": (post("purpose = 'refunds' and balance > 0", CLEARING), {(REFUNDS, 1)}),
    "disputes moved": (post("purpose = 'disputes'", CLEARING), {(DISPUTES, 1)}),
    "a debt forgiven": (post(CLEARING, "purpose = 'disputes'"), {(DISPUTES, -1)}),
    "revenue moved": (post("purpose = 'platform_revenue'", CLEARING), {(REVENUE, 1)}),
    "an unfolded entry moved to the revenue": (
        ("update ledger.entries set account_id = (select id from ledger.accounts where purpose = 'platform_revenue')"
        " where account_id = (select id from ledger.accounts where purpose = 'stripe_clearing') and amount = -100000"),
        {(REVENUE, 100_000)},
    ),
    "an unfolded entry moved to the disputes": (
        ("update ledger.entries set account_id = (select id from ledger.accounts where purpose = 'disputes'"
        " and brand_id <> (select brand_id from campaigns) limit 1)"
        " where account_id = (select id from ledger.accounts where purpose = 'stripe_clearing') and amount = -100000"),
        {(DISPUTES, 100_000)},
    ),
    "the fee of an earning": (
        "update earnings set gross_amount = gross_amount + 1, fee_amount = fee_amount + 1 where kind = 'clawback'",
        {(REVENUE, 1)},
    ),
    "an earning": (
        "update earnings set amount = amount + 1, gross_amount = gross_amount + 1 where kind = 'clawback'",
        {(PAYABLE, 1)},
    ),
    "an earning that was not paid": (
        "update earnings set status = 'cancelled' where kind = 'earned' and payout_id is null", {(PAYABLE, -9_000)},
    ),
    "a payout": (
        "update payouts set amount = amount + 1 where status = 'pending'", {(TRANSIT, 1)},
    ),
    "a payout that nobody made": (
        "update payouts set status = 'paid', paid_at = now(), stripe_transfer_id = 'tr_2' where status = 'pending'",
        {(TRANSIT, -31_000)},
    ),
}  # fmt: skip


def found(db: Connection) -> list[tuple[str, int]]:
    """Rule, and by how much the rows are above the account, of each finding."""
    return [(rule, amount - expected) for rule, _, expected, amount in rows(db, "app.find_broken_holdings")]


def test_what_agrees_has_no_findings(db: Connection, deal: Deal) -> None:
    make_history(db, deal)
    assert found(db) == []


@pytest.mark.parametrize("case", TAMPERED)
def test_each_account_tells_what_was_done_to_it_or_to_its_rows(db: Connection, deal: Deal, case: str) -> None:
    make_history(db, deal)
    statement, findings = TAMPERED[case]
    assert tamper(db, statement)
    assert set(found(db)) == findings


@pytest.mark.parametrize(("line", "wallets"), [(700, set()), (699, {(WALLET, -1)})])
def test_a_wallet_is_what_its_owner_is_owed_as_creator_and_as_agent(
    db: Connection, deal: Deal, line: int, wallets: set[tuple[str, int]]
) -> None:
    make_history(db, deal)
    credit_agent(db, deal.creator, 700, line)
    assert {finding for finding in found(db) if finding[0] == WALLET} == wallets


def test_what_an_agent_is_owed_has_a_wallet(db: Connection, deal: Deal) -> None:
    credit_agent(db, deal.creator, 700, 700)
    assert tamper(db, "delete from wallets where user_id is not null")
    assert ("account of a wallet has its wallet", 700) in found(db)


def test_a_finding_names_what_is_broken(db: Connection, deal: Deal) -> None:
    wallet = make_history(db, deal)
    assert tamper(db, post("purpose = 'refunds' and balance > 0", CLEARING))
    assert [subject for _, subject, _, _ in rows(db, "app.find_broken_holdings")] == [str(wallet.id)]
