"""ledger.balance: what an account holds now, whether its entries are folded or not."""

from uuid import UUID, uuid4

from tests.database.sql_functions import call
from tests.factories.ledger import post
from tests.typing import Connection


def test_it_is_the_sum_of_the_accounts_own_entries(db: Connection, clearing: UUID, wallet: UUID) -> None:
    for amount in (500, 300, -200):
        post(db, (clearing, -amount), (wallet, amount))
    assert call(db, "ledger.balance", wallet) == 600
    assert call(db, "ledger.balance", clearing) == -600
    summed = db.execute(
        "select sum(amount) from ledger.entries where account_id = %s", (clearing,)
    ).fetchone()
    assert summed == (-600,)


def test_a_fold_of_some_entries_does_not_change_it(db: Connection, clearing: UUID, wallet: UUID) -> None:
    for amount in (500, 300, 200):
        post(db, (clearing, -amount), (wallet, amount))
        db.execute("select ledger.fold(%s, 1)", (clearing,))
    post(db, (clearing, 100), (wallet, -100))
    stored = "select folded_balance from ledger.accounts where id = %s"
    assert db.execute(stored, (clearing,)).fetchone() == (-1_000,)
    assert call(db, "ledger.balance", clearing) == -900


def test_a_new_account_holds_nothing_and_an_unknown_one_has_no_balance(db: Connection, wallet: UUID) -> None:
    assert db.execute("select balance from ledger.accounts where id = %s", (wallet,)).fetchone() == (0,)
    assert call(db, "ledger.balance", wallet) == 0
    assert call(db, "ledger.balance", uuid4()) is None
