"""ledger.fold: fills in the chain of an account that is appended to."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.database.sql_functions import call
from tests.factories.ledger import account, balance, post
from tests.typing import Connection


def test_only_an_account_that_may_go_negative_is_folded(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    db.execute("select ledger.fold(%s)", (clearing,))
    stored = "select balance, folded_balance from ledger.accounts where id = %s"
    assert db.execute(stored, (clearing,)).fetchone() == (0, -500)
    assert db.execute(stored, (wallet,)).fetchone() == (500, 0)
    with pytest.raises(psycopg.Error) as error, db.transaction():
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


def test_an_unknown_account_has_nothing_to_fold(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    assert call(db, "ledger.fold", uuid4()) == 0
    assert call(db, "ledger.fold", wallet) == 0, "nor has one that may not go negative"
    waiting = db.execute("select account_id from ledger.entries where account_version is null").fetchall()
    assert waiting == [(clearing,)]


def test_a_second_fold_waits_for_the_first_and_folds_the_rest(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as first, ThreadPoolExecutor(1) as pool:
        clearing, revenue = account(db, "stripe_clearing"), account(db, "platform_revenue")
        for _ in range(3):
            post(db, (clearing, -5), (revenue, 5))
        assert call(first, "ledger.fold", clearing, 2) == 2
        second = pool.submit(_fold_elsewhere, database, clearing)
        wait_until_blocked(db)
        first.commit()
        assert second.result(10) == 1
        chain = db.execute(
            "select account_version, balance_after from ledger.entries where account_id = %s order by 1",
            (clearing,),
        ).fetchall()
    assert chain == [(1, -5), (2, -10), (3, -15)]


def _fold_elsewhere(database: Database, account_id: UUID) -> int:
    with database.connect() as db:
        return int(call(db, "ledger.fold", account_id))
