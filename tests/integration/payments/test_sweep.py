"""The sweep announces what has passed its hold, and picks up what was left."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from payments import schedule
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import LambdaContext
from tests.factories.money import Deal, make_participant, make_submission
from tests.factories.payments import pay
from tests.factories.people import brand_of, make_user


def make_campaign_deal(database: Database, owner: UUID) -> Deal:
    with database.connect() as db:
        campaign = make_campaign(db, owner, status="active", budget_total=60_000)
        creator = make_user(db, "creator")
        brand = brand_of(db, owner)
        return Deal(owner, brand, campaign, creator, make_participant(db, campaign, brand, creator))


def test_the_sweep_announces_and_picks_up_what_was_left(database: Database, owner: UUID) -> None:
    deal = make_campaign_deal(database, owner)
    pay(owner, 100_000)
    with database.connect() as db:
        db.execute("select app.reserve_budget(%s, 60000)", (deal.participant,))
        db.execute("select app.spend_budget(%s, 60000)", (make_submission(db, deal),))
    event = {"job": "payments-sweep", "scheduled_time": (datetime.now(UTC) + timedelta(days=8)).isoformat()}
    counts = schedule.lambda_handler(event, LambdaContext())["counts"]
    assert counts["announced"] == 1
    with database.connect() as db:
        told = db.execute(
            "select metadata ->> 'amount' from notifications where user_id = %s and type = 'earning_available'",
            (deal.creator,),
        ).fetchall()
    assert told == [("54000",)]
