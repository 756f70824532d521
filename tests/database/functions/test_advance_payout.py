"""app.advance_payout: what was paid twice is taken off the next payout, each kind by itself."""

from uuid import UUID

import pytest

from tests.database.paid_agents import assert_books_agree, earned, paid, payout_of, prepared
from tests.database.sql_functions import call
from tests.factories.commissions import commission_rows, owe, payables
from tests.factories.money import Deal
from tests.typing import Connection


def test_a_transfer_that_turns_up_after_another_has_paid_is_an_advance_of_each_kind(
    db: Connection, deal: Deal, both: UUID
) -> None:
    earned(db, deal, 9_000)
    owe(db, both, 5_000)
    prepared(db)
    first = payout_of(db, both)
    call(db, "app.fail_payout", first, "no transfer was made")
    paid(db, both, "tr_2")
    assert call(db, "app.settle_payout", first, "tr_1") is True
    assert commission_rows(db, both) == [
        ("earned", 5_000, "paid", True), ("advance", 5_000, "paid", True), ("advance", -5_000, "available", False)
    ]  # fmt: skip
    assert payables(db, both) == {"creator": -9_000, "agent": -5_000, "transit": 0}
    assert_books_agree(db)
    owe(db, both, 20_000)
    assert prepared(db) == [(6_000, 15_000, "usd")]
    assert_books_agree(db)


def test_an_advance_of_what_had_been_netted_is_of_the_kind_that_was_paid(
    db: Connection, deal: Deal, both: UUID
) -> None:
    """An earning of 90.00 was taken back by 30.00 after it was paid: 70.00 of 100.00 commissions go out, twice."""
    earning = earned(db, deal, 9_000)
    paid(db, both, "tr_0")
    call(db, "app.claw_back", earning, 3_000, "why")
    owe(db, both, 10_000)
    prepared(db)
    first = payout_of(db, both)
    call(db, "app.fail_payout", first, "no transfer was made")
    paid(db, both, "tr_2")
    call(db, "app.settle_payout", first, "tr_1")
    assert payables(db, both) == {"creator": 0, "agent": -7_000, "transit": 0}
    assert_books_agree(db)


@pytest.mark.parametrize(
    ("commissions", "expected"),
    [(0, []), (3_000, [("advance", 3_000, True), ("advance", -3_000, False)])],
)
def test_it_is_a_pair_of_each_kind_that_there_is(
    db: Connection, deal: Deal, both: UUID, commissions: int, expected: list[tuple[str, int, bool]]
) -> None:
    earned(db, deal, 9_000)
    prepared(db)
    db.execute(
        "select app.advance_payout(p, %s, p.ledger_transaction_id) from payouts as p where p.creator_user_id = %s",
        (commissions, both),
    )
    assert [(kind, amount, paid) for kind, amount, _, paid in commission_rows(db, both)] == expected
    pair = db.execute(
        "select amount, payout_id is null from earnings where kind = 'advance' order by id"
    ).fetchall()
    assert pair == [(9_000 - commissions, False), (commissions - 9_000, True)]
