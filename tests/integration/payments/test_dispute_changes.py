"""A dispute is booked as Stripe's object stands: what is taken now less what was taken before, in any order."""

import itertools
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from common.adapters.payments.port import Dispute
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import change
from common.database import transaction
from common.identity import SERVICE
from payments.disputes.service import apply_dispute
from payments.events.service import handle_due_events
from tests.conftest import Database
from tests.factories.payments import assert_books_are_clean, deliver, pay, stub_events, wallet, withdraw

PAID = 10_000
START = datetime(2026, 1, 1, tzinfo=UTC)


def move(dispute_id: str, status: str, amount: int) -> None:
    """It is now in that status, over `amount` minor units, and we are told so, twice."""
    change(dispute_id, {"amount": amount})
    StubPaymentAdapter().move_dispute(dispute_id, status, "updated")
    for event in stub_events():
        assert deliver(event).status == 200
    handle_due_events()


def available_and_debt(database: Database, owner: UUID) -> tuple[int, int]:
    with database.connect() as db:
        row = db.execute(
            "select coalesce(sum(-ledger.balance(id)), 0) from ledger.accounts where purpose = 'disputes'"
        )
        debt = row.fetchone()
    assert debt is not None
    return wallet(owner)["available"], int(debt[0])


@pytest.mark.parametrize(
    "steps",
    [
        (("lost", 4_000, 6_000), ("won", 4_000, 10_000)),
        (("won", 4_000, 10_000), ("lost", 4_000, 6_000)),
        (("needs_response", 5_000, 5_000), ("lost", 3_000, 7_000)),
        (("needs_response", 3_000, 7_000), ("under_review", 5_000, 5_000), ("won", 5_000, 10_000)),
        (("needs_response", 5_000, 5_000), ("needs_response", 3_000, 7_000), ("needs_response", 5_000, 5_000)),
        (("lost", 5_000, 5_000), ("won", 5_000, 10_000), ("lost", 4_000, 6_000), ("won", 4_000, 10_000)),
        (("warning_needs_response", 5_000, 10_000), ("needs_response", 4_000, 6_000), ("won", 4_000, 10_000)),
        (("needs_response", 5_000, 5_000), ("prevented", 5_000, 10_000)),
    ],
)  # fmt: skip
def test_only_the_difference_is_booked(
    database: Database, owner: UUID, steps: tuple[tuple[str, int, int], ...]
) -> None:
    dispute = StubPaymentAdapter().open_dispute(pay(owner, PAID), 1, "warning_needs_response")
    for status, amount, left in steps:
        for _ in range(2):
            move(dispute.id, status, amount)
            assert wallet(owner)["available"] == left
        assert_books_are_clean(database)


def test_several_disputes_of_one_deposit_end_each_in_its_own_way(database: Database, owner: UUID) -> None:
    stub, intent = StubPaymentAdapter(), pay(owner, PAID)
    first, second = stub.open_dispute(intent, 4_000), stub.open_dispute(intent, 3_000)
    move(first.id, "needs_response", 4_000)
    assert wallet(owner)["available"] == 3_000
    move(second.id, "won", 3_000)
    move(first.id, "lost", 4_000)
    assert wallet(owner)["available"] == 6_000
    assert withdraw(owner, 6_001).status == 409
    assert withdraw(owner, 6_000).status == 201
    assert_books_are_clean(database)


def test_money_that_is_reinstated_after_everything_was_withdrawn_is_available(
    database: Database, owner: UUID
) -> None:
    dispute = StubPaymentAdapter().open_dispute(pay(owner, PAID), 4_000)
    move(dispute.id, "needs_response", 4_000)
    assert withdraw(owner, 6_000).status == 201
    move(dispute.id, "won", 4_000)
    assert available_and_debt(database, owner) == (4_000, 0)
    assert withdraw(owner, 4_000).status == 201
    assert_books_are_clean(database)


@pytest.mark.parametrize(("end", "available", "debt"), [("won", 6_000, 0), ("lost", 0, 4_000)])
def test_what_was_refunded_in_part_and_is_disputed_whole_is_owed(
    database: Database, owner: UUID, end: str, available: int, debt: int
) -> None:
    intent = pay(owner, PAID)
    assert withdraw(owner, 4_000).status == 201
    dispute = StubPaymentAdapter().open_dispute(intent, PAID)
    move(dispute.id, "needs_response", PAID)
    assert available_and_debt(database, owner) == (0, 4_000)
    move(dispute.id, end, PAID)
    assert available_and_debt(database, owner) == (available, debt)
    assert_books_are_clean(database)


ANSWERS = (("needs_response", 5_000), ("under_review", 3_000), ("won", 3_000), ("lost", 2_000))


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(ANSWERS)))))
def test_the_answer_that_was_asked_for_last_stands_whichever_is_booked_last(
    database: Database, owner: UUID, order: tuple[int, ...]
) -> None:
    """Workers ask Stripe one after the other, and book what they heard in any order."""
    intent = pay(owner, PAID)
    for place in (*order, *order):
        status, amount = ANSWERS[place]
        with transaction(SERVICE) as tx:
            apply_dispute(tx, Dispute("dp_1", status, amount, intent), START + timedelta(seconds=place))
    assert wallet(owner)["available"] == PAID - 2_000
    assert_books_are_clean(database)
