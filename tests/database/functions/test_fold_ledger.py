"""app.fold_ledger: folds every account that is appended to."""

from uuid import UUID

from tests.conftest import Database
from tests.database.sql_functions import call
from tests.factories.ledger import account, post
from tests.typing import Connection


def test_a_fold_waits_for_no_account_that_has_nothing_to_fold(
    database: Database,
) -> None:
    with database.connect() as db, database.connect(autocommit=False) as other:
        clearing = account(db, "stripe_clearing")
        post(db, (clearing, -500), (account(db, "platform_revenue"), 500))
        assert db.execute("select app.fold_ledger(10)").fetchone() == (2,)
        other.execute("select from ledger.accounts where id = %s for update", (clearing,))
        db.execute("set lock_timeout = '1s'")
        assert db.execute("select app.fold_ledger(10)").fetchone() == (0,)


def test_every_appended_account_is_folded_and_no_more_entries_of_each_than_asked(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    revenue = account(db, "platform_revenue")
    for _ in range(3):
        post(db, (clearing, -500), (wallet, 500))
        post(db, (wallet, -50), (revenue, 50))
    assert call(db, "app.fold_ledger", 2) == 4, "two entries of the clearing account, two of the revenue"
    assert call(db, "app.fold_ledger", 2) == 2
    assert call(db, "app.fold_ledger", 2) == 0
    folded = db.execute(
        "select id, folded_balance, version from ledger.accounts where version > 0"
    ).fetchall()
    assert sorted(folded) == sorted([(clearing, -1500, 3), (revenue, 150, 3), (wallet, 0, 6)])
    assert db.execute("select from ledger.entries where account_version is null").fetchall() == []
