"""The timers' job: twice, late by a week, with one bad item."""

from datetime import UTC, datetime, timedelta

from marketplace import schedule
from marketplace.deadlines.service import run_deadlines
from tests.conftest import Database
from tests.factories.deals import findings, make_deal, make_market, status_of
from tests.factories.events import LambdaContext
from tests.integration.marketplace.conftest import Sides
from tests.integration.marketplace.test_escrows import begin


def test_what_is_late_by_a_week_goes_through_all_it_missed(sides: Sides) -> None:
    escrow = begin(sides)
    sides.creator.post(f"{escrow}/submit", kind="text", note="x")
    later = datetime.now(UTC) + timedelta(days=10)
    event = {"job": "deal-deadlines", "scheduled_time": later.isoformat()}
    ran = schedule.lambda_handler(event, LambdaContext())
    assert (ran["counts"]["steps"], ran["counts"]["errors"], ran["counts"]["more_due"]) == (3, 0, 0)
    assert sides.brand.get(escrow)["status"] == "released"
    assert schedule.lambda_handler(event, LambdaContext())["status"] == "done"


def test_one_bad_item_stops_no_other(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        bad, good = make_deal(db, market)[0], make_deal(db, market)[0]
        db.execute("set session_replication_role = replica")
        db.execute(
            "delete from deal_milestones where id = (select milestone_id from escrows where id = %s)", (bad,)
        )
        db.execute("update ledger.accounts set balance = 0 where deal_id = (select deal_id from escrows where id = %s)",
                   (bad,))  # fmt: skip
        db.execute("set session_replication_role = origin")
        counts = run_deadlines(datetime.now(UTC) + timedelta(days=8), LambdaContext())
        assert counts["errors"] == 1
        assert (status_of(db, bad), status_of(db, good)) == ("locked", "refunded")
        assert findings(db) != []
