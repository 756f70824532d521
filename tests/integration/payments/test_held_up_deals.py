"""A card dispute through every door: told in any order, both sides read why nothing goes on, and it ends."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from common.models.deals import HELD_UP
from payments.events.service import handle_due_events
from payments.sweep.service import run_sweep
from tests.actors import Person
from tests.conftest import Database
from tests.factories.card_disputes import TOTAL, books, top_up
from tests.factories.deals import findings, make_deal, make_market, open_gig, pass_timers, value
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    pay,
    request,
    stub_events,
    wallet,
    wallet_id,
)
from tests.factories.people import make_user
from tests.integration.marketplace.conftest import send


class Story:
    """A deal that a card pays for, seen by both sides, and a gig of the same brand."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.connect() as db:
            self.market = make_market(db, 0)
            self.escrow = make_deal(db, self.market)[0]
            self.deal: UUID = value(db, "select deal_id from escrows where id = %s", self.escrow)
            self.gig = open_gig(db, self.market, mode="application")
            self.creator = make_user(db)
        self.brand = Person(self.market.owner, send)
        self.maker = Person(self.market.creator, send)
        self.stub = StubPaymentAdapter()
        self.intent = self._begin()

    def _begin(self) -> str:
        path = f"/wallets/{wallet_id(self.market.owner)}/deposits"
        answer = request(
            "POST", path, user=self.market.owner, body={"amount": TOTAL, "escrow_id": str(self.escrow)}
        )
        assert answer.status == 201, answer.body
        return str(answer.body["payment_intent_id"])

    def tell(self, *types: str) -> None:
        """Everything of these types that Stripe has to tell, and the worker's answer."""
        for event in stub_events(*types):
            assert deliver(event).status == 200
        handle_due_events()

    @property
    def answer(self) -> Any:
        """The held funds, as the creator reads them."""
        return self.maker.get(f"/escrows/{self.escrow}")


@pytest.fixture
def story(database: Database) -> Story:
    """A card payment that has begun."""
    return Story(database)


def test_both_sides_read_why_nothing_goes_on_and_that_it_goes_on(story: Story) -> None:
    story.stub.play_payer(story.intent)
    story.tell()
    dispute = story.stub.open_dispute(story.intent, TOTAL)
    story.tell()
    for side in (story.brand, story.maker):
        held = side.get(f"/escrows/{story.escrow}")
        assert (held["status"], held["is_frozen"], held["next_deadline"]) == ("locked", True, None)
        assert held["what_happens_then"] == HELD_UP
        deal = side.get(f"/deals/{story.deal}")
        assert (deal["is_frozen"], deal["what_happens_then"]) == (True, HELD_UP)
        (listed,) = side.get("/deals")["data"]
        assert listed["is_frozen"]
    assert story.maker.refused("POST", f"/escrows/{story.escrow}/start") == (409, "ESCROW_FROZEN")
    assert story.brand.refused("POST", f"/escrows/{story.escrow}/cancel") == (409, "ESCROW_FROZEN")
    assert story.brand.get(f"/gigs/{story.gig}")["status"] == "paused"
    assert story.brand.refused("POST", f"/gigs/{story.gig}/open") == (409, "DISPUTED_MONEY_OWED")
    story.stub.close_dispute(dispute.id, "won")
    story.tell()
    assert (story.answer["is_frozen"], story.answer["next_step"]) == (False, "refund_unstarted")
    assert story.brand.get(f"/deals/{story.deal}")["is_frozen"] is False
    kinds = [event["event_type"] for event in story.brand.get(f"/escrows/{story.escrow}/events")["data"]]
    assert kinds[-2:] == ["frozen", "unfrozen"]
    assert story.brand.post(f"/gigs/{story.gig}/open")["status"] == "open"
    assert_books_are_clean(story.database)


def test_the_brand_pays_what_it_owes_and_its_deals_go_on(story: Story) -> None:
    story.stub.play_payer(story.intent)
    story.tell()
    story.stub.open_dispute(story.intent, TOTAL)
    story.tell()
    assert story.answer["is_frozen"]
    pay(story.market.owner, TOTAL)
    assert not story.answer["is_frozen"], "in the transaction after the one that booked the deposit"
    assert_books_are_clean(story.database)


def test_what_a_crash_leaves_frozen_the_sweep_lets_go(story: Story) -> None:
    story.stub.play_payer(story.intent)
    story.tell()
    story.stub.open_dispute(story.intent, TOTAL)
    story.tell()
    with story.database.connect() as db:
        top_up(db, story.market)
    assert story.answer["is_frozen"]
    run_sweep(datetime.now(UTC))
    assert not story.answer["is_frozen"]


ENDS = {"won": {"locked"}, "lost": {"failed", "refunded"}, "refunded": {"failed", "refunded"}}
"""How the milestone may end. Its money is the brand's debt either way: none, as what was held pays it."""


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_in_any_order_of_events_the_money_ends_the_same(
    story: Story, end: str, order: tuple[int, ...]
) -> None:
    story.stub.play_payer(story.intent)
    if end == "refunded":
        story.stub.refund_in_dashboard(story.intent, TOTAL)
    else:
        dispute = story.stub.open_dispute(story.intent, TOTAL)
        story.stub.close_dispute(dispute.id, end)
    events = stub_events()
    for place in sorted(range(len(events)), key=lambda place: order[place % 3]):
        deliver(events[place])
        handle_due_events()
    assert story.answer["status"] in ENDS[end]
    with story.database.connect() as db:
        assert books(db, story.market) == (0, 0, TOTAL if end == "won" else 0)
    assert not story.answer["is_frozen"]
    assert_books_are_clean(story.database)


@pytest.mark.parametrize("end", ["won", "lost"])
def test_a_late_success_that_is_disputed_is_an_ordinary_deposit(story: Story, end: str) -> None:
    with story.database.connect() as db:
        deposit = value(db, "select deposit_id from escrows where id = %s", story.escrow)
        db.execute("select app.close_deposit(%s, 'cancelled', 'abandoned')", (deposit,))
        db.execute("select app.settle_card_payments(now(), 500)")
        pass_timers(db, datetime.now(UTC) + timedelta(days=4))
    assert story.answer["status"] == "cancelled"
    story.stub.play_payer(story.intent)
    dispute = story.stub.open_dispute(story.intent, TOTAL)
    story.tell()
    assert not story.answer["is_frozen"]
    story.stub.close_dispute(dispute.id, end)
    story.tell()
    assert wallet(story.market.owner)["available"] == (TOTAL if end == "won" else 0)
    with story.database.connect() as db:
        assert findings(db) == []
