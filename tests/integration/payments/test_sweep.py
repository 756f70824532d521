"""The sweep announces what has passed its hold, and picks up what was left."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from payments import schedule
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.money import make_deal, make_submission
from tests.factories.payments import pay


def test_the_sweep_announces_and_picks_up_what_was_left(database: Database, owner: UUID) -> None:
    pay(owner, 100_000)
    with database.connect() as db:
        deal = make_deal(db, funds=0, budget=60_000, owner=owner)
        db.execute("select app.reserve_budget(%s, 60000)", (deal.participant,))
        db.execute("select app.spend_budget(%s, 60000)", (make_submission(db, deal, "approved"),))
    event = {"job": "payments-sweep", "scheduled_time": (datetime.now(UTC) + timedelta(days=8)).isoformat()}
    counts = schedule.lambda_handler(event, LambdaContext())["counts"]
    assert counts["announced"] == 1
    with database.connect() as db:
        told = db.execute(
            "select metadata ->> 'amount' from notifications where user_id = %s and type = 'earning_available'",
            (deal.creator,),
        ).fetchall()
    assert told == [("54000",)]
