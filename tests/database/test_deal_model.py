"""Random people do random things to twenty milestones: a model and the database agree on each."""

from uuid import UUID

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.database.deal_model import CALLS, FUNDS, IN_DISPUTE, STEPS, STORIES, Model
from tests.factories.deals import (
    act,
    act_row,
    escrows_of,
    findings,
    make_deal,
    make_market,
    value,
)
from tests.factories.people import make_user
from tests.typing import Connection

WALKS = [*((step,) for step in (*STEPS, *IN_DISPUTE, "wait")), *STORIES]


def call_of(db: Connection, model: Model, escrow: UUID, step: str) -> str:
    """The step with the work and the dispute of this moment."""
    newest = "select id from deal_submissions where escrow_id = %s order by revision desc limit 1"
    work = db.execute(newest, (escrow,)).fetchone()
    live = "select id, proposed_amount from deal_disputes where escrow_id = %s order by id desc limit 1"
    dispute, stands = db.execute(live, (escrow,)).fetchone() or (None, None)
    known = {
        "e": escrow, "w": work[0] if work else None, "d": dispute, "stands": stands, "ask": model.ask(escrow),
        "bid": model.bid(escrow), "cut": model.cut(escrow),
    }  # fmt: skip
    call = CALLS[step]
    for name, found in known.items():
        call = call.replace(f"%({name})s", "null" if found is None else f"'{found}'")
    return call


def do(db: Connection, people: dict[str, UUID], model: Model, escrow: UUID, step: str) -> None:
    side = IN_DISPUTE.get(step) or STEPS[step][0]
    call = call_of(db, model, escrow, step)
    before = model.status[escrow]
    expected = model.expect(escrow, step)
    refused = ""
    try:
        act(db, people[side], call)
    except psycopg.Error as error:
        refused = error.diag.constraint_name or error.sqlstate or "?"
    known = ("", "IK001", "IK013", "IK031", "IK032", "deal_dispute_is_withdrawn_once", "IG003")
    assert refused in known, (step, before, refused)
    assert (expected is None) == bool(refused), (step, before, refused)
    if expected is not None:
        model.move(escrow, expected)


def wait(db: Connection, model: Model, escrow: UUID) -> None:
    found = db.execute("select deadline_at, next_step from escrows where id = %s", (escrow,)).fetchone()
    assert found is not None
    if found[0] is not None:
        db.execute("select app.run_deal_timer(%s, %s)", (escrow, found[0]))
        if after := model.let_time_pass(escrow, found[1]):
            model.move(escrow, after)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    prices=st.lists(st.lists(st.integers(1, 99_999), min_size=1, max_size=4), min_size=1, max_size=5),
    steps=st.lists(st.tuples(st.integers(0, 19), st.sampled_from(WALKS)), min_size=30, max_size=80),
)
def test_the_model_and_the_database_agree(
    database: Database, prices: list[list[int]], steps: list[tuple[int, tuple[str, ...]]]
) -> None:
    with database.connect() as db:
        market, model = make_market(db, FUNDS), Model()
        people = {"brand": market.owner, "creator": market.creator, "admin": make_user(db, "admin")}
        for parts in prices:
            escrows = make_deal(db, market, *parts)
            model.deals.append(escrows)
            model.price |= dict(zip(escrows, parts, strict=True))
            model.status |= dict.fromkeys(escrows, "pending_payment") | {escrows[0]: "locked"}
        every = list(model.status)
        balance = "select available, held from wallets as w, app.wallet_balance(w.id) where w.brand_id = %s"
        for escrow, step in ((every[place % len(every)], step) for place, walk in steps for step in walk):
            if step == "wait":
                wait(db, model, escrow)
            else:
                do(db, people, model, escrow, step)
            found = db.execute(
                "select id, status from escrows where brand_id = %s", (market.brand,)
            ).fetchall()
            assert dict(found) == model.status, (step, escrow)
            assert act_row(db, balance, market.brand) == model.wallet()
        for deal in model.deals:
            assert escrows_of(db, value(db, "select deal_id from escrows where id = %s", deal[0])) == deal
        assert findings(db) == []
