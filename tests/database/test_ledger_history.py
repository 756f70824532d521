"""The entries alone say what an account held at a moment: each keeps the time of its post."""

from datetime import UTC, datetime
from uuid import UUID

from tests.factories.ledger import balance_at, post
from tests.typing import Connection


def test_the_balance_at_a_moment_leaves_out_what_came_later(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    moment = db.execute("select clock_timestamp()").fetchone()
    post(db, (clearing, -300), (wallet, 300))
    assert moment is not None
    assert balance_at(db, wallet, moment[0]) == 500
    assert balance_at(db, clearing, moment[0]) == -500


def test_what_happened_at_that_moment_counts(db: Connection, clearing: UUID, wallet: UUID) -> None:
    posted = post(db, (clearing, -500), (wallet, 500))
    row = db.execute(
        "select created_at from ledger.entries where transaction_id = %s and account_id = %s",
        (posted, wallet),
    ).fetchone()
    assert row is not None
    assert balance_at(db, wallet, row[0]) == 500


def test_before_its_first_entry_and_in_a_fold_it_is_what_the_entries_say(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    db.execute("select ledger.fold(%s)", (clearing,))
    assert balance_at(db, clearing, datetime(2020, 1, 1, tzinfo=UTC)) == 0
    assert balance_at(db, clearing, datetime(2999, 1, 1, tzinfo=UTC)) == -500
