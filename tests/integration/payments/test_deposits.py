"""Deposits: only Stripe's word credits a wallet, exactly once."""

from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.stub import Magic, StubPaymentAdapter
from common.adapters.payments.stub_dashboard import delete_customer
from payments.events.service import handle_due_events
from tests.conftest import Database
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    deposit,
    edge,
    pay,
    request,
    stub_events,
    wallet,
)
from tests.factories.people import brand_of, make_member, make_user


def test_a_deposit_is_credited_when_stripe_confirms_it(database: Database, owner: UUID) -> None:
    intent = deposit(owner, 100_000)
    assert wallet(owner) == {"available": 0, "reserved": 0, "pending": 100_000}
    answer = edge("confirm-deposit", user=owner, payment_intent_id=intent)
    assert (answer.status, answer.body["status"], answer.body["amount"]) == (200, "completed", 100_000)
    assert wallet(owner) == {"available": 100_000, "reserved": 0, "pending": 0}
    assert_books_are_clean(database)


def test_a_deposit_needs_the_payer_and_the_webhook_only(database: Database, owner: UUID) -> None:
    StubPaymentAdapter().play_payer(deposit(owner, 5_000))
    for event in stub_events():
        assert deliver(event).status == 200
    assert wallet(owner)["available"] == 0  # received is not yet worked on
    assert handle_due_events()["processed"] == 1
    assert wallet(owner)["available"] == 5_000
    assert_books_are_clean(database)


def test_webhook_and_confirm_credit_once_however_often_they_repeat(database: Database, owner: UUID) -> None:
    intent = deposit(owner, 5_000)
    for _ in range(2):
        edge("confirm-deposit", user=owner, payment_intent_id=intent)
        for event in stub_events():
            deliver(event)
        handle_due_events()
    with database.connect() as db:
        db.execute("update stripe_events set status = 'received', available_at = now()")
    handle_due_events()
    assert wallet(owner)["available"] == 5_000
    assert_books_are_clean(database)


@pytest.mark.parametrize(
    ("magic", "statuses", "available"),
    [
        (Magic.DEPOSIT_DELAYED, ["pending", "completed", "completed"], 10_901),
        (Magic.DEPOSIT_DECLINED, ["pending", "pending"], 0),
        (Magic.DEPOSIT_SHORT, ["completed"], 10_803),
        (Magic.DEPOSIT_CANCELLED, ["cancelled", "cancelled"], 0),
    ],
)
def test_a_deposit_becomes_what_stripe_says_of_it(
    database: Database, owner: UUID, magic: Magic, statuses: list[str], available: int
) -> None:
    intent = deposit(owner, 10_000 + magic)
    seen = [edge("confirm-deposit", user=owner, payment_intent_id=intent).body["status"] for _ in statuses]
    assert seen == statuses
    assert wallet(owner)["available"] == available
    assert_books_are_clean(database)


def test_a_declined_payment_says_why(database: Database, owner: UUID) -> None:
    intent = deposit(owner, 10_000 + Magic.DEPOSIT_DECLINED)
    answer = edge("confirm-deposit", user=owner, payment_intent_id=intent)
    assert answer.body["failure_reason"] == "card_declined"


def test_a_lost_answer_is_asked_for_again_with_the_same_key(database: Database, owner: UUID) -> None:
    first = edge("deposit-funds", user=owner, amount=10_000 + Magic.DEPOSIT_TIMES_OUT, key="k")
    assert (first.status, first.body["code"]) == (503, "PAYMENT_UNCLEAR")
    again = edge("deposit-funds", user=owner, amount=10_000 + Magic.DEPOSIT_TIMES_OUT, key="k")
    third = edge("deposit-funds", user=owner, amount=10_000 + Magic.DEPOSIT_TIMES_OUT, key="k")
    assert again.status == 200
    assert again.body["payment_intent_id"] == third.body["payment_intent_id"]
    assert again.body["client_secret"] == third.body["client_secret"]
    with database.connect() as db:
        row = db.execute("select count(*) from wallet_transactions").fetchone()
    assert row == (1,)


@pytest.mark.parametrize("is_told", [False, True])
def test_a_customer_that_was_deleted_at_stripe_is_replaced(
    database: Database, owner: UUID, is_told: bool
) -> None:
    pay(owner, 1_000)
    for amount, held in ((2_000, 3_000), (4_000, 7_000), (8_000, 15_000)):  # three times in one day
        gone = customers(database)
        delete_customer(str(gone[0]))
        if is_told:
            deliver(stub_events("customer.deleted")[-1])
            assert handle_due_events()["processed"] == 1
            assert customers(database) == [None]
        pay(owner, amount)
        assert customers(database) != gone
        assert wallet(owner) == {"available": held, "reserved": 0, "pending": 0}
    assert_books_are_clean(database)


