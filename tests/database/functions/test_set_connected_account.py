"""app.set_connected_account: what Stripe says about a creator's account, on all wallets of whoever has it."""

from uuid import UUID

import pytest

from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.typing import Connection

Stored = list[tuple[str, str | None, bool, str | None]]


@pytest.fixture
def creator(db: Connection) -> UUID:
    """A creator with wallets in two currencies."""
    creator = make_user(db)
    db.execute("select app.wallet_of(null, %s, 'eur')", (creator,))
    return creator


def stored(db: Connection, user: UUID) -> Stored:
    """Currency, account, whether it is paid and why not, of each wallet."""
    return db.execute(
        "select currency, stripe_account_id, payouts_enabled, payouts_blocked_reason from wallets"
        " where user_id = %s order by currency", (user,)
    ).fetchall()  # fmt: skip


def test_all_wallets_of_the_user_get_it(db: Connection, creator: UUID) -> None:
    assert call(db, "app.set_connected_account", creator, "acct_1", False, "documents") == 2
    assert stored(db, creator) == [
        ("eur", "acct_1", False, "documents"),
        ("usd", "acct_1", False, "documents"),
    ]
    assert call(db, "app.set_connected_account", creator, "acct_1", True, None) == 2
    assert stored(db, creator) == [("eur", "acct_1", True, None), ("usd", "acct_1", True, None)]


def test_by_the_account_alone_its_owner_is_found_and_a_wallet_that_missed_it_too(
    db: Connection, creator: UUID
) -> None:
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    db.execute(
        "update wallets set stripe_account_id = null, payouts_enabled = false where user_id = %s"
        " and currency = 'eur'", (creator,)
    )  # fmt: skip
    assert call(db, "app.set_connected_account", None, "acct_1", True, "x" * 600) == 2
    assert stored(db, creator) == [("eur", "acct_1", True, "x" * 500), ("usd", "acct_1", True, "x" * 500)]


def test_an_account_is_never_replaced_by_another(db: Connection, creator: UUID) -> None:
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    assert call(db, "app.set_connected_account", creator, "acct_2", False, "other") == 0
    assert stored(db, creator) == [("eur", "acct_1", True, None), ("usd", "acct_1", True, None)]


def test_nobody_elses_wallet_changes(db: Connection, creator: UUID) -> None:
    other = make_user(db)
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    assert call(db, "app.set_connected_account", None, "acct_unknown", True, None) == 0
    assert stored(db, other) == [("usd", None, False, None)]
