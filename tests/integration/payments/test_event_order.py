"""Stripe promises no order of events: whichever comes first, the books end the same."""

import itertools
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from payments.events.service import handle_due_events, repair
from tests.conftest import Database
from tests.factories.payments import assert_books_are_clean, deliver, deposit, stub_events, wallet

PAID = 50_000
YESTERDAY = timedelta(days=1)
LEFT = {
    "refunded whole": 0,
    "refunded in part": 30_000,
    "dispute open": 0,
    "dispute lost": 0,
    "dispute won": PAID,
}


def make(owner: UUID, what: str) -> None:
    """A deposit that is paid, and taken back before anybody told us of either."""
    stub = StubPaymentAdapter()
    intent = deposit(owner, PAID)
    stub.play_payer(intent)
    if what.startswith("refunded"):
        stub.refund_in_dashboard(intent, PAID - LEFT[what])
        return
    dispute = stub.open_dispute(intent, PAID)
    if what != "dispute open":
        stub.close_dispute(dispute.id, what.removeprefix("dispute "))


@pytest.mark.parametrize("what", LEFT)
@pytest.mark.parametrize("in_one_batch", [True, False])
def test_what_takes_a_deposit_back_may_be_told_before_the_deposit(
    database: Database, owner: UUID, what: str, in_one_batch: bool
) -> None:
    make(owner, what)
    for event in reversed(stub_events()):
        assert deliver(event).status == 200
        if not in_one_batch:
            handle_due_events()
    handle_due_events()
    assert wallet(owner) == {"available": LEFT[what], "reserved": 0, "pending": 0}
    assert_books_are_clean(database)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_batch_in_every_order_ends_in_the_same_books(
    database: Database, owner: UUID, order: tuple[int, ...]
) -> None:
    make(owner, "dispute lost")
    for name, place in enumerate(order):  # a batch is handled by the ids of its events
        assert deliver({**stub_events()[place], "id": f"evt_{name}"}).status == 200
    handle_due_events()
    assert wallet(owner)["available"] == 0
    assert_books_are_clean(database)


def test_the_word_of_a_refund_is_enough_for_both(database: Database, owner: UUID) -> None:
    """The webhook of the payment never comes."""
    make(owner, "refunded in part")
    for event in stub_events("charge.refunded"):
        deliver(event)
    assert handle_due_events() == {"processed": 1, "ignored": 0, "postponed": 0}
    assert wallet(owner)["available"] == LEFT["refunded in part"]
    assert_books_are_clean(database)


@pytest.mark.parametrize("what", LEFT)
def test_the_nightly_repair_reads_the_newest_first(database: Database, owner: UUID, what: str) -> None:
    make(owner, what)
    since = datetime.now(UTC) - YESTERDAY
    told = [event.id for event in StubPaymentAdapter().list_events(since)]
    assert told == [event["id"] for event in reversed(stub_events())]
    assert repair(since) == len(told)
    handle_due_events()
    assert wallet(owner)["available"] == LEFT[what]
    assert_books_are_clean(database)
