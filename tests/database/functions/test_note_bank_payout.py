"""app.note_bank_payout: a payout from a creator's account to their bank, told when it arrives or comes back."""

from uuid import UUID

import pytest

from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.fixture
def creator(db: Connection) -> UUID:
    """A creator with an account."""
    creator = make_user(db)
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    return creator


def note(db: Connection, status: str, *, account: str = "acct_1", failure: str | None = None) -> bool:
    is_news: bool = call(db, "app.note_bank_payout", "po_1", account, 5_000, "usd", status, failure)
    return is_news


def test_each_step_is_news_once_and_only_the_ends_are_told(db: Connection, creator: UUID) -> None:
    steps = ["pending", "in_transit", "in_transit", "paid", "paid", "failed", "failed"]
    assert [note(db, step) for step in steps] == [True, True, False, True, False, True, False]
    told = db.execute(
        "select title, metadata -> 'amount' from notifications where user_id = %s order by id", (creator,)
    ).fetchall()
    assert told == [("Your bank has the money", 5_000), ("Your bank refused a payout", 5_000)]


def test_it_is_kept_as_stripe_told_of_it_last(db: Connection, creator: UUID) -> None:
    note(db, "paid")
    note(db, "failed", failure="x" * 600)
    assert db.execute(
        "select user_id, stripe_account_id, amount, currency, status, length(failure_code) from bank_payouts"
    ).fetchall() == [(creator, "acct_1", 5_000, "usd", "failed", 500)]


def test_nobodys_account_and_another_ones_payout_are_no_news(db: Connection, creator: UUID) -> None:
    assert note(db, "paid", account="acct_strange") is False
    note(db, "pending")
    call(db, "app.set_connected_account", make_user(db), "acct_2", True, None)
    assert note(db, "paid", account="acct_2") is False
    assert db.execute("select user_id, status from bank_payouts").fetchall() == [(creator, "pending")]
