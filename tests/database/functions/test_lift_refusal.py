"""app.lift_refusal: something has changed, so a payee who was refused may be tried again."""

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


@pytest.mark.parametrize("active", [True, False])
def test_stripes_own_word_counts_again(db: Connection, creator: UUID, active: bool) -> None:
    call(db, "app.hold_payee", "acct_1", "restricted")
    call(db, "app.set_connected_account", None, "acct_1", active, None if active else "pending")
    paid = "select payouts_enabled from wallets where user_id = %s"
    assert db.execute(paid, (creator,)).fetchone() == (False,)
    assert [call(db, "app.lift_refusal", "acct_1") for _ in range(2)] == [True, False]
    assert db.execute(paid, (creator,)).fetchone() == (active,)


def test_an_account_that_is_gone_stays_gone(db: Connection, creator: UUID) -> None:
    call(db, "app.hold_payee", "acct_1", "account_closed")
    assert call(db, "app.lift_refusal", "acct_1") is False
    assert call(db, "app.lift_refusal", "acct_2") is False
    assert db.execute("select stripe_account_id from wallets where user_id = %s", (creator,)).fetchone() == (
        None,
    )
