"""ledger.post: signed amounts on accounts, once per idempotency key."""

from uuid import UUID, uuid4

import psycopg
import pytest

from tests.factories.ledger import account, balance, post
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
    with pytest.raises(psycopg.Error) as error:
        post(db, (clearing, 501), (wallet, -501))
    assert error.value.sqlstate == "IM001"
    assert '"available": 500' in (error.value.diag.message_detail or "")
    assert balance(db, wallet) == 500


def test_entries_balance_per_currency(db: Connection, clearing: UUID, wallet: UUID) -> None:
    euros = account(db, "stripe_clearing", currency="eur")
    with pytest.raises(psycopg.Error) as error:
        post(db, (euros, -500), (wallet, 500))
    assert error.value.sqlstate == "IM003"
    more = account(db, "platform_revenue", currency="eur")
    post(db, (euros, -5), (more, 5), (clearing, -7), (wallet, 7))
    assert (balance(db, euros), balance(db, wallet)) == (-5, 7)


@pytest.mark.parametrize("amounts", [(0, 0), (5,)], ids=["zero", "one entry"])
def test_a_transaction_without_movement_is_refused(
    db: Connection, clearing: UUID, wallet: UUID, amounts: tuple[int, ...]
) -> None:
    with pytest.raises(psycopg.Error) as error:
        post(db, *zip((clearing, wallet), amounts, strict=False))
    assert error.value.sqlstate in {"IM002", "23514"}


def test_an_account_named_twice_or_unknown_is_refused(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    for entries in [((wallet, 5), (wallet, -5)), ((wallet, 5), (uuid4(), -5))]:
        with pytest.raises(psycopg.Error) as error:
            post(db, *entries)
        assert error.value.sqlstate == "IM002"


def test_the_same_key_posts_once(db: Connection, clearing: UUID, wallet: UUID) -> None:
    first = post(db, (clearing, -500), (wallet, 500), key="deposit:1")
    assert post(db, (clearing, -500), (wallet, 500), key="deposit:1") == first
    assert balance(db, wallet) == 500


def test_the_same_key_for_another_movement_is_refused(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500), key="deposit:1")
    with pytest.raises(psycopg.Error) as error:
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
