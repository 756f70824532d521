"""Disputes that overlap, come back, or are told in any order end in the same books."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Database
from tests.factories.card_disputes import (
    OPEN,
    TOTAL,
    begin_card,
    books,
    credit,
    deal_by_card,
    deals,
    dispute,
    is_frozen,
    new_id,
    refund_at_stripe,
    settle,
    states,
)
from tests.factories.deals import act, findings, make_deal, make_market, pass_timers, status_of, value


def test_of_several_disputes_the_last_one_lets_go(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        by_card, intent = deal_by_card(db, market)
        (other,) = deals(db, market, 1)
        first, second = (dispute(db, intent, amount=8_000) for _ in range(2))
        assert states(db, [by_card, other]) == ["frozen", "frozen"]
        version = value(db, "select version from escrows where id = %s", by_card)
        dispute(db, intent, "won", amount=8_000, name=first)
        assert states(db, [by_card, other]) == ["frozen", "locked"]
        assert db.execute("select version, frozen_by from escrows where id = %s", (by_card,)).fetchone() == (
            version, second,
        ), "another one holds it, and nothing has happened to it"  # fmt: skip
        dispute(db, intent, "won", amount=8_000, name=second)
        assert states(db, [by_card, other]) == ["locked", "locked"]
        assert books(db, market) == (0, 0, 2 * TOTAL)
        assert findings(db) == []


def test_lost_after_won_and_won_after_lost_are_each_what_they_are(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        escrow, intent = deal_by_card(db, market)
        name = dispute(db, intent)
        for status in ("won", OPEN, "won"):
            dispute(db, intent, status, name=name)
            assert states(db, [escrow]) == ["frozen" if status == OPEN else "locked"]
        for _ in range(2):
            dispute(db, intent, "lost", name=name)
        assert states(db, [escrow]) == ["refunded"]
        assert books(db, market) == (0, 0, 0)
        dispute(db, intent, "won", name=name)
        assert states(db, [escrow]) == ["refunded"], "what is over stays over"
        assert books(db, market) == (TOTAL, 0, 0)
        assert findings(db) == []


ORDERS = list(itertools.permutations(("settle", "open", "end", "refund")))


@pytest.mark.parametrize("end", ["won", "lost"])
@pytest.mark.parametrize("refunded", [0, 4_000])
def test_in_any_order_of_events_the_books_are_the_same(database: Database, end: str, refunded: int) -> None:
    """The worker books a payment before what takes it back; an older answer about a dispute counts for nothing."""
    found = set()
    with database.connect() as db:
        for order in ORDERS:
            market = make_market(db, 0)
            escrow = make_deal(db, market)[0]
            deposit, intent = begin_card(db, market, escrow)
            name = new_id("dp")
            credit(db, deposit, intent)
            for step in order:
                if step == "settle":
                    settle(db)
                elif step == "refund" and refunded:
                    refund_at_stripe(db, intent, refunded)
                elif step in ("open", "end"):
                    act(db, None, "select app.book_dispute(%s, %s, %s, 11000, now() + %s)", intent, name,
                        OPEN if step == "open" else end, timedelta(seconds=step == "end"))  # fmt: skip
            settle(db)
            found.add(books(db, market))
            assert not is_frozen(db, escrow), order
        assert findings(db) == []
    left = (TOTAL if end == "won" else 0) - refunded
    expected = (max(left, 0), max(-left, 0), 0) if refunded or end == "lost" else (0, 0, TOTAL)
    assert found == {expected}


def test_what_nobody_has_paid_for_is_not_held_up(database: Database) -> None:
    """A disputed payment that did not reach the milestone holds nothing of it."""
    with database.connect() as db:
        market = make_market(db, 0)
        escrow = make_deal(db, market)[0]
        deposit, intent = begin_card(db, market, escrow)
        act(db, None, "select app.close_deposit(%s, 'cancelled', 'abandoned')", deposit)
        settle(db)
        assert status_of(db, escrow) == "failed"
        credit(db, deposit, intent)
        dispute(db, intent)
        assert not is_frozen(db, escrow)
        pass_timers(db, datetime.now(UTC) + timedelta(days=4))
        assert status_of(db, escrow) == "cancelled"
        dispute(db, intent)
        assert findings(db) == []


@pytest.mark.parametrize(("end", "status"), [("won", "locked"), ("lost", "failed")])
def test_a_payment_that_is_disputed_before_it_is_held_waits_for_the_end(
    database: Database, end: str, status: str
) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        escrow = make_deal(db, market)[0]
        deposit, intent = begin_card(db, market, escrow)
        credit(db, deposit, intent)
        name = dispute(db, intent)
        settle(db)
        assert status_of(db, escrow) == "payment_processing"
        assert is_frozen(db, escrow)
        pass_timers(db, datetime.now(UTC) + timedelta(days=1_000))
        dispute(db, intent, end, name=name)
        settle(db)
        assert status_of(db, escrow) == status
        assert findings(db) == []
