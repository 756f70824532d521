"""app.set_payout_schedule: a creator says when they are paid."""

from uuid import uuid4

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet
from tests.typing import Connection


def test_the_last_word_counts_for_that_wallet_alone(db: Connection) -> None:
    creator = make_user(db)
    dollars, euros = (call(db, "app.wallet_of", None, creator, currency) for currency in ("usd", "eur"))
    for schedule in ("weekly", "manual", "manual", "monthly"):
        with acting_as(db, creator):
            call(db, "app.set_payout_schedule", dollars, schedule)
    found = db.execute(
        "select id, payout_schedule from wallets where user_id = %s order by currency", (creator,)
    ).fetchall()
    assert found == [(euros, "daily"), (dollars, "monthly")]


@pytest.mark.parametrize("schedule", ["hourly", "", "Weekly"])
def test_an_unknown_schedule_is_refused(db: Connection, schedule: str) -> None:
    creator = make_user(db)
    wallet = call(db, "app.wallet_of", None, creator, "usd")
    with acting_as(db, creator):
        assert (
            refusal(db, "app.set_payout_schedule", wallet, schedule).constraint
            == "wallet_payout_schedule_is_known"
        )
        assert refusal(db, "app.set_payout_schedule", wallet, None).sqlstate == "23502"


def test_nobody_says_it_for_somebody_else_or_for_a_brand(db: Connection, brand_wallet: BrandWallet) -> None:
    creator = make_user(db)
    wallet = call(db, "app.wallet_of", None, creator, "usd")
    with acting_as(db, make_user(db)):
        for other in (wallet, brand_wallet.id, uuid4(), None):
            assert refusal(db, "app.set_payout_schedule", other, "weekly") == Refusal("IG003")
    with acting_as(db, brand_wallet.owner):
        assert refusal(db, "app.set_payout_schedule", brand_wallet.id, "weekly") == Refusal("IG003")
    assert db.execute("select distinct payout_schedule from wallets").fetchall() == [("daily",)]


def test_a_brands_wallet_has_none_whoever_writes_it(db: Connection, brand_wallet: BrandWallet) -> None:
    import psycopg

    with pytest.raises(psycopg.errors.CheckViolation) as refused, db.transaction():
        db.execute("update wallets set payout_schedule = 'weekly' where id = %s", (brand_wallet.id,))
    assert refused.value.diag.constraint_name == "wallet_payout_schedule_is_a_creators"
