"""app.note_skipped_payouts: who was passed over by a batch, and why; each reason is told once."""

from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.fixture
def batch(db: Connection) -> UUID:
    """A run without payouts."""
    row = db.execute(
        "insert into payout_batches (as_of, payout_count) values (now(), 7) returning id"
    ).fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


def note(db: Connection, batch: UUID, *who: tuple[UUID, str]) -> list[dict[str, Any]]:
    """Note these creators, with 5.00 each, and their reasons."""
    passed_over = [
        {"creator_user_id": str(creator), "currency": "usd", "amount": 500, "reason": reason}
        for creator, reason in who
    ]
    call(db, "app.note_skipped_payouts", batch, Jsonb(passed_over))
    return passed_over


def told(db: Connection) -> list[tuple[UUID, str]]:
    return db.execute(
        "select user_id, metadata ->> 'reason' from notifications where type = 'payout_skipped' order by id"
    ).fetchall()


def test_the_batch_and_the_wallets_say_why(db: Connection, batch: UUID) -> None:
    poor, unconnected, paid = (make_user(db) for _ in range(3))
    passed_over = note(db, batch, (poor, "BELOW_MINIMUM"), (unconnected, "NO_CONNECTED_ACCOUNT"))
    noted = db.execute("select payout_count, skipped from payout_batches where id = %s", (batch,)).fetchone()
    assert noted == (0, passed_over), "the payouts are counted anew"
    reasons = db.execute(
        "select user_id, payout_skipped_reason, payout_skipped_at is not null from wallets"
        " where user_id = any(%s)", ([poor, unconnected, paid],)
    ).fetchall()  # fmt: skip
    assert set(reasons) == {
        (poor, "BELOW_MINIMUM", True), (unconnected, "NO_CONNECTED_ACCOUNT", True), (paid, None, False),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("NO_CONNECTED_ACCOUNT", "Connect an account"), ("ACCOUNT_NOT_READY", "still needs something"),
        ("BELOW_MINIMUM", "below the minimum"), ("EARLIER_PAYOUT_UNCLEAR", "checking an earlier payout"),
    ],
)  # fmt: skip
def test_each_reason_has_its_sentence(db: Connection, batch: UUID, reason: str, sentence: str) -> None:
    note(db, batch, (make_user(db), reason))
    [(message,)] = db.execute("select message from notifications where type = 'payout_skipped'").fetchall()
    assert sentence in message


def test_the_same_reason_is_told_once_and_another_one_again(db: Connection, batch: UUID) -> None:
    creator = make_user(db)
    for reason in ("BELOW_MINIMUM", "BELOW_MINIMUM", "ACCOUNT_NOT_READY", "BELOW_MINIMUM"):
        note(db, batch, (creator, reason))
    assert told(db) == [
        (creator, "BELOW_MINIMUM"), (creator, "ACCOUNT_NOT_READY"), (creator, "BELOW_MINIMUM"),
    ]  # fmt: skip


def test_who_is_blocked_is_noted_and_not_told(db: Connection, batch: UUID) -> None:
    creator = make_user(db)
    note(db, batch, (creator, "USER_BLOCKED"))
    assert told(db) == []
    reason = db.execute("select payout_skipped_reason from wallets where user_id = %s", (creator,)).fetchone()
    assert reason == ("USER_BLOCKED",)
