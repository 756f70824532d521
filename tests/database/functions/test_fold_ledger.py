"""app.fold_ledger: folds every account that is appended to."""

from uuid import UUID

from tests.conftest import Database
from tests.factories.ledger import post
from tests.typing import Connection


def test_a_fold_waits_for_no_account_that_has_nothing_to_fold(
    database: Database, db: Connection, clearing: UUID, wallet: UUID
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    assert db.execute("select app.fold_ledger(10)").fetchone() == (1,)
    with database.connect(autocommit=False) as other:
        other.execute("select from ledger.accounts where id = %s for update", (clearing,))
        db.execute("set lock_timeout = '1s'")
        assert db.execute("select app.fold_ledger(10)").fetchone() == (0,)
