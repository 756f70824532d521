"""app.split_escrow: a decided dispute pays the creator a part, the platform its fee on that, the brand the rest."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.database.sql_functions import Refusal
from tests.factories.deals import Market, approve, findings, make_deal, make_market, submit, value
from tests.factories.ledger import account, balance
from tests.typing import Connection

FUNDS = 1_000_000
PRICE = 10_000
TOTAL = 11_000


@pytest.fixture
def market(db: Connection) -> Market:
    """A brand and a creator."""
    return make_market(db, FUNDS)


def disputed(db: Connection, market: Market, price: int = PRICE) -> UUID:
    """Held funds whose approved post should stay, and is gone."""
    escrow = make_deal(
        db, market, price, terms={"review_hours": 72, "revision_limit": 2, "keep_live_days": 30}
    )[0]
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    db.execute(
        "select app.step_escrow(e, 'disputed', now(), 'not_live') from escrows as e where id = %s", (escrow,)
    )
    return escrow


def split(db: Connection, escrow: UUID, creator_amount: int | None) -> None:
    db.execute(
        "select app.split_escrow(e, %s, now(), 'decided') from escrows as e where id = %s",
        (creator_amount, escrow),
    )


def amounts(db: Connection, escrow: UUID) -> tuple[Any, ...]:
    """Status, what the creator, the platform and the brand got."""
    return db.execute(
        "select status, released_amount, fee_amount, refunded_amount from escrows where id = %s", (escrow,)
    ).fetchone() or ("",)


def refusal(db: Connection, escrow: UUID, creator_amount: int | None) -> Refusal:
    with pytest.raises(psycopg.Error) as refused, db.transaction():
        split(db, escrow, creator_amount)
    return Refusal(refused.value.sqlstate or "")


@pytest.mark.parametrize(
    ("creator_amount", "after"),
    [
        (0, ("refunded", 0, 0, TOTAL)),
        (1, ("released", 1, 0, 10_999)),
        (5, ("released", 5, 1, 10_994)),
        (3_333, ("released", 3_333, 333, 7_334)),
        (PRICE - 1, ("released", 9_999, 1_000, 1)),
        (PRICE, ("released", PRICE, 1_000, 0)),
    ],
)
def test_the_three_parts_are_the_whole(
    db: Connection, market: Market, creator_amount: int, after: tuple[Any, ...]
) -> None:
    escrow = disputed(db, market)
    split(db, escrow, creator_amount)
    assert amounts(db, escrow) == after
    assert sum(after[1:]) == TOTAL
    available = account(db, "brand_available", brand_id=market.brand)
    assert balance(db, available) == FUNDS - TOTAL + after[3]
    assert findings(db) == []


def test_every_part_of_a_small_price_is_exact(db: Connection) -> None:
    market = make_market(db, FUNDS)
    for creator_amount in range(31):
        escrow = disputed(db, market, 30)
        split(db, escrow, creator_amount)
        _, released, fee, refunded = amounts(db, escrow)
        assert (released, fee) == (creator_amount, (creator_amount * 1_000 + 5_000) // 10_000)
        assert released + fee + refunded == 33
    assert findings(db) == []


def test_wallets_and_the_earning_say_the_same(db: Connection, market: Market) -> None:
    escrow = disputed(db, market)
    split(db, escrow, 4_000)
    earned = "select amount, fee_amount, gross_amount, status from earnings where escrow_id = %s"
    assert db.execute(earned, (escrow,)).fetchall() == [(4_000, 400, 4_400, "pending")]
    lines = (
        "select w.user_id is not null, t.transaction_type, t.amount, t.balance_effect from wallet_transactions as t"
        " join wallets as w on w.id = t.wallet_id join escrow_events as v on v.event_type = 'released'"
        " and v.ledger_transaction_id = t.ledger_transaction_id where v.escrow_id = %s order by 1, 2 desc"
    )
    assert db.execute(lines, (escrow,)).fetchall() == [
        (False, "transfer", 4_400, 0), (False, "release", 6_600, 6_600), (True, "transfer", 4_000, 4_000),
    ]  # fmt: skip
    assert value(db, "select kind from ledger.transactions order by id desc limit 1") == "deal_split"


def test_a_line_of_a_split_that_was_tampered_with_is_found(db: Connection, market: Market) -> None:
    """What the brand spent is no entry of its own: it is the creator's part and the fee together."""
    escrow = disputed(db, market)
    split(db, escrow, 4_000)
    assert findings(db) == []
    db.execute("set local session_replication_role = replica")
    db.execute("update wallet_transactions set amount = 4401 where amount = 4400 and balance_effect = 0")
    assert [(row[0], *row[2:]) for row in findings(db)] == [("what is booked moves its amount", 4_401, 4_400)]


@pytest.mark.parametrize("creator_amount", [-1, PRICE + 1, TOTAL, 2**62, None])
def test_nothing_but_a_part_of_the_price_is_taken(
    db: Connection, market: Market, creator_amount: int | None
) -> None:
    escrow = disputed(db, market)
    assert refusal(db, escrow, creator_amount) == Refusal("IM006")
    assert amounts(db, escrow) == ("disputed", 0, 0, 0)


def test_it_happens_once_and_only_to_what_is_disputed(db: Connection, market: Market) -> None:
    escrow = disputed(db, market)
    split(db, escrow, 4_000)
    assert refusal(db, escrow, 4_000) == Refusal("IK002")
    running = make_deal(db, market)[0]
    assert refusal(db, running, 4_000) == Refusal("IK001")
    assert findings(db) == []
