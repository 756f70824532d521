"""Gigs, deals and held funds, made by the same functions that people call, as the people who call them."""

from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.actors import acting_as
from tests.factories.ledger import fund_brand
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


@dataclass(frozen=True)
class Market:
    """A brand with its administrator and money in its wallet, and a creator."""

    owner: UUID
    brand: UUID
    creator: UUID


def make_market(db: Connection, funds: int = 1_000_000, currency: str = "usd") -> Market:
    """Two sides; the wallet holds `funds` minor units."""
    owner = make_user(db, "brand")
    brand = brand_of(db, owner)
    if funds:
        fund_brand(db, brand, funds, currency=currency)
    return Market(owner, brand, make_user(db))


def act(db: Connection, user: UUID | None, query: LiteralString, *parameters: object) -> Any:
    """The first column of what `user` (None: the service) asks; it is committed, or raises."""
    with acting_as(db, user):
        row = db.execute(query, parameters).fetchone()
    return row[0] if row else None


def refused(db: Connection, user: UUID | None, query: LiteralString, *parameters: object) -> str | None:
    """How `user` (None: the service) is told no; fails where they are not."""
    with pytest.raises(psycopg.Error) as error:
        act(db, user, query, *parameters)
    return error.value.sqlstate


def make_gig(
    db: Connection, market: Market, *, budget: int | None = 10_003, slots: int = 10, **columns: object
) -> UUID:
    """A draft of a gig that is claimed; `mode` application: with prices from 1 to 10^6."""
    values: dict[str, object] = {
        "brand_id": market.brand, "created_by": market.owner, "mode": "claim", "title": "A post about tea",
        "currency": "usd", "slots_total": slots,
    } | columns  # fmt: skip
    if values["mode"] == "application":
        values = {"price_min": 1, "price_max": 1_000_000} | values
    names = list(values)
    row = db.execute(
        f"insert into gigs ({', '.join(names)}) values ({', '.join(['%s'] * len(names))}) returning id",
        list(values.values()),
    ).fetchone()
    assert row is not None
    gig: UUID = row[0]
    db.execute(
        "insert into gig_budgets (gig_id, brand_id, budget_total) values (%s, %s, %s)",
        (gig, market.brand, budget),
    )
    return gig


def open_gig(db: Connection, market: Market, **columns: Any) -> UUID:
    """A gig that is open."""
    gig = make_gig(db, market, **columns)
    act(db, market.owner, "select app.open_gig(%s)", gig)
    return gig


def claim(db: Connection, gig: UUID, creator: UUID) -> UUID:
    """A slot of `gig` for `creator`; the escrow."""
    deal = act(db, creator, "select app.claim_slot(%s)", gig)
    return escrows_of(db, deal)[0]


def offer(
    db: Connection, market: Market, *prices: int, terms: dict[str, object] | None = None, due_days: int = 14,
    currency: str = "usd",
) -> UUID:  # fmt: skip
    """A direct offer with a milestone for each price; the deal."""
    milestones = [
        {"title": f"Part {number}", "price": price, "due_days": due_days}
        for number, price in enumerate(prices, 1)
    ]
    deal: UUID = act(
        db, market.owner, "select app.offer_deal(%s, %s, %s, 'A video', %s, %s)", market.brand,
        market.creator, currency, Jsonb(terms or {"review_hours": 72, "revision_limit": 2, "keep_live_days": 0}),
        Jsonb(milestones),
    )  # fmt: skip
    return deal


def make_deal(db: Connection, market: Market, *prices: int, **more: Any) -> list[UUID]:
    """A direct offer that was accepted; the first milestone is held if the wallet has enough. Its escrows in turn."""
    deal = offer(db, market, *(prices or (10_000,)), **more)
    act(db, market.creator, "select app.accept_offer(%s)", deal)
    return escrows_of(db, deal)


def escrows_of(db: Connection, deal: UUID) -> list[UUID]:
    """The escrows of a deal, in the order of their milestones."""
    return [
        row[0]
        for row in db.execute(
            "select e.id from escrows as e join deal_milestones as m on m.id = e.milestone_id"
            " where e.deal_id = %s order by m.number",
            (deal,),
        ).fetchall()
    ]


def submit(db: Connection, escrow: UUID, creator: UUID, note: str = "Here it is.") -> UUID:
    """Work in words; the submission."""
    found: UUID = act(db, creator, "select app.hand_in_work(%s, 'text', null, null, %s)", escrow, note)
    return found


def approve(db: Connection, escrow: UUID, reviewer: UUID, submission: UUID) -> None:
    """A review that says yes."""
    act(db, reviewer, "select app.review_work(%s, %s, 'approved')", escrow, submission)


def finish_deal(db: Connection, market: Market, price: int = 10_000, currency: str = "usd") -> UUID:
    """A deal of one milestone whose work is approved; the escrow, which is released."""
    escrow = make_deal(db, market, price, currency=currency)[0]
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    return escrow


def reject(db: Connection, escrow: UUID, reviewer: UUID, submission: UUID) -> None:
    """A review that says no."""
    act(db, reviewer, "select app.review_work(%s, %s, 'rejected', 'quality', 'Blurred.')", escrow, submission)


def status_of(db: Connection, escrow: UUID) -> str:
    """The status of an escrow."""
    return str(value(db, "select status from escrows where id = %s", escrow))


def value(db: Connection, query: LiteralString, *parameters: object) -> Any:
    """The first column of the first row."""
    row = db.execute(query, parameters).fetchone()
    assert row is not None
    return row[0]


def pass_timers(db: Connection, as_of: object) -> int:
    """All timers until nothing is due at `as_of`; how many steps they made. Fails where one of them failed."""
    total: int = 0
    while True:
        done, errors, failed, _ = act_row(db, "select * from app.run_deal_timers(%s, 500)", as_of)
        more, also, failing, _ = act_row(db, "select * from app.run_gig_timers(%s, 500)", as_of)
        assert not errors + also, (failed, failing)
        total += int(done + more)
        if not done + more:
            return total


def act_row(db: Connection, query: LiteralString, *parameters: object) -> Any:
    """The first row of what the service asks."""
    found: list[Any] = []
    with acting_as(db, None):
        found += db.execute(query, parameters).fetchmany(1)
    return found[0] if found else None


def findings(db: Connection) -> list[tuple[object, ...]]:
    """What the nightly proof would report."""
    return [
        *db.execute("select * from app.find_broken_money()").fetchall(),
        *db.execute("select * from ledger.find_broken_books(7)").fetchall(),
    ]
