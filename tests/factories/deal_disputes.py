"""Disputes of held funds, by the same functions that people call, and as if they were older than they are."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

from tests.factories.deals import (
    Market,
    act,
    approve,
    make_deal,
    make_market,
    pass_timers,
    refused,
    reject,
    submit,
    value,
)
from tests.factories.people import make_user
from tests.sessions import without_triggers
from tests.typing import Connection

DAY = timedelta(days=1)
OPEN: LiteralString = "select app.open_deal_dispute(%s, %s, 'It is not right.', %s)"
ASKED, OFFERED, PRICE = 9_000, 2_000, 10_000
"""What a creator asks for, what the brand answers, and the price; cents."""


@dataclass(frozen=True)
class Quarrel:
    """A dispute about work that waits for its review, and an administrator of neither side."""

    db: Connection
    market: Market
    escrow: UUID
    dispute: UUID
    admin: UUID

    def by(self, side: str) -> UUID:
        """Who acts for a side."""
        return {"brand": self.market.owner, "creator": self.market.creator, "admin": self.admin}[side]

    def do(self, side: str, call: LiteralString, *parameters: object) -> object:
        """What one side, or the administrator, does with the dispute: `answer_deal_dispute(%s, 'No.', %s)`."""
        return act(self.db, self.by(side), "select app." + call, self.dispute, *parameters)

    def answer(self, amount: int = OFFERED) -> None:
        """The brand says what it would pay."""
        self.do("brand", "answer_deal_dispute(%s, 'It is blurred.', %s)", amount)

    def decide(self, amount: int) -> None:
        """The administrator decides, at first or after an appeal."""
        self.do("admin", "resolve_deal_dispute(%s, %s, 'Half of it can be used.')", amount)

    def is_now(self, column: LiteralString) -> object:
        """A column of the dispute."""
        return value(self.db, "select " + column + " from deal_disputes where id = %s", self.dispute)

    def age(self, days: float) -> None:
        """As if all of it had happened so many days earlier."""
        age_dispute(self.db, self.dispute, days)


def open_dispute(
    db: Connection,
    escrow: UUID,
    by: UUID,
    amount: int,
    reason: str = "quality",
) -> UUID:
    """A dispute in which the creator is to get `amount` cents."""
    opened: UUID = act(
        db, by, "select app.open_deal_dispute(%s, %s, 'It is not right.', %s)", escrow, reason, amount
    )
    return opened


def quarrel(
    db: Connection, status: str = "under_review", side: str = "creator", amount: int = ASKED
) -> Quarrel:
    """A dispute that one side has opened while the escrow was in a status."""
    market = make_market(db)
    escrow = bring_to(db, market, status)
    by = market.owner if side == "brand" else market.creator
    reason = "not_live" if status == "approved" else "quality"
    dispute = open_dispute(db, escrow, by, amount, reason)
    return Quarrel(db, market, escrow, dispute, make_user(db, "admin"))


def bring_to(db: Connection, market: Market, status: str, price: int = PRICE) -> UUID:
    """An escrow of a deal of its own, in a status in which it can be disputed."""
    terms: dict[str, object] = {"review_hours": 72, "keep_live_days": 30 if status == "approved" else 0}
    escrow = make_deal(db, market, price, terms=terms)[0]
    act(db, market.creator, "select app.start_work(%s)", escrow)
    if status == "work_in_progress":
        return escrow
    work = submit(db, escrow, market.creator)
    act(db, market.owner, "select app.open_review(%s)", escrow)
    if status == "rejected":
        reject(db, escrow, market.owner, work)
    elif status == "approved":
        approve(db, escrow, market.owner, work)
    return escrow


def age_dispute(db: Connection, dispute: UUID, days: float) -> None:
    """As if the dispute and all that led to it had happened so many days earlier."""
    moments = {
        "deal_disputes": (
            "opened_at",
            "answered_at",
            "decided_at",
            "appeal_until",
            "appealed_at",
            "reminded_at",
        ),
        "escrows": ("disputed_at", "locked_at", "submitted_at", "rejected_at", "approved_at", "deadline_at"),
        "deal_milestones": ("due_at",),
    }
    whose = {
        "deal_disputes": "id = %(id)s",
        "escrows": "id = (select escrow_id from deal_disputes where id = %(id)s)",
        "deal_milestones": "id = (select e.milestone_id from escrows as e join deal_disputes as d on d.escrow_id = e.id"
        " where d.id = %(id)s)",
    }
    with without_triggers(db) as free:
        for table, columns in moments.items():
            earlier = ", ".join(
                f"{column} = {column} - make_interval(secs => %(seconds)s)" for column in columns
            )
            free.execute(
                f"update {table} set {earlier} where {whose[table]}".encode(),
                {"id": dispute, "seconds": days * 86_400},
            )


def end_of(db: Connection, escrow: UUID) -> tuple[Any, ...]:
    """The status of held funds, and what the creator got."""
    return db.execute("select status, released_amount from escrows where id = %s", (escrow,)).fetchone() or ()


def waits(db: Connection, escrow: UUID) -> tuple[Any, ...]:
    """What time does next, and in how many days, rounded."""
    return db.execute(
        "select next_step, round(extract(epoch from deadline_at - now()) / 86400) from escrows where id = %s", (escrow,)
    ).fetchone() or ()  # fmt: skip


def let_days_pass(db: Connection, days: float) -> None:
    """All timers that are due so many days from now."""
    pass_timers(db, datetime.now(UTC) + days * DAY)


def refused_in(made: Quarrel, side: str, call: LiteralString, *parameters: object) -> str | None:
    """How a side of a dispute is told no."""
    return refused(made.db, made.by(side), "select app." + call, made.dispute, *parameters)
