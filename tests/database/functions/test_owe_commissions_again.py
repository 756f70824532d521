"""app.owe_commissions_again: a transfer of commissions came back."""

from uuid import UUID

from tests.database.paid_agents import assert_books_agree, paid, prepared
from tests.database.sql_functions import call
from tests.factories.commissions import commission_rows, owe, payables
from tests.typing import Connection


def test_a_payout_of_commissions_alone_comes_back_in_parts_and_whole(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    paid(db, agent, "tr_1")
    answers = [call(db, "app.return_transfer", "tr_1", total) for total in (1, 1, 1_000, 9_999, 5_000)]
    assert answers == [1, 0, 999, 4_000, 0]
    assert commission_rows(db, agent) == [
        ("earned", 5_000, "paid", True), ("returned", 1, "available", False),
        ("returned", 999, "available", False), ("returned", 4_000, "available", False),
    ]  # fmt: skip
    assert db.execute("select count(*) from earnings where creator_user_id = %s", (agent,)).fetchone() == (0,)
    assert payables(db, agent) == {"creator": 0, "agent": 5_000, "transit": 0}
    assert_books_agree(db)
    assert prepared(db) == [(5_000, 5_000, "usd")]


def test_it_is_available_at_once_and_names_the_transfer(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    paid(db, agent, "tr_1")
    db.execute("select app.owe_commissions_again(p, 300, p.ledger_transaction_id) from payouts as p")
    [(status, reason, due, line)] = db.execute(
        "select c.status, c.reason, c.available_at <= now(), t.balance_effect"
        " from commissions as c inner join wallet_transactions as t on t.reference_id = 'commission:' || c.id"
        " where c.kind = 'returned'"
    ).fetchall()
    assert (status, reason, due, line) == ("available", "Transfer reversed: tr_1", True, 300)
