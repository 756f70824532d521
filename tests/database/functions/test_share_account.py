"""app.share_account: what is known of an account, on the wallets of its creator."""

from typing import LiteralString
from uuid import UUID

import pytest

from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.fixture
def account(db: Connection) -> UUID:
    """An account, ready for payouts, of a creator with wallets in two currencies."""
    creator = make_user(db)
    db.execute("select app.wallet_of(null, %s, 'eur')", (creator,))
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    row = db.execute("select id from connected_accounts").fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("status = status", ("acct_1", True, None)),
        ("transfers_active = false, blocked_reason = 'pending'", ("acct_1", False, "Stripe is checking")),
        ("transfers_active = false, blocked_reason = 'a_new_code'", ("acct_1", False, "Stripe does not pay out")),
        ("refusal = 'restricted'", ("acct_1", False, "Stripe has restricted")),
        ("refusal = 'restricted', transfers_active = false, blocked_reason = 'requirements_past_due'",
         ("acct_1", False, "Stripe needs more")),
        ("status = 'closed', closed_at = now(), refusal = 'account_closed'", (None, False, "Your account at Stripe")),
    ],
)  # fmt: skip
def test_every_wallet_says_whether_it_is_paid_and_why_not(
    db: Connection, account: UUID, change: LiteralString, expected: tuple[str | None, bool, str | None]
) -> None:
    db.execute(f"update connected_accounts set {change}")
    assert call(db, "app.share_account", account) == 2
    stored = db.execute(
        "select stripe_account_id, payouts_enabled, payouts_blocked_reason from wallets where user_id is not null"
    ).fetchall()
    assert len(stored) == 2
    for stripe_account, enabled, reason in stored:
        assert (stripe_account, enabled) == expected[:2]
        assert (reason or "").startswith(expected[2] or "")
        assert (reason is None) == (expected[2] is None)


def test_a_wallet_that_has_the_next_account_keeps_it(db: Connection, account: UUID) -> None:
    call(db, "app.hold_payee", "acct_1", "account_closed")
    row = db.execute("select user_id from connected_accounts").fetchone()
    assert row is not None
    call(db, "app.set_connected_account", row[0], "acct_2", True, None)
    assert call(db, "app.share_account", account) == 0
    assert db.execute("select distinct stripe_account_id, payouts_enabled from wallets where user_id is not null"
                      ).fetchall() == [("acct_2", True)]  # fmt: skip
