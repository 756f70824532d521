"""app.set_connected_account: what Stripe says about a creator's account, on all wallets of whoever has it."""

from uuid import UUID

import psycopg
import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
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
    assert call(db, "app.set_connected_account", creator, "acct_1", False, "requirements_past_due") == 2
    words = "Stripe needs more from you. Complete your account to be paid."
    assert stored(db, creator) == [("eur", "acct_1", False, words), ("usd", "acct_1", False, words)]
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
    assert stored(db, creator) == [("eur", "acct_1", True, None), ("usd", "acct_1", True, None)]
    reason = db.execute("select length(blocked_reason) from connected_accounts").fetchone()
    assert reason == (500,)


def test_an_account_is_never_replaced_by_another(db: Connection, creator: UUID) -> None:
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    assert call(db, "app.set_connected_account", creator, "acct_2", False, "other") == 0
    assert stored(db, creator) == [("eur", "acct_1", True, None), ("usd", "acct_1", True, None)]


def test_another_creators_account_is_refused(db: Connection, creator: UUID) -> None:
    """Whether the other one has none, waits for one, or has one."""
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    for prepare in ("none", "begun", "open"):
        other = make_user(db)
        if prepare == "begun":
            with acting_as(db, other):
                call(db, "app.begin_account", "DE")
        elif prepare == "open":
            call(db, "app.set_connected_account", other, f"acct_{other}", True, None)
        before = stored(db, other)
        refused = refusal(db, "app.set_connected_account", other, "acct_1", True, None)
        assert refused == Refusal("23505", "connected_account_belongs_to_one_creator")
        assert stored(db, other) == before
    assert stored(db, creator) == [("eur", "acct_1", True, None), ("usd", "acct_1", True, None)]


def test_no_wallet_can_have_another_creators_account(db: Connection, creator: UUID) -> None:
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    with pytest.raises(psycopg.errors.ForeignKeyViolation) as refused:
        db.execute("update wallets set stripe_account_id = 'acct_1' where user_id = %s", (make_user(db),))
    assert refused.value.diag.constraint_name == "wallet_is_paid_through_its_owners_account"


@pytest.mark.parametrize(
    ("words", "paid"), [([True], False), ([False], False), ([False, True], True), ([True, False, True], True)]
)
def test_a_refusal_outlives_what_stripe_says_until_that_becomes_better(
    db: Connection, creator: UUID, words: list[bool], paid: bool
) -> None:
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    call(db, "app.hold_payee", "acct_1", "restricted")
    for word in words:
        call(db, "app.set_connected_account", None, "acct_1", word, None if word else "pending")
    assert [row[2] for row in stored(db, creator)] == [paid, paid]


def test_an_account_that_was_closed_by_mistake_comes_back_unless_there_is_another(
    db: Connection, creator: UUID
) -> None:
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    call(db, "app.hold_payee", "acct_1", "account_unknown")
    assert [row[1] for row in stored(db, creator)] == [None, None]
    assert call(db, "app.set_connected_account", None, "acct_1", True, None) == 2
    assert stored(db, creator) == [("eur", "acct_1", True, None), ("usd", "acct_1", True, None)]
    call(db, "app.hold_payee", "acct_1", "account_unknown")
    call(db, "app.set_connected_account", creator, "acct_2", True, None)
    assert call(db, "app.set_connected_account", None, "acct_1", True, None) == 0
    assert [row[1] for row in stored(db, creator)] == ["acct_2", "acct_2"]


def test_nobody_elses_wallet_changes(db: Connection, creator: UUID) -> None:
    other = make_user(db)
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    assert call(db, "app.set_connected_account", None, "acct_unknown", True, None) == 0
    assert stored(db, other) == [("usd", None, False, None)]
