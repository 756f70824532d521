"""ledger.fold: fills in the chain of an account that is appended to."""

from uuid import UUID

import psycopg
import pytest

from tests.factories.ledger import balance, post
from tests.typing import Connection


def test_only_an_account_that_may_go_negative_is_folded(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    db.execute("select ledger.fold(%s)", (clearing,))
    stored = "select balance, folded_balance from ledger.accounts where id = %s"
    assert db.execute(stored, (clearing,)).fetchone() == (0, -500)
    assert db.execute(stored, (wallet,)).fetchone() == (500, 0)
    with pytest.raises(psycopg.Error) as error:
        db.execute("update ledger.accounts set folded_balance = 1 where id = %s", (wallet,))
    assert error.value.sqlstate == "IG001"


def test_folding_fills_the_chain_without_changing_the_balance(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    for amount in (500, 300, 200):
        post(db, (clearing, -amount), (wallet, amount))
    assert db.execute("select ledger.fold(%s, 2)", (clearing,)).fetchone() == (2,)
    post(db, (clearing, 50), (wallet, -50))
    assert balance(db, clearing) == -950
    assert db.execute("select ledger.fold(%s)", (clearing,)).fetchone() == (2,)
    assert db.execute("select ledger.fold(%s)", (clearing,)).fetchone() == (0,)
    chain = db.execute(
        "select account_version, balance_after from ledger.entries where account_id = %s order by 1",
        (clearing,),
    ).fetchall()
    assert chain == [(1, -500), (2, -800), (3, -1000), (4, -950)]
    assert balance(db, clearing) == -950
