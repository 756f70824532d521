"""ledger.post_transfers: many transfers in a few statements, all or none."""

from uuid import UUID

import psycopg
import pytest

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
    with pytest.raises(psycopg.Error) as error:  # the second step would dip below zero, the end would not
        db.execute(
            batch, (["a", "b", "c"], [clearing, wallet, clearing], [wallet, clearing, wallet], [5, 6, 9])
        )
    assert error.value.sqlstate == "IM001"
    assert db.execute("select count(*) from ledger.transactions").fetchone() == (0,)
