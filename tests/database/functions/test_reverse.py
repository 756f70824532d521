"""ledger.reverse: the opposite of a transaction, once."""

from uuid import UUID, uuid4

import psycopg
import pytest

from tests.database.sql_functions import call, refusal
from tests.factories.ledger import account, balance, post
from tests.typing import Connection


def test_a_reversal_happens_once(db: Connection, clearing: UUID, wallet: UUID) -> None:
    original = post(db, (clearing, -500), (wallet, 500))
    for _ in range(2):
        db.execute("select ledger.reverse(%s)", (original,))
    assert balance(db, wallet) == 0
    with (
        pytest.raises(psycopg.errors.UniqueViolation, match="ledger_transaction_is_reversed_once"),
        db.transaction(),
    ):
        db.execute("select ledger.reverse(%s, 'again')", (original,))


def test_a_reversal_is_the_opposite_entry_by_entry_and_says_of_what(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    revenue = account(db, "platform_revenue")
    original = post(db, (clearing, -500), (wallet, 450), (revenue, 50), kind="deposit")
    reversal = call(db, "ledger.reverse", original)
    assert db.execute(
        "select kind, idempotency_key, description, reverses, entry_count from ledger.transactions where id = %s",
        (reversal,),
    ).fetchone() == ("reversal", f"reverse:{original}", "Reversal of deposit", original, 3)
    entries = db.execute(
        "select account_id, amount from ledger.entries where transaction_id = %s", (reversal,)
    )
    assert dict(entries.fetchall()) == {clearing: 500, wallet: -450, revenue: -50}


def test_the_same_key_is_the_same_reversal(db: Connection, clearing: UUID, wallet: UUID) -> None:
    original = post(db, (clearing, -500), (wallet, 500))
    first = call(db, "ledger.reverse", original, "mistake")
    assert call(db, "ledger.reverse", original, "mistake") == first
    assert db.execute("select count(*) from ledger.transactions").fetchone() == (2,)


def test_what_is_spent_meanwhile_cannot_be_reversed(db: Connection, clearing: UUID, wallet: UUID) -> None:
    original = post(db, (clearing, -500), (wallet, 500))
    post(db, (clearing, 1), (wallet, -1))
    refused = refusal(db, "ledger.reverse", original)
    assert (refused.sqlstate, refused.detail["available"], refused.detail["needed"]) == ("IM001", 499, 500)
    assert balance(db, wallet) == 499


def test_what_never_happened_is_not_reversed(db: Connection) -> None:
    assert refusal(db, "ledger.reverse", uuid4()).sqlstate == "IM002"
    assert db.execute("select from ledger.transactions").fetchall() == []
