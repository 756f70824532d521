"""Milestones that are paid for in another order than theirs: whatever becomes of each, time alone ends the deal."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.deals import (
    Market,
    act,
    approve,
    findings,
    make_deal,
    make_market,
    pass_timers,
    status_of,
    submit,
    value,
)
from tests.factories.ledger import fund_brand
from tests.typing import Connection

PAYMENTS = ("never", "wallet", "card", "card that fails", "card that is awaited")
ENDS = ("paid", "given up", "never begun", "never paid")


def pay(db: Connection, market: Market, escrow: UUID, how: str) -> UUID | None:
    """The brand pays before its turn; the deposit that Stripe has not decided on."""
    if how == "wallet":
        fund_brand(db, market.brand, 5_500)
        act(db, market.owner, "select app.pay_escrow(%s)", escrow)
    elif how != "never":
        deposit: UUID = act(db, market.owner, "select app.begin_card_payment(%s)", escrow)
        if how == "card that is awaited":
            return deposit
        settle(db, deposit, comes=how == "card")
    return None


def settle(db: Connection, deposit: UUID, *, comes: bool) -> None:
    """Stripe has spoken."""
    if comes:
        act(db, None, "select app.credit_deposit(%s, 'pi_1', 5500, 'usd', null)", deposit)
    else:
        act(db, None, "select app.close_deposit(%s, 'failed', 'card_declined')", deposit)
    act(db, None, "select app.settle_card_payments(now(), 500)")


def end(db: Connection, market: Market, escrow: UUID, how: str) -> None:
    """What becomes of the first milestone."""
    if how == "paid":
        approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    elif how == "given up":
        act(db, market.creator, "select app.refund_held(%s)", escrow)
    else:
        pass_timers(db, datetime.now(UTC) + timedelta(days=8))


@pytest.mark.parametrize("how", ENDS)
@pytest.mark.parametrize("payment", PAYMENTS)
def test_time_alone_ends_a_deal_of_three_milestones(database: Database, payment: str, how: str) -> None:
    with database.connect() as db:
        market = make_market(db, 0 if how == "never paid" else 11_000)
        first, second, third = make_deal(db, market, 10_000, 5_000, 5_000)
        awaited = pay(db, market, second, payment)
        end(db, market, first, how)
        if awaited is not None:
            settle(db, awaited, comes=how == "paid")
        pass_timers(db, datetime.now(UTC) + timedelta(days=100))
        ends = [status_of(db, escrow) for escrow in (first, second, third)]
        assert ends[0] == {"paid": "released", "never paid": "cancelled"}.get(how, "refunded")
        assert {*ends} <= {"released", "refunded", "cancelled"}
        assert value(db, "select closed_at is not null from deals")
        assert findings(db) == []
