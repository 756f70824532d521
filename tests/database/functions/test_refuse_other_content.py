"""ledger.refuse_other_content: a repeated idempotency key must mean the same movement."""

from uuid import UUID, uuid4

import pytest

from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.ledger import account, post
from tests.typing import Connection


@pytest.fixture
def posted(db: Connection, clearing: UUID, wallet: UUID) -> UUID:
    """A deposit of 500."""
    return post(db, (clearing, -500), (wallet, 500), kind="deposit")


def test_the_same_movement_in_any_order_is_let_through(
    db: Connection, posted: UUID, clearing: UUID, wallet: UUID
) -> None:
    before = db.execute("select count(*) from ledger.entries").fetchone()
    call(db, "ledger.refuse_other_content", posted, "deposit", [clearing, wallet], [-500, 500])
    call(db, "ledger.refuse_other_content", posted, "deposit", [wallet, clearing], [500, -500])
    assert db.execute("select count(*) from ledger.entries").fetchone() == before


def test_another_kind_amount_or_account_is_refused_with_the_transaction(
    db: Connection, posted: UUID, clearing: UUID, wallet: UUID
) -> None:
    revenue = account(db, "platform_revenue")
    for kind, accounts, amounts in (
        ("refund", [clearing, wallet], [-500, 500]),
        ("deposit", [clearing, wallet], [-501, 501]),
        ("deposit", [clearing, revenue], [-500, 500]),
        ("deposit", [clearing, wallet, revenue], [-500, 500, 0]),
        ("deposit", [clearing], [-500]),
    ):
        refused = refusal(db, "ledger.refuse_other_content", posted, kind, accounts, amounts)
        assert refused == Refusal("IM004", None, {"transaction_id": str(posted)}), (kind, accounts, amounts)


def test_a_transaction_that_does_not_exist_is_another(db: Connection, clearing: UUID, wallet: UUID) -> None:
    unknown = uuid4()
    refused = refusal(db, "ledger.refuse_other_content", unknown, "deposit", [clearing, wallet], [-1, 1])
    assert refused == Refusal("IM004", None, {"transaction_id": str(unknown)})
