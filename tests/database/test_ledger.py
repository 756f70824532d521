"""The ledger holds its promises against anyone who writes SQL."""

from uuid import UUID, uuid4

import psycopg
import pytest

from tests.factories.ledger import account, balance, post
from tests.typing import Connection


def sqlstate(error: pytest.ExceptionInfo[psycopg.Error]) -> str:
    return error.value.sqlstate or ""


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
    assert sqlstate(error) == "IM001"
    assert '"available": 500' in (error.value.diag.message_detail or "")
    assert balance(db, wallet) == 500


@pytest.mark.parametrize(
    ("first", "second"), [(500, -499), (500, 500), (-1, -1)], ids=["makes one cent", "one-sided", "destroys"]
)
def test_entries_that_do_not_sum_to_zero_are_refused_at_commit(
    db: Connection, clearing: UUID, wallet: UUID, first: int, second: int
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.Error) as error:
        post(db, (wallet, first), (clearing, second))
    assert sqlstate(error) == "IM003"
    assert error.value.diag.constraint_name == "ledger_transaction_sums_to_zero"
    assert balance(db, wallet) == 500


def test_entries_balance_per_currency(db: Connection, clearing: UUID, wallet: UUID) -> None:
    euros = account(db, "stripe_clearing", currency="eur")
    with pytest.raises(psycopg.Error) as error:
        post(db, (euros, -500), (wallet, 500))
    assert sqlstate(error) == "IM003"
    more = account(db, "platform_revenue", currency="eur")
    post(db, (euros, -5), (more, 5), (clearing, -7), (wallet, 7))
    assert (balance(db, euros), balance(db, wallet)) == (-5, 7)


@pytest.mark.parametrize("amounts", [(0, 0), (5,)], ids=["zero", "one entry"])
def test_a_transaction_without_movement_is_refused(
    db: Connection, clearing: UUID, wallet: UUID, amounts: tuple[int, ...]
) -> None:
    with pytest.raises(psycopg.Error) as error:
        post(db, *zip((clearing, wallet), amounts, strict=False))
    assert sqlstate(error) in {"IM002", "23514"}


def test_an_account_named_twice_or_unknown_is_refused(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    for entries in [((wallet, 5), (wallet, -5)), ((wallet, 5), (uuid4(), -5))]:
        with pytest.raises(psycopg.Error) as error:
            post(db, *entries)
        assert sqlstate(error) == "IM002"


def test_the_same_key_posts_once(db: Connection, clearing: UUID, wallet: UUID) -> None:
    first = post(db, (clearing, -500), (wallet, 500), key="deposit:1")
    assert post(db, (clearing, -500), (wallet, 500), key="deposit:1") == first
    assert balance(db, wallet) == 500


def test_the_same_key_for_another_movement_is_refused(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500), key="deposit:1")
    with pytest.raises(psycopg.Error) as error:
        post(db, (clearing, -400), (wallet, 400), key="deposit:1")
    assert sqlstate(error) == "IM004"


def test_a_reversal_happens_once(db: Connection, clearing: UUID, wallet: UUID) -> None:
    original = post(db, (clearing, -500), (wallet, 500))
    for _ in range(2):
        db.execute("select ledger.reverse(%s)", (original,))
    assert balance(db, wallet) == 0
    with pytest.raises(psycopg.errors.UniqueViolation, match="ledger_transaction_is_reversed_once"):
        db.execute("select ledger.reverse(%s, 'again')", (original,))


@pytest.mark.parametrize("statement", [
    "update ledger.entries set amount = amount + 1",
    "update ledger.entries set created_at = now()",
    "update ledger.entries set account_version = 9 where account_version is not null",
    "delete from ledger.entries",
    "truncate ledger.entries cascade",
    "update ledger.transactions set kind = 'other'",
    "delete from ledger.transactions",
    "delete from ledger.accounts",
    "update ledger.accounts set currency = 'eur'",
])  # fmt: skip
def test_the_ledger_is_append_only_even_for_the_superuser(
    db: Connection, clearing: UUID, wallet: UUID, statement: str
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.Error) as error:
        db.execute(statement)
    assert sqlstate(error) == "IG001"


@pytest.mark.parametrize("step", [
    (None, 0, None), (None, None, 500), (None, 0, 500), (1, None, 500), (1, 0, None), (1, 0, 499), (1, None, None),
])  # fmt: skip
def test_an_entry_is_unfolded_or_a_whole_step(
    db: Connection, clearing: UUID, wallet: UUID, step: tuple[int | None, int | None, int | None]
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as posted:
        db.execute(
            "insert into ledger.entries (transaction_id, account_id, amount, currency, account_version,"
            " balance_before, balance_after) select t.id, e.* from gen_random_uuid() as t (id), (values"
            " (%s::uuid, -500, 'usd', null::bigint, null::bigint, null::bigint), (%s, 500, 'usd', %s, %s, %s)) as e",
            (clearing, wallet, *step),
        )
    assert posted.value.diag.constraint_name == "ledger_entry_is_unfolded_or_a_step"


def test_a_batch_posts_many_transfers_with_one_chain_and_skips_known_keys(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    batch = "select ledger.post_transfers('release', %s, %s::uuid[], %s::uuid[], %s::bigint[])"
    first = (["a", "b"], [clearing, clearing], [wallet, wallet], [500, 300])
    assert db.execute(batch, first).fetchone() == (2,)
    second = (["b", "c"], [clearing, wallet], [wallet, clearing], [300, 700])
    assert db.execute(batch, second).fetchone() == (1,)
    assert db.execute(batch, second).fetchone() == (0,)
    chain = db.execute(
        "select account_version, balance_before, balance_after from ledger.entries where account_id = %s"
        " order by 1", (wallet,)
    ).fetchall()  # fmt: skip
    assert chain == [(1, 0, 500), (2, 500, 800), (3, 800, 100)]


def test_a_batch_is_all_or_nothing(db: Connection, clearing: UUID, wallet: UUID) -> None:
    batch = "select ledger.post_transfers('release', %s, %s::uuid[], %s::uuid[], %s::bigint[])"
    with pytest.raises(psycopg.Error) as error:  # the second step would dip below zero, the end would not
        db.execute(
            batch, (["a", "b", "c"], [clearing, wallet, clearing], [wallet, clearing, wallet], [5, 6, 9])
        )
    assert sqlstate(error) == "IM001"
    assert db.execute("select count(*) from ledger.transactions").fetchone() == (0,)


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
