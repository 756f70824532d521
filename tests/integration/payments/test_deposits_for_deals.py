"""Deposits by card that name held funds: exactly what they cost, from a wallet of their currency; nothing is lost."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from payments.events.service import handle_due_events
from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.deals import act, make_deal, make_market, status_of, value
from tests.factories.events import Answer
from tests.factories.payments import assert_books_are_clean, deliver, request, stub_events
from tests.typing import Connection

NEEDED = 11_000


@dataclass(frozen=True)
class Milestone:
    """In euros, and unpaid: the brand's wallets in both currencies are empty."""

    database: Database
    owner: UUID
    brand: UUID
    escrow: UUID

    def pay_from(self, currency: str, amount: int = NEEDED, *, brand: UUID | None = None) -> Answer:
        """A deposit for the milestone into the wallet of that currency."""
        with self.database.connect() as db:
            wallet = value(db, "select app.wallet_of(%s, null, %s)", brand or self.brand, currency)
        body = {"amount": amount, "escrow_id": str(self.escrow)}
        return request("POST", f"/wallets/{wallet}/deposits", user=self.owner, body=body)

    def held(self, db: Connection) -> dict[str, tuple[int, int]]:
        """What is available and held, by currency."""
        with acting_as(db, None):
            rows = db.execute(
                "select w.currency, b.available, b.held from wallets as w, app.wallet_balance(w.id) as b"
                " where w.brand_id = %s",
                (self.brand,),
            ).fetchall()
        return {currency: (available, held) for currency, available, held in rows}


@pytest.fixture
def milestone(database: Database) -> Milestone:
    with database.connect() as db:
        market = make_market(db, 0)
        escrow = make_deal(db, market, 10_000, currency="eur")[0]
    return Milestone(database, market.owner, market.brand, escrow)


def test_a_wallet_of_another_currency_or_brand_is_refused_and_nothing_is_lost(milestone: Milestone) -> None:
    with milestone.database.connect() as db:
        other = make_market(db, 0).brand
        db.execute(
            "insert into brand_memberships (brand_id, user_id, status) values (%s, %s, 'active')",
            (other, milestone.owner),
        )
    for refused in (milestone.pay_from("usd"), milestone.pay_from("eur", brand=other)):
        assert (refused.status, refused.body["code"]) == (409, "WALLET_MISMATCH"), refused.body
        assert refused.body["details"] == [{"currency": "eur"}]
    wrong = milestone.pay_from("eur", NEEDED - 1)
    assert (wrong.status, wrong.body["code"]) == (409, "PAYMENT_MISMATCH")
    assert wrong.body["details"] == [{"needed": NEEDED, "currency": "eur"}]
    with milestone.database.connect() as db:
        assert status_of(db, milestone.escrow) == "pending_payment"
        assert value(db, "select count(*) from wallet_transactions") == 0
    assert milestone.pay_from("eur").status == 201, "the milestone is still to be paid"


def test_what_a_card_pays_for_a_milestone_is_held_in_its_currency(milestone: Milestone) -> None:
    begun = milestone.pay_from("eur").body
    StubPaymentAdapter().play_payer(begun["payment_intent_id"])
    for event in stub_events():
        deliver(event)
    handle_due_events()
    with milestone.database.connect() as db:
        assert status_of(db, milestone.escrow) == "locked"
        assert milestone.held(db)["eur"] == (0, NEEDED)
    assert_books_are_clean(milestone.database)


def test_a_late_success_stays_in_its_own_wallet_and_pays_nothing_of_another_currency(
    milestone: Milestone,
) -> None:
    with milestone.database.connect() as db:
        market_offer = (
            "select app.offer_deal(%s, creator_user_id, 'usd', 'A film', '{}', jsonb_build_array("
            "jsonb_build_object('title', 'x', 'price', 10000, 'due_days', 14))) from deals limit 1"
        )
        deal = act(db, milestone.owner, market_offer, milestone.brand)
        creator = value(db, "select creator_user_id from deals limit 1")
        act(db, creator, "select app.accept_offer(%s)", deal)
        in_dollars = value(db, "select id from escrows where deal_id = %s", deal)
    begun = milestone.pay_from("eur").body
    with milestone.database.connect() as db:
        act(db, None, "select app.close_deposit(%s, 'cancelled', 'abandoned')", begun["transaction_id"])
        act(db, None, "select app.settle_card_payments(now(), 500)")
        act(db, milestone.owner, "select app.cancel_escrow(%s)", milestone.escrow)
    StubPaymentAdapter().play_payer(begun["payment_intent_id"])
    for event in stub_events():
        deliver(event)
    handle_due_events()
    with milestone.database.connect() as db:
        assert (status_of(db, milestone.escrow), status_of(db, in_dollars)) == (
            "cancelled",
            "pending_payment",
        )
        assert milestone.held(db) == {"eur": (NEEDED, 0), "usd": (0, 0)}
    again = milestone.pay_from("usd")
    assert (again.status, again.body["code"]) == (409, "STEP_NOT_ALLOWED")
    assert_books_are_clean(milestone.database)


def test_a_success_in_a_currency_that_nobody_asked_for_is_booked_nowhere(milestone: Milestone) -> None:
    begun = milestone.pay_from("eur").body
    with milestone.database.connect() as db:
        credit = "select app.credit_deposit(%s, %s, %s, 'usd', null)"
        with pytest.raises(Exception, match="does not fit this deposit"):
            act(db, None, credit, begun["transaction_id"], begun["payment_intent_id"], NEEDED)
        act(db, None, "select app.settle_card_payments(now(), 500)")
        assert status_of(db, milestone.escrow) == "payment_processing", (
            "Stripe has not said yet what became of it"
        )
        assert milestone.held(db)["eur"] == (0, 0)
    assert_books_are_clean(milestone.database)