def test_a_customer_that_is_still_there_is_not_forgotten(database: Database, owner: UUID) -> None:
    deposit(owner, 1_000)
    known = customers(database)
    deliver({"id": "evt_1", "type": "customer.deleted", "data": {"object": {"id": known[0]}}})
    assert handle_due_events()["ignored"] == 1
    assert customers(database) == known


def customers(database: Database) -> list[str | None]:
    """Who pays into the wallets of brands."""
    with database.connect() as db:
        found = db.execute("select stripe_customer_id from wallets where brand_id is not null").fetchall()
    return [customer for (customer,) in found]


def test_the_same_key_with_another_amount_is_refused(owner: UUID) -> None:
    edge("deposit-funds", user=owner, amount=1_000, key="k")
    answer = edge("deposit-funds", user=owner, amount=2_000, key="k")
    assert (answer.status, answer.body["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_a_deposit_paid_before_we_noted_its_intent_is_credited(database: Database, owner: UUID) -> None:
    """Killed between Stripe's answer and our commit."""
    intent = deposit(owner, 5_000)
    with database.connect() as db:
        db.execute("update wallet_transactions set reference_id = null")
    StubPaymentAdapter().play_payer(intent)
    for event in stub_events():
        deliver(event)
    handle_due_events()
    assert wallet(owner)["available"] == 5_000


@pytest.mark.parametrize("amount", [0, -5, 49, 100_000_000, 10.5, "100", True, None])
def test_an_impossible_amount_is_malformed(owner: UUID, amount: Any) -> None:
    answer = edge("deposit-funds", user=owner, amount=amount)
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


@pytest.mark.parametrize("currency", ["xxx", "US$", "", "us", 5])
def test_an_unsupported_currency_is_malformed(owner: UUID, currency: Any) -> None:
    assert edge("deposit-funds", user=owner, amount=100, currency=currency).status == 422


def test_another_brands_payment_intent_is_not_found(database: Database, owner: UUID) -> None:
    intent = deposit(owner, 5_000)
    with database.connect() as db:
        stranger = make_user(db, "brand")
    answer = edge("confirm-deposit", user=stranger, payment_intent_id=intent)
    assert (answer.status, answer.body["code"]) == (404, "NOT_FOUND")
    assert wallet(owner)["available"] == 0


@pytest.mark.parametrize("role", ["analyst", "campaign_manager"])
def test_only_a_brand_admin_moves_the_brands_money(database: Database, owner: UUID, role: str) -> None:
    pay(owner, 5_000)
    with database.connect() as db:
        member = make_member(db, brand_of(db, owner), role)
    assert wallet(member)["available"] == 5_000
    assert edge("deposit-funds", user=member, amount=100).status == 403
    found = request("GET", "/wallets", user=member).body["data"]
    brand_wallet = next(w["id"] for w in found if w["brand_id"])
    answer = request("POST", f"/wallets/{brand_wallet}/withdrawals", user=member, body={"amount": 100})
    assert answer.status == 403


def test_a_creator_has_nothing_to_deposit_into(creator: UUID) -> None:
    assert edge("deposit-funds", user=creator, amount=100).status == 404


@pytest.mark.usefixtures("database")
def test_nobody_deposits_unauthenticated() -> None:
    assert edge("deposit-funds", amount=100).status in (401, 403)


def test_several_brands_must_be_told_apart(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        other = brand_of(db, make_user(db, "brand"))
        db.execute("insert into brand_memberships (brand_id, user_id) values (%s, %s)", (other, owner))
        db.execute(
            "insert into brand_user_roles (brand_id, user_id, role) values (%s, %s, 'brand_admin')",
            (other, owner),
        )
    answer = edge("deposit-funds", user=owner, amount=100)
    assert (answer.status, answer.body["code"]) == (409, "BRAND_REQUIRED")
    assert edge("deposit-funds", user=owner, amount=100, brand_id=str(other)).status == 200


def test_nothing_pretends_in_prod(database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    from common.settings import settings

    monkeypatch.setenv("STAGE", "prod")
    settings.cache_clear()
    try:
        answer = edge("deposit-funds", user=owner, amount=100)
    finally:
        monkeypatch.setenv("STAGE", "local")
        settings.cache_clear()
    assert (answer.status, answer.body["code"]) == (503, "NOT_CONFIGURED")
    assert answer.body["details"] == [{"missing": "STRIPE_SECRET_KEY"}]
    with database.connect() as db:
        assert db.execute("select count(*) from wallet_transactions").fetchone() == (0,)
