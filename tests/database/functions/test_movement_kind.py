"""app.movement_kind: what a type of Stripe's balance transactions moves."""

import pytest

from tests.database.sql_functions import call
from tests.typing import Connection


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("charge", "payment"), ("payment", "payment"), ("refund", "payment"), ("refund_failure", "payment"),
        ("adjustment", "payment"), ("transfer", "payment"), ("transfer_refund", "payment"),
        ("stripe_fee", "fee"), ("tax_fee", "fee"), ("payout", "bank"), ("payout_failure", "bank"),
        ("topup", "bank"), ("reserve_transaction", "reserve"), ("something that Stripe invents", "payment"),
    ],
)  # fmt: skip
def test_what_we_do_not_know_has_to_be_accounted_for(db: Connection, type_: str, kind: str) -> None:
    assert call(db, "app.movement_kind", type_) == kind
