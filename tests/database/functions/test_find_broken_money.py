"""app.find_broken_money: all rules about money beside the ledger, in one answer."""

from typing import LiteralString

import pytest

from tests.database.functions.money_history import make_history, tamper
from tests.database.sql_functions import rows
from tests.factories.money import Deal
from tests.typing import Connection

TAMPERED: dict[str, LiteralString] = {
    "wallet equals its account": "update wallet_transactions set status = 'cancelled' where amount = 2000"
    " and transaction_type = 'deposit'",
    "deposit knows what left it": "update wallet_transactions set refunded_amount = 0 where refunded_amount > 0",
    "campaign spent what was earned": "update campaigns set budget_spent = budget_spent - 1",
    "nothing is available while a debt stands": "with owed as (insert into ledger.accounts (purpose, currency,"
    " brand_id, owner_id, may_go_negative) select 'disputes', currency, brand_id, owner_id, true from ledger.accounts"
    " where purpose = 'brand_available' and balance > 0 on conflict do nothing returning id) insert into ledger.entries"
    " (transaction_id, account_id, amount, currency) select gen_random_uuid(), id, -1, 'usd' from owed",
    "event of Stripe is worked on": "insert into stripe_events (id, type, payload, status)"
    " values ('evt_1', 'charge.refunded', '{}', 'failed')",
}


def found(db: Connection) -> set[str]:
    """The broken rules."""
    return {rule for rule, _, _, _ in rows(db, "app.find_broken_money")}


def test_money_that_agrees_has_no_findings(db: Connection, deal: Deal) -> None:
    make_history(db, deal)
    assert found(db) == set()


@pytest.mark.parametrize("rule", TAMPERED)
def test_the_rules_of_every_part_are_asked(db: Connection, deal: Deal, rule: str) -> None:
    make_history(db, deal)
    assert tamper(db, TAMPERED[rule])
    assert rule in found(db)
