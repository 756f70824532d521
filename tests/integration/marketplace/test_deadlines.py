"""The timers' job: twice, late by a week, with one bad item; and what it tells of how things stand."""

from datetime import UTC, datetime, timedelta

import pytest

from marketplace import schedule
from marketplace.deadlines.service import run_deadlines
from tests.conftest import Database
from tests.counted import levels
from tests.factories.deals import (
    act,
    claim,
    findings,
    make_deal,
    make_market,
    open_gig,
    status_of,
    submit,
    value,
)
from tests.factories.events import LambdaContext
from tests.factories.ledger import fund_brand
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


def test_it_tells_what_is_under_way_overdue_and_held(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC)
    with database.connect() as db:
        market = make_market(db)
        fund_brand(db, market.brand, 50_000, currency="eur")
        gig = open_gig(db, market, budget=10_003, slots=10)
        claim(db, gig, market.creator)
        act(db, market.owner, "select app.pause_gig(%s)", open_gig(db, market, budget=7, slots=7))
        submit(db, make_deal(db, market, 500)[0], market.creator)
        make_deal(db, market, 300, currency="eur")
        act(db, market.owner, "select app.cancel_escrow(%s)", make_deal(db, market, 300, currency="eur")[0])
        make_deal(db, make_market(db, 0), 900)
        run_deadlines(now, LambdaContext())
        told = levels(capsys)
        held = {
            currency: value(
                db,
                "select coalesce(sum(balance), 0) from ledger.account_balances"
                " where currency = %s and purpose in ('gig_held', 'deal_held')",
                currency,
            )
            for currency in ("usd", "eur", "jpy")
        }
        assert {currency: told[f"held_funds {currency}"] for currency in held} == held
        assert held["eur"] == 330
        statuses = {"pending_payment": 1, "locked": 2, "work_submitted": 1, "approved": 0, "disputed": 0}
        assert {status: told[f"escrows {status}"] for status in statuses} == statuses
        assert told["escrows_overdue"] == 0
        assert "escrows refunded" not in told
    late = {59: 0, 61: 1}
    for minutes, overdue in late.items():
        with database.connect() as db:
            db.execute("set session_replication_role = replica")
            db.execute(
                "update escrows set next_step = 'release', deadline_at = %s where status = 'work_submitted'",
                (now - timedelta(minutes=minutes),),
            )
        assert run_deadlines(now, LambdaContext())["errors"] == 1
        assert levels(capsys)["escrows_overdue"] == overdue, minutes
