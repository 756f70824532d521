"""What the ledger says: folded chains, statements, balances at a time, and whose account is whose."""

from uuid import UUID

import pytest

from tests.factories.ledger import post
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


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
