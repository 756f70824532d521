"""The two stories of the marketplace, to the cent, by the functions of the database alone."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.conftest import Database
from tests.factories.deals import (
    act,
    act_row,
    approve,
    claim,
    findings,
    make_deal,
    make_market,
    open_gig,
    pass_timers,
    reject,
    status_of,
    submit,
    value,
)
from tests.factories.people import make_user
from tests.typing import Connection


def test_a_job_with_ten_slots_pays_six_and_gives_back_the_rest(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 100_000)
        gig = open_gig(db, market, budget=10_003, slots=10)
        slots = db.execute(
            "select price, fee, total from gig_slots where gig_id = %s order by number", (gig,)
        )
        assert slots.fetchall() == [(1_001, 100, 1_101)] * 3 + [(1_000, 100, 1_100)] * 7
        assert wallet(db, market.brand) == (100_000 - 11_003, 11_003)
        claimed = [(creator, claim(db, gig, creator)) for creator in (make_user(db) for _ in range(7))]
        work = [(creator, escrow, submit(db, escrow, creator)) for creator, escrow in claimed]
        for _, escrow, submission in work[:6]:
            approve(db, escrow, market.owner, submission)
        reject(db, work[6][1], market.owner, work[6][2])
        assert act(db, market.owner, "select app.end_gig(%s)", gig) == 3_300
        assert wallet(db, market.brand) == (100_000 - 11_003 + 3_300, 1_100)
        pass_timers(db, datetime.now(UTC) + timedelta(days=8))
        assert status_of(db, work[6][1]) == "refunded"
        assert wallet(db, market.brand) == (100_000 - 6_003 - 600, 0)
        earned = "select sum(amount), sum(fee_amount), sum(gross_amount) from earnings where brand_id = %s"
        assert db.execute(earned, (market.brand,)).fetchone() == (6_003, 600, 6_603)
        slots = db.execute("select status, count(*) from gig_slots where gig_id = %s group by 1", (gig,))
        assert dict(slots.fetchall()) == {"approved": 6, "refunded": 4}
        refund = "select slots_total, slots_claimed, slots_approved, budget, amount from unfilled_refunds"
        assert db.execute(refund).fetchone() == (10, 7, 6, 10_003, 3_300)
        assert value(db, "select kind from creator_logs") == "closed_unapproved"
        assert findings(db) == []


def test_an_offer_of_two_milestones_pays_the_first_and_cancels_the_second(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 100_000)
        first, second = make_deal(db, market, 50_000, 30_001)
        assert status_of(db, first) == "locked"
        assert status_of(db, second) == "pending_payment"
        approve(db, first, market.owner, submit(db, first, market.creator))
        assert status_of(db, first) == "released"
        assert wallet(db, market.brand) == (45_000, 0)
        act(db, market.owner, "select app.pay_escrow(%s)", second)
        assert wallet(db, market.brand) == (45_000 - 33_001, 33_001)
        act(db, market.creator, "select app.start_work(%s)", second)
        deal = value(db, "select deal_id from escrows where id = %s", first)
        act(db, market.owner, "select app.cancel_deal(%s)", deal)
        assert status_of(db, second) == "work_in_progress"
        act(db, market.creator, "select app.cancel_deal(%s)", deal)
        assert status_of(db, second) == "refunded"
        assert wallet(db, market.brand) == (45_000, 0)
        assert value(db, "select status from deals where id = %s", deal) == "completed"
        fees = "select -sum(fee_amount), sum(amount) from earnings where creator_user_id = %s"
        assert db.execute(fees, (market.creator,)).fetchone() == (-5_000, 50_000)
        assert findings(db) == []


def wallet(db: Connection, brand: UUID) -> tuple[int, int]:
    """What a brand has available, and what is held."""
    found: tuple[int, int] = act_row(
        db,
        "select b.available, b.held from wallets as w, app.wallet_balance(w.id) as b where w.brand_id = %s",
        brand,
    )
    return found
