"""ledger.may_go_negative: which purposes are appended to and folded later, with no floor below them."""

import pytest

from tests.database.sql_functions import call
from tests.factories.ledger import account
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


@pytest.mark.parametrize(
    ("purpose", "answer"),
    [
        ("stripe_clearing", True), ("creator_payable", True), ("agent_payable", True),
        ("platform_revenue", True), ("disputes", True), ("stripe_fees", True), ("platform_bank", True),
        ("brand_available", False), ("campaign_reserved", False), ("payout_in_transit", False),
        ("refunds", False), ("another", False),
    ],
)  # fmt: skip
def test_only_what_may_end_below_zero_may(db: Connection, purpose: str, answer: bool) -> None:
    assert call(db, "ledger.may_go_negative", purpose) is answer


def test_each_account_carries_the_answer(db: Connection) -> None:
    brand, creator = brand_of(db, make_user(db, "brand")), make_user(db)
    for purpose in ("brand_available", "refunds", "disputes"):
        account(db, purpose, brand_id=brand)
    account(db, "payout_in_transit", user_id=creator)
    stored = db.execute("select purpose, may_go_negative from ledger.accounts").fetchall()
    assert len({purpose for purpose, _ in stored}) >= 5
    assert [(purpose, call(db, "ledger.may_go_negative", purpose)) for purpose, _ in stored] == stored
