"""Random people do random things to twenty milestones: a model of sixty lines and the database agree on each."""

from dataclasses import dataclass, field
from uuid import UUID

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.factories.deals import (
    Market,
    act,
    act_row,
    escrows_of,
    findings,
    make_deal,
    make_market,
    value,
)
from tests.typing import Connection

FUNDS = 10_000_000
STEPS: dict[str, tuple[str, dict[str, str]]] = {
    "pay": ("brand", {"pending_payment": "locked", "failed": "locked"}),
    "start": ("creator", {"locked": "work_in_progress", "rejected": "work_in_progress"}),
    "submit": ("creator", dict.fromkeys(("locked", "work_in_progress", "rejected"), "work_submitted")),
    "recall": ("creator", {"work_submitted": "work_in_progress"}),
    "open": ("brand", {"work_submitted": "under_review", "under_review": "under_review"}),
    "approve": ("brand", {"work_submitted": "released", "under_review": "released"}),
    "reject": ("brand", {"work_submitted": "rejected", "under_review": "rejected"}),
    "give_up": ("creator", dict.fromkeys(
        ("locked", "work_in_progress", "work_submitted", "under_review", "rejected"), "refunded"
    )),
    "cancel": ("brand", {"pending_payment": "cancelled", "failed": "cancelled", "locked": "refunded"} | {
        one: one for one in ("work_in_progress", "work_submitted", "under_review", "rejected")  # it asks the other side
    }),
}  # fmt: skip
CALLS = {
    "pay": "select app.pay_escrow(%(e)s)", "start": "select app.start_work(%(e)s)",
    "submit": "select app.hand_in_work(%(e)s, 'text', null, null, 'x')", "recall": "select app.recall_work(%(e)s)",
    "open": "select app.open_review(%(e)s)", "give_up": "select app.refund_held(%(e)s)",
    "approve": "select app.review_work(%(e)s, %(w)s, 'approved')",
    "reject": "select app.review_work(%(e)s, %(w)s, 'rejected', 'quality')",
    "cancel": "select app.cancel_escrow(%(e)s)",
}  # fmt: skip
BY_TIME = {
    "cancel": "cancelled", "refund_unstarted": "refunded", "refund_late": "refunded", "open_review": "under_review",
    "approve": "released", "refund_rejected": "refunded", "end_hold": "refunded",
}  # fmt: skip
HELD = {"locked", "work_in_progress", "work_submitted", "under_review", "rejected"}


@dataclass
class Model:
    """What should be: the status of each milestone, in turn, of each deal, and what the wallet has left."""

    price: dict[UUID, int] = field(default_factory=dict)
    status: dict[UUID, str] = field(default_factory=dict)
    deals: list[list[UUID]] = field(default_factory=list)
    revisions: dict[UUID, int] = field(default_factory=dict)

    def total(self, escrow: UUID) -> int:
        return self.price[escrow] + (self.price[escrow] * 1_000 + 5_000) // 10_000

    def expect(self, escrow: UUID, step: str) -> str | None:
        after = STEPS[step][1].get(self.status[escrow])
        if self.status[escrow] == "rejected" and step in ("start", "submit"):
            if self.revisions.get(escrow, 0) >= 2:
                return None
            self.revisions[escrow] = self.revisions.get(escrow, 0) + 1
        return after

    def move(self, escrow: UUID, after: str) -> None:
        self.status[escrow] = after
        if after in ("refunded", "cancelled"):
            (deal,) = [deal for deal in self.deals if escrow in deal]
            for later in deal[deal.index(escrow) + 1 :]:
                if self.status[later] in ("pending_payment", "failed"):
                    self.status[later] = "cancelled"

    def wallet(self) -> tuple[int, int]:
        held = sum(self.total(one) for one, status in self.status.items() if status in HELD)
        spent = sum(self.total(one) for one, status in self.status.items() if status == "released")
        return FUNDS - held - spent, held


def do(db: Connection, market: Market, model: Model, escrow: UUID, step: str) -> None:
    who = market.owner if STEPS[step][0] == "brand" else market.creator
    work = db.execute(
        "select id from deal_submissions where escrow_id = %s order by revision desc limit 1", (escrow,)
    ).fetchone()
    expected = model.expect(escrow, step)
    call = CALLS[step].replace("%(e)s", f"'{escrow}'").replace("%(w)s", f"'{work[0]}'" if work else "null")
    refused = ""
    try:
        act(db, who, call)
    except psycopg.Error as error:
        refused = error.sqlstate or "?"
    assert refused in ("", "IK001", "IK013"), refused
    assert (expected is None) == bool(refused), (step, model.status[escrow])
    if expected is not None:
        model.move(escrow, expected)


def wait(db: Connection, model: Model, escrow: UUID) -> None:
    found = db.execute("select deadline_at, next_step from escrows where id = %s", (escrow,)).fetchone()
    assert found is not None
    if found[0] is not None:
        db.execute("select app.run_deal_timer(%s, %s)", (escrow, found[0]))
        if found[1] in BY_TIME:
            model.move(escrow, BY_TIME[found[1]])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    prices=st.lists(st.lists(st.integers(1, 99_999), min_size=1, max_size=4), min_size=1, max_size=5),
    steps=st.lists(
        st.tuples(st.integers(0, 19), st.sampled_from([*STEPS, "wait"])), min_size=60, max_size=120
    ),
)
def test_the_model_and_the_database_agree(
    database: Database, prices: list[list[int]], steps: list[tuple[int, str]]
) -> None:
    with database.connect() as db:
        market, model = make_market(db, FUNDS), Model()
        for parts in prices:
            escrows = make_deal(db, market, *parts)
            model.deals.append(escrows)
            model.price |= dict(zip(escrows, parts, strict=True))
            model.status |= dict.fromkeys(escrows, "pending_payment") | {escrows[0]: "locked"}
        every = list(model.status)
        balance = "select available, held from wallets as w, app.wallet_balance(w.id) where w.brand_id = %s"
        for place, step in steps:
            escrow = every[place % len(every)]
            if step == "wait":
                wait(db, model, escrow)
            else:
                do(db, market, model, escrow, step)
            found = db.execute(
                "select id, status from escrows where brand_id = %s", (market.brand,)
            ).fetchall()
            assert dict(found) == model.status, (step, escrow)
            assert act_row(db, balance, market.brand) == model.wallet()
        for deal in model.deals:
            assert escrows_of(db, value(db, "select deal_id from escrows where id = %s", deal[0])) == deal
        assert findings(db) == []
