"""app.find_broken_lines: what is seen of a movement against the movement, and each movement against its cause."""

from typing import LiteralString

import pytest

from tests.database.functions.money_history import CLEARING, credit_agent, found, make_history, post, tamper
from tests.factories.money import Deal
from tests.typing import Connection

AMOUNT, EFFECT = "what is booked moves its amount", "wallet transaction has the effect of its entry"
CREDITED, LEFT = "deposit says what was credited", "deposit knows what left it"
CAUSE = "ledger transaction has its cause"

TAMPERED: dict[str, tuple[LiteralString, list[tuple[str, int, int]]]] = {
    "an operation that the ledger does not know": (
        ("update wallet_transactions set ledger_transaction_id = gen_random_uuid() where transaction_type = 'release'"
        " and amount = 1000"),
        [("completed wallet transaction stands in the ledger", 1, 0), (AMOUNT, 1_000, 0), (EFFECT, 0, 1_000),
         (CAUSE, 1, 0)],
    ),
    "a deposit that may be refunded again": (
        "update wallet_transactions set refunded_amount = 0 where refunded_amount = 10000", [(LEFT, 10_000, 0)],
    ),
    "a deposit of which nothing may be refunded": (
        ("update wallet_transactions set refunded_amount = amount where transaction_type = 'deposit'"
        " and amount = 2000"), [(LEFT, 0, 2_000)],
    ),
    "a deposit of more than was paid": (
        "update wallet_transactions set amount = amount + 1 where transaction_type = 'deposit' and amount = 2000",
        [(AMOUNT, 2_001, 0), (CREDITED, 2_000, 2_001)],
    ),
    "a withdrawal of more than went": (
        "update wallet_transactions set amount = amount + 1 where reference_id = 're_1'", [(AMOUNT, 501, 0)],
    ),
    "two lines that make up for each other": (
        ("update wallet_transactions set balance_effect = balance_effect"
        " + case transaction_type when 'deposit' then -7 else 7 end"
        " where wallet_id = (select wallet_id from wallet_transactions where reference_id = 're_1')"
        " and (amount = 2000 and transaction_type = 'deposit' or balance_effect = -10000)"),
        [(CREDITED, 1_993, 2_000), (EFFECT, -10_000, -9_993), (EFFECT, 2_000, 1_993)],
    ),
    "a payout": ("update payouts set amount = amount - 1 where status = 'paid'", [(AMOUNT, 26_999, 0)]),
    "an earning": (
        "update earnings set amount = amount + 1, gross_amount = gross_amount + 1 where kind = 'clawback'",
        [(AMOUNT, 1_999, 0)],
    ),
    "a post that balances": (post("purpose = 'platform_revenue'", CLEARING), [(CAUSE, 1, 0)]),
    "a post between two accounts of a brand": (
        post("purpose = 'campaign_reserved'", "purpose = 'brand_available' and balance > 0"), [(CAUSE, 1, 0)],
    ),
    "a withdrawal whose sending is taken back": (
        "update wallet_transactions set status = 'pending' where reference_id = 're_1'", [(CAUSE, 1, 0)],
    ),
    "a reversal of what did not fail": (
        "select ledger.reverse(ledger_transaction_id) from payouts where status = 'pending'", [(CAUSE, 1, 0)],
    ),
}  # fmt: skip


def test_what_agrees_has_no_findings(db: Connection, deal: Deal) -> None:
    make_history(db, deal)
    assert found(db, "app.find_broken_lines") == []


@pytest.mark.parametrize("case", TAMPERED)
def test_each_rule_finds_what_breaks_it(db: Connection, deal: Deal, case: str) -> None:
    make_history(db, deal)
    statement, findings = TAMPERED[case]
    assert tamper(db, statement)
    assert sorted(found(db, "app.find_broken_lines")) == sorted(findings)


@pytest.mark.parametrize(("line", "findings"), [(700, []), (699, [(AMOUNT, 699, 0), (EFFECT, 700, 699)])])
def test_a_line_of_a_commission_has_the_effect_of_the_agents_entry(
    db: Connection, deal: Deal, line: int, findings: list[tuple[str, int, int]]
) -> None:
    make_history(db, deal)
    credit_agent(db, deal.creator, 700, line)
    assert sorted(found(db, "app.find_broken_lines")) == sorted(findings)


def test_a_note_on_another_line_moves_nothing_of_its_own(db: Connection, deal: Deal) -> None:
    make_history(db, deal)
    db.execute(
        "select app.record_wallet_transaction(t.wallet_id, 'withdrawal', 3000, 0, 'usd', 'dp_1:lost',"
        " t.ledger_transaction_id, 'Dispute lost', t.id) from wallet_transactions as t where t.reference_id = 'dp_1'"
    )
    assert found(db, "app.find_broken_lines") == []
    assert tamper(db, "update wallet_transactions set relates_to = null where reference_id = 'dp_1:lost'")
    assert found(db, "app.find_broken_lines") == [(AMOUNT, 3_000, 0)]
