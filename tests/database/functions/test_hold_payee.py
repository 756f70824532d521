"""app.hold_payee: nothing is paid to an account, with a reason that its creator reads once."""

from uuid import UUID

import pytest

from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.fixture
def creator(db: Connection) -> UUID:
    """A creator with an account that is ready for payouts."""
    creator = make_user(db)
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    return creator


def told(db: Connection, creator: UUID) -> list[str]:
    return [
        message
        for (message,) in db.execute(
            "select message from notifications where user_id = %s and type = 'payout_on_hold' order by id", (creator,)
        ).fetchall()
    ]  # fmt: skip


def stored(db: Connection) -> tuple[object, ...] | None:
    return db.execute(
        "select a.status, a.refusal, w.stripe_account_id, w.payouts_enabled, w.payout_skipped_reason"
        " from connected_accounts as a inner join wallets as w on w.user_id = a.user_id"
    ).fetchone()


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("restricted", ("open", "restricted", "acct_1", False, "ACCOUNT_NOT_READY")),
        ("account_closed", ("closed", "account_closed", None, False, "NO_CONNECTED_ACCOUNT")),
        ("account_unknown", ("closed", "account_unknown", None, False, "NO_CONNECTED_ACCOUNT")),
    ],
)
def test_it_is_held_and_one_that_is_gone_is_let_go(
    db: Connection, creator: UUID, reason: str, expected: tuple[object, ...]
) -> None:
    assert call(db, "app.hold_payee", "acct_1", reason) is True
    assert stored(db) == expected
    assert len(told(db, creator)) == 1


def test_the_same_reason_is_told_once_and_another_one_again(db: Connection, creator: UUID) -> None:
    for reason in ("restricted", "restricted", "transfers_not_allowed", "account_closed"):
        call(db, "app.hold_payee", "acct_1", reason)
    assert [message.split(".")[0] for message in told(db, creator)] == [
        "Stripe has restricted your account", "Stripe has restricted your account", "Your account at Stripe was closed",
    ]  # fmt: skip


def test_a_closed_or_strange_account_is_not_held(db: Connection, creator: UUID) -> None:
    call(db, "app.hold_payee", "acct_1", "account_closed")
    assert call(db, "app.hold_payee", "acct_1", "restricted") is False
    assert call(db, "app.hold_payee", "acct_2", "restricted") is False
    assert len(told(db, creator)) == 1
