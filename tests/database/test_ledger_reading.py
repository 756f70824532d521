"""What the ledger says: folded chains, statements, balances at a time, and whose account is whose."""

from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.ledger import balance, post
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


def test_a_fold_writes_whole_steps(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.errors.CheckViolation) as folded:
        db.execute(
            "update ledger.entries set account_version = 1, balance_before = 0, balance_after = -499"
            " where account_id = %s", (clearing,)
        )  # fmt: skip
    assert folded.value.diag.constraint_name == "ledger_entry_is_unfolded_or_a_step"


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


def test_a_fold_waits_for_no_account_that_has_nothing_to_fold(
    database: Database, db: Connection, clearing: UUID, wallet: UUID
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    assert db.execute("select app.fold_ledger(10)").fetchone() == (1,)
    with database.connect(autocommit=False) as other:
        other.execute("select from ledger.accounts where id = %s for update", (clearing,))
        db.execute("set lock_timeout = '1s'")
        assert db.execute("select app.fold_ledger(10)").fetchone() == (0,)


def test_the_statement_shows_a_running_balance_before_the_fold_too(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    db.execute("select ledger.fold(%s)", (clearing,))
    for amount in (300, 200):
        post(db, (clearing, -amount), (wallet, amount))
    query = "select balance_after from ledger.statement where account_id = %s order by place"
    assert db.execute(query, (clearing,)).fetchall() == [(-500,), (-800,), (-1000,)]
    assert db.execute(query, (wallet,)).fetchall() == [(500,), (800,), (1000,)]


def test_the_balance_at_a_moment_leaves_out_what_came_later(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    moment = db.execute("select clock_timestamp()").fetchone()
    post(db, (clearing, -300), (wallet, 300))
    assert moment is not None
    query = "select ledger.balance_at(%s, %s)"
    assert db.execute(query, (wallet, moment[0])).fetchone() == (500,)
    assert db.execute(query, (clearing, moment[0])).fetchone() == (-500,)


@pytest.mark.parametrize("table", ["ledger.accounts", "public.wallets"])
def test_an_account_and_a_wallet_are_found_without_reading_those_of_others(
    db: Connection, table: str
) -> None:
    brands = [brand_of(db, make_user(db, "brand")) for _ in range(5)]
    for brand in brands:
        db.execute("select app.wallet_of(%s, null, 'usd')", (brand,))
    read = "select seq_tup_read + idx_tup_fetch from pg_stat_xact_all_tables where relid = %s::regclass"
    with db.transaction():
        db.execute("set local enable_seqscan = off")  # which a table this small would be read by
        (before,) = db.execute(read, (table,)).fetchone() or (0,)
        db.execute("select app.wallet_of(%s, null, 'usd')", (brands[2],))
        (after,) = db.execute(read, (table,)).fetchone() or (0,)
    assert after - before == 1
