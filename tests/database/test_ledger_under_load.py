"""The ledger with many writers at once: no deadlock, nothing lost, nothing twice."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.ledger import account, balance, post
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

CONNECTIONS = 16


def make_wallets(db: Connection, count: int, funds: int) -> list[UUID]:
    clearing = account(db, "stripe_clearing")
    wallets = [
        account(db, "brand_available", brand_id=brand_of(db, make_user(db, "brand"))) for _ in range(count)
    ]
    for wallet in wallets:
        post(db, (clearing, -funds), (wallet, funds))
    return wallets


def broken_books(db: Connection) -> list[Any]:
    return db.execute(
        "select * from ledger.find_broken_books(1) union all select * from ledger.find_broken_transactions()"
    ).fetchall()


def test_a_thousand_transfers_between_ten_accounts_from_sixteen_connections(database: Database) -> None:
    seed = random.randrange(2**32)
    with database.connect() as db:
        wallets = make_wallets(db, 10, 10_000)

    def transfer(share: int) -> list[str]:
        chance = random.Random(seed + share)
        answers = []
        with database.connect() as connection:
            for _ in range(1_000 // CONNECTIONS + 1):
                source, target = chance.sample(wallets, 2)
                amount = chance.randint(1, 4_000)
                try:
                    post(connection, (source, -amount), (target, amount))
                    answers.append("moved")
                except psycopg.Error as error:
                    answers.append(error.sqlstate or "lost")
        return answers

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = [answer for share in pool.map(transfer, range(CONNECTIONS)) for answer in share]
    assert len(answers) >= 1_000
    # To be short is an answer, a deadlock (40P01) is none.
    assert set(answers) <= {"moved", "IM001"}, f"seed {seed}"
    assert answers.count("moved") > 100
    with database.connect() as db:
        assert sum(balance(db, wallet) for wallet in wallets) == 100_000
        assert broken_books(db) == []


def test_parallel_reversals_of_n_transactions_give_exactly_n(database: Database) -> None:
    with database.connect() as db:
        first, second = make_wallets(db, 2, 100_000)
        originals = [post(db, (first, -100), (second, 100)) for _ in range(20)]

    def reverse_all(worker: int) -> int:
        made = 0
        order = random.Random(worker).sample(originals, len(originals))
        with database.connect() as connection:
            for original in order:
                with suppress(psycopg.errors.UniqueViolation):  # reversed by somebody else
                    connection.execute("select ledger.reverse(%s, %s)", (original, uuid4().hex))
                    made += 1
        return made

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        assert sum(pool.map(reverse_all, range(CONNECTIONS))) == 20
    with database.connect() as db:
        assert (balance(db, first), balance(db, second)) == (100_000, 100_000)
        assert broken_books(db) == []


def test_folding_while_others_post_loses_no_entry(database: Database) -> None:
    with database.connect() as db:
        clearing = account(db, "stripe_clearing")
        wallets = make_wallets(db, 8, 1)

    def deposit(wallet: UUID) -> None:
        with database.connect() as connection:
            for _ in range(25):
                post(connection, (clearing, -2), (wallet, 2))

    def fold(_: int) -> None:
        with database.connect() as connection:
            for _ in range(10):
                connection.execute("select ledger.fold(%s, 30)", (clearing,))

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda job: job(), [lambda w=w: deposit(w) for w in wallets]
                      + [lambda n=n: fold(n) for n in range(3)]))  # fmt: skip
    with database.connect() as db:
        db.execute("select ledger.fold(%s)", (clearing,))
        assert balance(db, clearing) == -8 - 8 * 25 * 2
        assert db.execute("select count(*) from ledger.entries where account_version is null").fetchone() == (
            0,
        )
        assert broken_books(db) == []


def test_one_key_from_many_connections_posts_once(database: Database) -> None:
    with database.connect() as db:
        first, second = make_wallets(db, 2, 1_000)

    def same(_: int) -> UUID:
        with database.connect() as connection:
            return post(connection, (first, -100), (second, 100), key="the-same")

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        made = set(pool.map(same, range(CONNECTIONS)))
    assert len(made) == 1
    with database.connect() as db:
        assert (balance(db, first), balance(db, second)) == (900, 1_100)


@pytest.mark.parametrize("writers", [2, 8])
def test_a_deposit_confirmed_from_many_connections_is_credited_once(database: Database, writers: int) -> None:
    with database.connect() as db:
        brand = brand_of(db, make_user(db, "brand"))
        row = db.execute(
            "insert into wallet_transactions (wallet_id, transaction_type, amount, currency)"
            " values (app.wallet_of(%s, null, 'usd'), 'deposit', 500, 'usd') returning id", (brand,)
        ).fetchone()  # fmt: skip
        assert row is not None

    def credit(_: int) -> bool:
        with database.connect() as connection:
            done = connection.execute(
                "select app.credit_deposit(%s, 'pi_1', 500, 'usd', 'ch_1')", (row[0],)
            ).fetchone()
        return bool(done and done[0])

    with ThreadPoolExecutor(writers) as pool:
        assert sorted(pool.map(credit, range(writers)))[-2:] == [False, True]
    with database.connect() as db:
        assert balance(db, account(db, "brand_available", brand_id=brand)) == 500
