"""ledger.post: signed amounts on accounts, once per idempotency key."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.factories.ledger import account, balance, post
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


def test_a_post_moves_money_and_leaves_a_chain(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    post(db, (clearing, -200), (wallet, 200))
    post(db, (clearing, 100), (wallet, -100))
    chain = db.execute(
        "select account_version, balance_before, amount, balance_after from ledger.entries"
        " where account_id = %s order by account_version", (wallet,)
    ).fetchall()  # fmt: skip
    assert chain == [(1, 0, 500, 500), (2, 500, 200, 700), (3, 700, -100, 600)]
    assert (balance(db, wallet), balance(db, clearing)) == (600, -600)


def test_an_account_that_may_not_go_negative_is_short(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.Error) as error, db.transaction():
        post(db, (clearing, 501), (wallet, -501))
    assert error.value.sqlstate == "IM001"
    assert '"available": 500' in (error.value.diag.message_detail or "")
    assert balance(db, wallet) == 500


def test_entries_balance_per_currency(db: Connection, clearing: UUID, wallet: UUID) -> None:
    euros = account(db, "stripe_clearing", currency="eur")
    with pytest.raises(psycopg.Error) as error, db.transaction():
        post(db, (euros, -500), (wallet, 500))
    assert error.value.sqlstate == "IM003"
    more = account(db, "platform_revenue", currency="eur")
    post(db, (euros, -5), (more, 5), (clearing, -7), (wallet, 7))
    assert (balance(db, euros), balance(db, wallet)) == (-5, 7)


@pytest.mark.parametrize("amounts", [(0, 0), (5,)], ids=["zero", "one entry"])
def test_a_transaction_without_movement_is_refused(
    db: Connection, clearing: UUID, wallet: UUID, amounts: tuple[int, ...]
) -> None:
    with pytest.raises(psycopg.Error) as error, db.transaction():
        post(db, *zip((clearing, wallet), amounts, strict=False))
    assert error.value.sqlstate in {"IM002", "23514"}


def test_an_account_named_twice_or_unknown_is_refused(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    for entries in [((wallet, 5), (wallet, -5)), ((wallet, 5), (uuid4(), -5))]:
        with pytest.raises(psycopg.Error) as error, db.transaction():
            post(db, *entries)
        assert error.value.sqlstate == "IM002"


def test_the_same_key_posts_once(db: Connection, clearing: UUID, wallet: UUID) -> None:
    first = post(db, (clearing, -500), (wallet, 500), key="deposit:1")
    assert post(db, (clearing, -500), (wallet, 500), key="deposit:1") == first
    assert balance(db, wallet) == 500


def test_the_same_key_for_another_movement_is_refused(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500), key="deposit:1")
    with pytest.raises(psycopg.Error) as error, db.transaction():
        post(db, (clearing, -400), (wallet, 400), key="deposit:1")
    assert error.value.sqlstate == "IM004"


@pytest.mark.parametrize("role", ["anon", "authenticated", "admin", "service"])
def test_nobody_posts_directly(db: Connection, clearing: UUID, wallet: UUID, role: str) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
        db.execute("select set_config('role', %s, true)", (role,))
        post(db, (clearing, -1), (wallet, 1))
    for table in ("accounts", "transactions", "entries"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute("select set_config('role', %s, true)", (role,))
            db.execute(f"insert into ledger.{table} default values")


def test_what_it_was_for_and_who_did_it_is_written_down(db: Connection, clearing: UUID, wallet: UUID) -> None:
    user = make_user(db)
    db.execute("select set_config('request.user_id', %s, true)", (str(user),))
    original = post(db, (clearing, -500), (wallet, 500))
    row = db.execute(
        "select ledger.post('correction', 'k', %s::uuid[], '{500,-500}', 'A mistake', '{\"ticket\": 7}', %s)",
        ([clearing, wallet], original),
    ).fetchone()
    assert row is not None
    assert db.execute(
        "select kind, idempotency_key, description, metadata, reverses, entry_count, actor_user_id"
        " from ledger.transactions where id = %s", row
    ).fetchone() == ("correction", "k", "A mistake", {"ticket": 7}, original, 2, user)  # fmt: skip


def test_accounts_are_locked_in_the_order_of_their_ids_whatever_order_they_are_named_in(
    database: Database,
) -> None:
    """Two posts over the same accounts never wait for each other in a circle."""
    with database.connect() as db, ThreadPoolExecutor(1) as pool:
        brands = [brand_of(db, make_user(db, "brand")) for _ in range(2)]
        low, high = sorted(account(db, "brand_available", brand_id=brand) for brand in brands)
        for wallet in (low, high):
            post(db, (account(db, "stripe_clearing"), -500), (wallet, 500))
        with database.connect(autocommit=False) as holder:
            holder.execute("select from ledger.accounts where id = %s for no key update", (low,))
            posting = pool.submit(_post_elsewhere, database, (high, -5), (low, 5))
            wait_until_blocked(db)
            db.execute("select from ledger.accounts where id = %s for no key update nowait", (high,))
        posting.result(10)
        assert (balance(db, low), balance(db, high)) == (505, 495)


def _post_elsewhere(database: Database, *entries: tuple[UUID, int]) -> None:
    with database.connect() as db:
        post(db, *entries)
