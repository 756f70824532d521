"""ledger.post_transfers: many transfers in a few statements, all or none."""

from uuid import UUID, uuid4

import psycopg
import pytest

from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.ledger import account, balance
from tests.factories.people import make_user
from tests.factories.wallets import make_brand_wallet
from tests.typing import Connection


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
    with (
        pytest.raises(psycopg.Error) as error,
        db.transaction(),
    ):  # the second step would dip below zero, the end would not
        db.execute(
            batch, (["a", "b", "c"], [clearing, wallet, clearing], [wallet, clearing, wallet], [5, 6, 9])
        )
    assert error.value.sqlstate == "IM001"
    assert db.execute("select count(*) from ledger.transactions").fetchone() == (0,)


def test_an_account_that_ends_below_zero_is_short(db: Connection, clearing: UUID, wallet: UUID) -> None:
    refused = refusal(db, "ledger.post_transfers", "release", ["a"], [wallet], [clearing], [5])
    assert refused == Refusal("IM001")


@pytest.mark.parametrize(
    ("amount", "accounts"), [(0, "ab"), (-5, "ab"), (5, "aa")], ids=["nothing", "backwards", "to itself"]
)
def test_a_transfer_moves_a_positive_amount_between_two_accounts(
    db: Connection, clearing: UUID, wallet: UUID, amount: int, accounts: str
) -> None:
    ids = {"a": clearing, "b": wallet}
    source, target = (ids[name] for name in accounts)
    refused = refusal(
        db,
        "ledger.post_transfers",
        "release",
        ["good", "bad"],
        [clearing, source],
        [wallet, target],
        [5, amount],
    )
    assert refused.sqlstate == "IM002"
    assert db.execute("select from ledger.transactions").fetchall() == []


def test_an_unknown_account_refuses_the_whole_batch(db: Connection, clearing: UUID, wallet: UUID) -> None:
    def post_to(*targets: UUID) -> str:
        sources = [clearing if target == wallet else uuid4() for target in targets]
        return refusal(
            db, "ledger.post_transfers", "release", ["a", "b"], sources, list(targets), [5, 5]
        ).sqlstate

    assert post_to(wallet, uuid4()) == "IM002"
    half_known = ["a", "b"], [clearing, clearing], [wallet, uuid4()], [5, 5]
    assert refusal(db, "ledger.post_transfers", "release", *half_known) == Refusal("IM002")
    assert (balance(db, wallet), balance(db, clearing)) == (0, 0)


def test_lists_of_different_lengths_and_a_key_that_is_named_twice_are_refused(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    transfers: list[list[object]] = [["a", "b"], [clearing] * 2, [wallet] * 2, [5, 7]]
    for place in range(4):
        short = [values[:1] if other == place else values for other, values in enumerate(transfers)]
        assert refusal(db, "ledger.post_transfers", "release", *short) == Refusal("IM002")
    other = account(db, "brand_available", brand_id=make_brand_wallet(db).brand)
    twice = ["a", "a"], [clearing, account(db, "platform_revenue")], [wallet, other], [5, 7]
    assert refusal(db, "ledger.post_transfers", "release", *twice) == Refusal("IM002")
    assert balance(db, wallet) == 0


def test_a_batch_of_nothing_moves_nothing(db: Connection, wallet: UUID) -> None:
    empty = "select ledger.post_transfers('release', '{}', '{}', '{}', '{}')"
    assert db.execute(empty).fetchone() == (0,)
    assert db.execute("select from ledger.entries").fetchall() == []


def test_who_posted_and_of_what_kind_is_written_down(db: Connection, clearing: UUID, wallet: UUID) -> None:
    user = make_user(db)
    db.execute("select set_config('request.user_id', %s, true)", (str(user),))
    assert call(db, "ledger.post_transfers", "payout", ["a"], [clearing], [wallet], [5]) == 1
    assert db.execute(
        "select kind, idempotency_key, entry_count, actor_user_id from ledger.transactions"
    ).fetchall() == [("payout", "a", 2, user)]
