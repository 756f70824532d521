"""app.payable_moves: a payout is one posting, whatever it is made of."""

from uuid import UUID

import pytest

from tests.database.paid_agents import assert_books_agree, earned, payout_of, prepared
from tests.database.sql_functions import call
from tests.factories.commissions import commission_rows, owe, payables
from tests.factories.money import Deal
from tests.typing import Connection


def test_who_is_creator_and_agent_gets_one_transfer_of_one_posting(
    db: Connection, deal: Deal, both: UUID
) -> None:
    earned(db, deal, 54_000)
    owe(db, both, 6_000)
    assert prepared(db) == [(60_000, 6_000, "usd")]
    assert payables(db, both) == {"creator": 0, "agent": 0, "transit": 60_000}
    entries = db.execute(
        "select a.purpose, e.amount, t.entry_count from payouts as p"
        " inner join ledger.transactions as t on t.id = p.ledger_transaction_id"
        " inner join ledger.entries as e on e.transaction_id = t.id"
        " inner join ledger.accounts as a on a.id = e.account_id order by a.purpose"
    ).fetchall()
    assert entries == [
        ("agent_payable", -6_000, 3), ("creator_payable", -54_000, 3), ("payout_in_transit", 60_000, 3)
    ]  # fmt: skip
    assert_books_agree(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    assert db.execute("select status from earnings where creator_user_id = %s", (both,)).fetchall() == [
        ("paid",)
    ]
    assert commission_rows(db, both) == [("earned", 6_000, "paid", True)]
    assert_books_agree(db)


@pytest.mark.parametrize(
    ("amount", "commissions", "moves"),
    [
        (700, 0, {"creator_payable": -700}),
        (700, 700, {"agent_payable": -700}),
        (700, 300, {"agent_payable": -300, "creator_payable": -400}),
        (700, -300, {"agent_payable": 300, "creator_payable": -1_000}),
        (700, 1_000, {"agent_payable": -1_000, "creator_payable": 300}),
    ],
)
def test_no_entry_moves_nothing_and_what_is_netted_moves_back(
    db: Connection, both: UUID, amount: int, commissions: int, moves: dict[str, int]
) -> None:
    payables(db, both)  # opens the accounts
    found = db.execute(
        "select a.purpose, v.amount from app.payable_moves(jsonb_populate_record(null::payouts, jsonb_build_object("
        "'creator_user_id', %s::uuid, 'currency', 'usd', 'amount', %s::bigint)), %s) as m"
        " cross join unnest(m.account_ids, m.amounts) as v (id, amount)"
        " inner join ledger.accounts as a on a.id = v.id and a.user_id = %s",
        (both, amount, commissions, both),
    ).fetchall()
    assert dict(found) == moves | {"payout_in_transit": amount}
