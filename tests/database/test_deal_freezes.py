"""A disputed card payment holds deals up: nothing happens meanwhile, and no time is lost."""

from datetime import UTC, datetime, timedelta
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.factories.card_disputes import (
    HELD,
    bring_to,
    deal_by_card,
    dispute,
    is_frozen,
    let_time_pass,
    move,
)
from tests.factories.deals import (
    Market,
    act,
    findings,
    make_market,
    pass_timers,
    status_of,
    submit,
    value,
)
from tests.typing import Connection

STAYS: dict[str, object] = {"keep_live_days": 30, "review_hours": 72, "revision_limit": 2}
FOREVER = timedelta(days=1_000)
STEPS: dict[LiteralString, tuple[str, ...]] = {
    "select app.start_work(%(e)s)": ("creator",),
    "select app.hand_in_work(%(e)s, 'text', null, null, 'x')": ("creator",),
    "select app.recall_work(%(e)s)": ("creator",),
    "select app.open_review(%(e)s)": ("brand",),
    "select app.review_work(%(e)s, %(w)s, 'approved')": ("brand",),
    "select app.review_work(%(e)s, %(w)s, 'rejected', 'quality')": ("brand",),
    "select app.release_held(%(e)s)": ("brand",),
    "select app.refund_held(%(e)s)": ("brand", "creator"),
    "select app.cancel_escrow(%(e)s)": ("brand", "creator"),
    "select app.cancel_deal((select deal_id from escrows where id = %(e)s))": ("brand", "creator"),
    "select app.pay_escrow(%(e)s)": ("brand",),
    "select app.begin_card_payment(%(e)s)": ("brand",),
}
"""Every way in which people move held funds, and who may."""


def refusals(db: Connection, market: Market, escrow: UUID) -> set[str]:
    """How each step of each side is refused."""
    work = db.execute(
        "select id from deal_submissions where escrow_id = %s order by revision desc limit 1", (escrow,)
    ).fetchone()
    found = set()
    for step, sides in STEPS.items():
        call = step.replace("%(e)s", f"'{escrow}'").replace("%(w)s", f"'{work[0]}'" if work else "null")
        for side in sides:
            try:
                act(db, market.owner if side == "brand" else market.creator, call)
                found.add(f"{call} was done")
            except psycopg.Error as error:
                found.add(f"{error.sqlstate}")
    return found


def time_left(db: Connection, escrow: UUID) -> tuple[timedelta, str]:
    found: tuple[timedelta, str] = db.execute(
        "select deadline_at - now(), next_step from escrows where id = %s", (escrow,)
    ).fetchone() or (FOREVER, "")
    return found


@pytest.mark.parametrize("status", HELD)
def test_whatever_its_status_nothing_happens_until_the_dispute_is_won(
    database: Database, status: str
) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow, intent = deal_by_card(db, market, terms=STAYS)
        bring_to(db, market, escrow, status)
        before, step = time_left(db, escrow)
        name = dispute(db, intent)
        assert is_frozen(db, escrow)
        assert refusals(db, market, escrow) <= {"IK003"}
        pass_timers(db, datetime.now(UTC) + FOREVER)
        assert status_of(db, escrow) == status
        let_time_pass(db, timedelta(days=80))
        dispute(db, intent, "won", name=name)
        assert not is_frozen(db, escrow)
        assert status_of(db, escrow) == status
        after, then = time_left(db, escrow)
        assert then == step
        assert abs(before - after) < timedelta(minutes=1)
        kinds = (
            "select array_agg(event_type order by seq) from escrow_events where escrow_id = %s and seq > %s"
        )
        version = value(db, "select version from escrows where id = %s", escrow)
        assert value(db, kinds, escrow, version - 2) == ["frozen", "unfrozen"]
        assert findings(db) == []


@pytest.mark.parametrize("status", HELD)
def test_from_each_status_time_alone_leads_to_the_end_within_88_days_and_the_freeze(
    database: Database, status: str
) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow, intent = deal_by_card(db, market, terms=STAYS)
        bring_to(db, market, escrow, status)
        freezes = (timedelta(days=1), timedelta(days=40))
        for length in freezes:
            name = dispute(db, intent)
            let_time_pass(db, length)
            dispute(db, intent, "won", name=name)
        locked = value(db, "select locked_at from escrows where id = %s", escrow)
        while status_of(db, escrow) not in {"released", "refunded"}:
            due = value(db, "select deadline_at from escrows where id = %s", escrow)
            assert due <= locked + timedelta(days=88) + sum(freezes, timedelta(minutes=1))
            assert pass_timers(db, due) >= 1
        assert findings(db) == []


