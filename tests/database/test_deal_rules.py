"""Rules of the marketplace that must survive: no dead end, exact splits, one winner, closed rows that stay."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from common import database as house
from common.errors.deals import AlreadyClosed
from common.identity import SERVICE
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.database.test_status_machines import MACHINES
from tests.factories.deal_disputes import open_dispute, quarrel
from tests.factories.deals import (
    Market,
    act,
    approve,
    claim,
    findings,
    make_deal,
    make_gig,
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

FINAL = {"released", "refunded", "cancelled"}
HOLD = timedelta(days=88)


def arrange(db: Connection, market: Market, status: str) -> UUID:
    """An escrow of a deal of its own, brought to `status` by the steps of its people."""
    if status == "pending_payment":
        return make_deal(db, make_market(db, 0))[0]
    terms: dict[str, object] = {
        "keep_live_days": 30 if status in ("approved", "disputed") else 0,
        "review_hours": 72,
    }
    escrow = make_deal(db, market, terms=terms)[0]
    if status == "locked":
        return escrow
    act(db, market.creator, "select app.start_work(%s)", escrow)
    if status == "work_in_progress":
        return escrow
    work = submit(db, escrow, market.creator)
    if status == "work_submitted":
        return escrow
    act(db, market.owner, "select app.open_review(%s)", escrow)
    if status == "rejected":
        reject(db, escrow, market.owner, work)
    elif status in ("approved", "disputed"):
        approve(db, escrow, market.owner, work)
        if status == "disputed":
            open_dispute(db, escrow, market.owner, 0, "not_live")
    return escrow


def arrange_dispute(db: Connection, status: str) -> UUID:
    """An escrow whose dispute was brought to `status` (appealed: decided, and not accepted) by both sides and us."""
    made = quarrel(db, "rejected")
    if status == "open":
        return made.escrow
    made.answer()
    if status == "answered":
        return made.escrow
    made.decide(1)
    if status == "appealed":
        made.do("brand", "appeal_deal_dispute(%s, 'No.')")
    return made.escrow


@pytest.mark.parametrize(
    "status",
    [
        "pending_payment",
        "locked",
        "work_in_progress",
        "work_submitted",
        "under_review",
        "rejected",
        "approved",
        "disputed",
        "open",
        "answered",
        "decided",
        "appealed",
    ],
)
def test_from_each_status_time_alone_leads_to_the_end(database: Database, status: str) -> None:
    with database.connect() as db:
        if status in ("open", "answered", "decided", "appealed"):
            escrow, status = arrange_dispute(db, status), "disputed"
        else:
            escrow = arrange(db, make_market(db), status)
        assert status_of(db, escrow) == status
        began = datetime.now(UTC)
        while status_of(db, escrow) not in FINAL:
            due = value(db, "select deadline_at from escrows where id = %s", escrow)
            assert due is not None, "nothing will ever happen to it"
            assert due <= began + HOLD
            assert pass_timers(db, due) >= 1
        assert value(db, "select deadline_at is null from escrows where id = %s", escrow)
        assert findings(db) == []


def test_every_split_of_every_budget_is_exact(database: Database) -> None:
    """As app.fund_gig divides: all budgets to 2,000 over all numbers of slots to 40, in one statement."""
    with database.connect() as db:
        wrong = db.execute(
            "select b.budget, n.slots from generate_series(1, 2000) as b (budget)"
            " cross join generate_series(1, least(40, b.budget)) as n (slots)"
            " cross join lateral (select sum(b.budget / n.slots + (s.number <= b.budget % n.slots)::integer) as total"
            "  from generate_series(1, n.slots) as s (number)) as d where d.total <> b.budget"
        ).fetchall()
        assert wrong == []
        market = make_market(db)
        for budget, slots in ((40, 40), (1_999, 7), (10_003, 10), (1, 1)):
            gig = open_gig(db, market, budget=budget, slots=slots)
            found = "select sum(price), max(price) - min(price), sum(total) from gig_slots where gig_id = %s"
            total, spread, held = db.execute(found, (gig,)).fetchone() or ()
            assert (total, spread in (0, 1)) == (budget, True)
            assert act(db, market.owner, "select app.end_gig(%s)", gig) == held
        assert findings(db) == []


def test_the_fee_on_top_is_the_source_s_fee_to_a_unit(database: Database) -> None:
    with database.connect() as db:
        assert (
            value(
                db,
                "select count(*) from generate_series(1, 100000) as p (price)"
                " where abs(app.deal_fee(p.price, 1000) - round((p.price + app.deal_fee(p.price, 1000)) / 11.0)) > 1",
            )
            == 0
        )


def test_fifty_claim_ten_slots(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = open_gig(db, market)
        creators = [make_user(db) for _ in range(50)]

    answers = Counter(
        run_at_once(database, *[(str(one), "select app.claim_slot(%s)", (gig,)) for one in creators])
    )
    assert answers == {"ok": 10, "IK004": 40}
    with database.connect() as db:
        assert value(db, "select count(distinct slot_id) from deals where gig_id = %s", gig) == 10
        assert findings(db) == []


def test_of_approval_cancellation_and_timer_one_wins(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        for _ in range(8):
            escrow = make_deal(db, market)[0]
            work = submit(db, escrow, market.creator)
            act(db, market.owner, "select app.open_review(%s)", escrow)
            late = datetime.now(UTC) + timedelta(days=4)

            done = run_at_once(
                database,
                (str(market.owner), "select app.review_work(%s, %s, 'approved')", (escrow, work)),
                (str(market.creator), "select app.refund_held(%s)", (escrow,)),
                ("service", "select done from app.run_deal_timers(%s, 500)", (late,)),
            )
            assert set(done) <= {"ok", "IK001"}
            assert status_of(db, escrow) in {"released", "refunded"}
            seqs = "select array_agg(seq order by seq) from escrow_events where escrow_id = %s"
            found = value(db, seqs, escrow)
            assert found == list(range(1, len(found) + 1))
        assert findings(db) == []


CLOSED = ["gigs", "gig_slots", "deals", "escrows", "unfilled_refunds"]


@pytest.mark.parametrize("table", CLOSED)
def test_what_is_closed_refuses_every_change_and_says_so(
    database: Database, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = open_gig(db, market, slots=2)
        escrow = claim(db, gig, market.creator)
        approve(db, escrow, market.owner, submit(db, escrow, market.creator))
        act(db, market.owner, "select app.end_gig(%s)", gig)
        columns = [
            row[0]
            for row in db.execute(
                "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
                " and not attisdropped and attgenerated = ''",
                (table,),
            )
        ]
        db.execute("delete from blocked_attempts")
        for column in columns:
            change = sql.SQL("update {0} set {1} = {1}").format(sql.Identifier(table), sql.Identifier(column))
            with pytest.raises(psycopg.Error) as refused, db.transaction():
                db.execute(change)
            assert refused.value.sqlstate == "IK002", column
        for ending in (sql.SQL("delete from {}"), sql.SQL("truncate {} cascade")):
            with pytest.raises(psycopg.Error) as refused, db.transaction():
                db.execute(ending.format(sql.Identifier(table)))
            assert refused.value.sqlstate == "IK002"
        db.execute(sql.SQL("grant update on {} to service").format(sql.Identifier(table)))
        db.execute(
            sql.SQL("create policy test_updates on {} for update to service using (true)").format(
                sql.Identifier(table)
            )
        )
    with pytest.raises(AlreadyClosed), house.transaction(SERVICE) as tx:
        tx.execute(f"update {table} set id = id")
    with database.connect() as db:
        logged = "select sqlstate, action, data ->> 'table' from blocked_attempts"
        assert db.execute(logged).fetchall() == [("IK002", f"{table}: what is closed does not change", table)]


def test_attempts_above_the_hour_s_limit_are_not_written_down(database: Database) -> None:
    with database.connect() as db:
        db.execute("insert into admin_settings (key, value) values ('blocked_attempt_hourly_limit', '2')")
        user = make_user(db)
        call = "select app.log_blocked_attempt('x', 'y', 'IK001', null, %s)"
        assert [act(db, user, call, Jsonb({})) for _ in range(3)] == [True, True, False]
        assert value(db, "select count(*) from blocked_attempts") == 2


def test_the_machine_of_the_page_is_the_one_in_the_trigger() -> None:
    """Every status is reached from the first one, and only three have no way on."""
    steps = MACHINES["public.escrows"][1]
    reached, waiting = {"pending_payment"}, ["pending_payment"]
    while waiting:
        for status in steps.get(waiting.pop(), set()) - reached:
            reached.add(status)
            waiting.append(status)
    assert {status for status in reached if not steps.get(status)} == FINAL
    assert len(reached) == 15


def test_a_draft_of_another_mode_needs_its_prices(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = make_gig(db, market, mode="application", price_min=None, price_max=None)
        with pytest.raises(psycopg.Error) as refused:
            act(db, market.owner, "select app.open_gig(%s)", gig)
        assert refused.value.sqlstate == "IK015"
