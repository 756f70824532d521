"""app.refuse_account: Stripe certainly opened nothing."""

from uuid import UUID, uuid4

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.fixture
def begun(db: Connection) -> UUID:
    """An account that waits for Stripe's answer."""
    with acting_as(db, make_user(db)):
        found: UUID = call(db, "app.begin_account", "DE")
    return found


def test_it_is_refused_once_with_its_code(db: Connection, begun: UUID) -> None:
    assert [call(db, "app.refuse_account", begun, "x" * 600) for _ in range(2)] == [True, False]
    assert db.execute("select status, length(refusal) from connected_accounts").fetchall() == [
        ("refused", 500)
    ]


def test_one_that_was_opened_meanwhile_or_never_begun_is_not(db: Connection, begun: UUID) -> None:
    db.execute("update connected_accounts set status = 'open', stripe_account_id = 'acct_1'")
    assert call(db, "app.refuse_account", begun, "no") is False
    assert call(db, "app.refuse_account", uuid4(), "no") is False
    assert db.execute("select status, refusal from connected_accounts").fetchall() == [("open", None)]