def test_a_wish_to_cancel_does_not_lapse_meanwhile(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow, intent = deal_by_card(db, market)
        bring_to(db, market, escrow, "work_in_progress")
        act(db, market.owner, "select app.cancel_escrow(%s)", escrow)
        name = dispute(db, intent)
        let_time_pass(db, timedelta(days=30))
        dispute(db, intent, "won", name=name)
        act(db, market.creator, "select app.cancel_escrow(%s)", escrow)
        assert status_of(db, escrow) == "refunded", "both have cancelled"
        assert findings(db) == []


def test_both_sides_are_told_once_of_each(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        _, intent = deal_by_card(db, market)
        name = dispute(db, intent)
        dispute(db, intent, "under_review", name=name)
        dispute(db, intent, "won", name=name)
        dispute(db, intent, "won", name=name)
        told = (
            "select type, user_id, metadata ->> 'amount' from notifications where type like 'deal_%%frozen'"
            " order by id"
        )
        assert sorted(db.execute(told).fetchall(), key=str) == sorted(
            [
                ("deal_frozen", market.creator, "10000"), ("deal_frozen", market.owner, "11000"),
                ("deal_unfrozen", market.creator, "10000"), ("deal_unfrozen", market.owner, "11000"),
            ],
            key=str,
        )  # fmt: skip


NEXT: dict[str, tuple[str, ...]] = {
    "locked": ("start", "submit"), "work_in_progress": ("submit", "ask", "submit"),
    "work_submitted": ("open", "recall", "open", "ask"), "under_review": ("reject", "reject", "approve", "ask"),
    "rejected": ("start", "submit", "ask"),
}  # fmt: skip
"""What people may do in each status."""
CALLS: dict[str, tuple[str, str]] = {
    "start": ("creator", "select app.start_work({e})"), "recall": ("creator", "select app.recall_work({e})"),
    "open": ("brand", "select app.open_review({e})"), "ask": ("brand", "select app.cancel_escrow({e})"),
    "reject": ("brand", "select app.review_work({e}, {w}, 'rejected', 'quality')"),
    "approve": ("brand", "select app.review_work({e}, {w}, 'approved')"),
}  # fmt: skip


def do(db: Connection, market: Market, escrow: UUID, step: str) -> str:
    """One step, or how it is refused."""
    try:
        if step == "submit":
            submit(db, escrow, market.creator)
            return "ok"
        who, call = CALLS[step]
        newest = (
            f"(select id from deal_submissions where escrow_id = '{escrow}' order by revision desc limit 1)"
        )
        act(db, market.owner if who == "brand" else market.creator, call.format(e=f"'{escrow}'", w=newest))
    except psycopg.Error as error:
        return error.sqlstate or "?"
    return "ok"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(("act", "act", "freeze", "wait")), st.integers(1, 90)),
        min_size=15,
        max_size=25,
    ),
    keep_live_days=st.sampled_from([0, 30]),
)
def test_freezes_at_random_moments_keep_every_rest_of_a_deadline(
    database: Database, steps: list[tuple[str, int]], keep_live_days: int
) -> None:
    """Of two deals with the same steps one is frozen at times. The model: of its twin, all happened so much later."""
    with database.connect() as db:
        market, terms = make_market(db), STAYS | {"keep_live_days": keep_live_days}
        frozen, intent = deal_by_card(db, market, terms=terms)
        twin, _ = deal_by_card(db, market, terms=terms)
        for kind, number in steps:
            passed = timedelta(hours=number)
            if kind == "freeze":
                name = dispute(db, intent)
                let_time_pass(db, passed)
                move(db, passed, f"id = '{twin}' and status not in ('released', 'refunded')", "escrows")
                move(db, passed, f"id = (select milestone_id from escrows where id = '{twin}')"
                     f" and exists (select from escrows where id = '{twin}' and deadline_at is not null)",
                     "deal_milestones")  # fmt: skip
                dispute(db, intent, "won", name=name)
            elif kind == "wait":
                let_time_pass(db, passed)
                pass_timers(db, datetime.now(UTC))
            elif acts := NEXT.get(status_of(db, twin)):
                step = acts[number % len(acts)]
                assert do(db, market, frozen, step) == do(db, market, twin, step)
            found = "select status, next_step, coalesce(deadline_at, 'epoch') from escrows where id = %s"
            (one, other) = (db.execute(found, (e,)).fetchone() or ("", "", None) for e in (frozen, twin))
            assert one[:2] == other[:2], (kind, number)
            assert abs(one[2] - other[2]) < timedelta(minutes=1), (kind, number)
        assert findings(db) == []
