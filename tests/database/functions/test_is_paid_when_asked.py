"""app.is_paid_when_asked: on the schedule `manual` no run makes good what a payout did not bring."""

import pytest

from tests.conftest import Database
from tests.factories.deals import value
from tests.factories.people import make_user


@pytest.mark.parametrize(
    ("schedule", "currency", "asked"),
    [("manual", "usd", True), ("manual", "eur", False), ("daily", "usd", False), ("monthly", "usd", False)],
)
def test_only_the_wallet_of_the_payout_counts(
    database: Database, schedule: str, currency: str, asked: bool
) -> None:
    with database.connect() as db:
        creator = make_user(db)
        wallet = value(db, "select app.wallet_of(null, %s, 'usd')", creator)
        db.execute("update wallets set payout_schedule = %s where user_id = %s", (schedule, creator))
        payout = (
            "select app.is_paid_when_asked(jsonb_populate_record(null::payouts, jsonb_build_object("
            "'creator_user_id', %s::uuid, 'currency', %s::text)))"
        )
        assert wallet is not None
        assert value(db, payout, creator, currency) is asked
