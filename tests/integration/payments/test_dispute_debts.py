"""What a brand owes for money that Stripe took back is paid first by whatever enters its wallet."""

from collections.abc import Callable
from uuid import UUID

import pytest

from common.adapters.payments.stub import Magic, StubPaymentAdapter
from payments.events.service import handle_due_events
from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.money import Deal, earn, make_deal
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    pay,
    request,
    stub_events,
    wallet,
    wallet_id,
    withdraw,
)
from tests.interleaving.acting import value

DEBT = 4_000


def debt(user: UUID) -> int:
    """What the user's brand owes, in minor units."""
    wallets = request("GET", "/wallets", user=user).body["data"]
    return next(int(wallet["debt"]) for wallet in wallets if wallet["currency"] == "usd")


def tell() -> None:
    for event in stub_events():
        assert deliver(event).status == 200
    handle_due_events()


@pytest.fixture
def indebted(database: Database, owner: UUID) -> Deal:
    """All of a wallet is reserved (6,000) or spent by an earning on hold (4,000) when 4,000 of it are disputed."""
    with database.connect() as db:
        deal = make_deal(db, funds=0, owner=owner)
        intent = pay(owner, 10_000)
        earn(db, deal, 4_000)
        db.execute("select app.reserve_budget(%s, 6000)", (deal.participant,))
    StubPaymentAdapter().open_dispute(intent, DEBT)
    tell()
    assert (wallet(owner)["available"], debt(owner)) == (0, DEBT)
    return deal


def cancel_the_campaign(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        db.execute("update campaigns set status = 'cancelled' where id = %s", (deal.campaign,))


def complete_the_campaign(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        db.execute("update campaigns set status = 'completed' where id = %s", (deal.campaign,))


def release_a_part(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        value(db, "select app.release_budget(%s, 5000)", deal.participant)


def claw_back(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        value(db, "select app.claw_back(id, 2700, 'deleted') from earnings")


def deposit(_: Database, deal: Deal) -> None:
    pay(deal.owner, 3_000)


def win(_: Database, deal: Deal) -> None:
    (dispute,) = stub_events("charge.dispute.created")
    StubPaymentAdapter().close_dispute(dispute["data"]["object"]["id"], "won")
    tell()


@pytest.mark.parametrize(
    ("enter", "amount"),
    [
        (cancel_the_campaign, 6_000), (complete_the_campaign, 6_000), (release_a_part, 5_000), (claw_back, 3_000),
        (deposit, 3_000), (win, DEBT),
    ],
)  # fmt: skip
def test_whatever_enters_the_wallet_pays_the_debt_first(
    database: Database, indebted: Deal, enter: Callable[[Database, Deal], None], amount: int
) -> None:
    enter(database, indebted)
    left = max(amount - DEBT, 0)
    assert (wallet(indebted.owner)["available"], debt(indebted.owner)) == (left, max(DEBT - amount, 0))
    assert_books_are_clean(database)
    if left:
        assert withdraw(indebted.owner, left + 1).status == 402
        assert withdraw(indebted.owner, left).status == 201


@pytest.mark.parametrize("is_refused_at_once", [True, False])
def test_a_withdrawal_that_fails_pays_the_debt_first(
    database: Database, owner: UUID, is_refused_at_once: bool
) -> None:
    """Everything is on its way back to the payer when the payer disputes it as well."""
    stub, intent = StubPaymentAdapter(), pay(owner, 10_000)
    if is_refused_at_once:
        with database.connect() as db, acting_as(db, owner):  # nobody has asked Stripe yet
            value(db, "select withdrawal_id from app.begin_withdrawal(%s, 9000)", wallet_id(owner))
    else:
        assert withdraw(owner, 9_000).status == 201
    stub.open_dispute(intent, DEBT)
    tell()
    assert (wallet(owner)["available"], debt(owner)) == (0, DEBT - 1_000)
    with database.connect() as db:
        value(
            db,
            "select app.fail_refund(id, 'no') from wallet_transactions where transaction_type = 'withdrawal'",
        )
    assert (wallet(owner)["available"], debt(owner)) == (9_000 - 3_000, 0)
    assert_books_are_clean(database)


def test_meanwhile_nothing_is_withdrawn_or_reserved_and_the_refusal_names_the_debt(
    database: Database, indebted: Deal
) -> None:
    refused = withdraw(indebted.owner, 1)
    assert (refused.status, refused.body["code"]) == (402, "INSUFFICIENT_FUNDS")
    assert refused.body["details"] == [
        {"account": "brand_available", "available": 0, "needed": 1, "currency": "usd", "debt": DEBT}
    ]
    pay(indebted.owner, DEBT + 100)
    (details,) = withdraw(indebted.owner, 200).body["details"]
    assert (details["available"], "debt" in details) == (100, False)


def test_the_statement_says_when_the_debt_arose_and_when_it_was_paid(
    database: Database, indebted: Deal
) -> None:
    release_a_part(database, indebted)
    lines = request("GET", f"/wallets/{wallet_id(indebted.owner)}/transactions", user=indebted.owner).body[
        "data"
    ]
    owed = [(line["transaction_type"], line["balance_effect"]) for line in lines
            if "owe" in line["description"].lower()]  # fmt: skip
    assert owed == [("withdrawal", -DEBT), ("release", DEBT)]


def test_a_debt_in_one_currency_is_not_paid_in_another(database: Database, indebted: Deal) -> None:
    with database.connect() as db:
        fund_brand(db, indebted.brand, 500, currency="eur")
        assert balance(db, account(db, "brand_available", currency="eur", brand_id=indebted.brand)) == 500
    assert debt(indebted.owner) == DEBT


def test_a_refund_that_is_refused_at_once_is_the_brands_again(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    assert withdraw(owner, 1_000 + Magic.REFUND_REFUSED).status == 201
    assert (wallet(owner)["available"], debt(owner)) == (10_000, 0)
    assert_books_are_clean(database)
