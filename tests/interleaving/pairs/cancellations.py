"""Whoever pays a deposit and whoever calls it off: Stripe decides, and both sides end as it says."""

from typing import Any
from uuid import UUID

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.stub import StubPaymentAdapter
from common.database import transaction
from common.identity import Actor
from payments.deposits import repository as deposits
from payments.deposits.cancel import begin_cancellation, finish_cancellation
from payments.deposits.service import confirm_deposit, start_deposit
from tests.factories.ledger import account, balance
from tests.factories.people import brand_of, make_user
from tests.interleaving.acting import value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import require_books

AMOUNT = 10_000


class _Begun:
    """A deposit that has been written down."""

    def __init__(self, db: Connection) -> None:
        self.db, self.owner = db, make_user(db, "brand")
        self.actor, self.brand = Actor("user", self.owner), brand_of(db, self.owner)
        self.wallet: UUID = value(db, "select app.wallet_of(%s, null, 'usd')", self.brand)
        with transaction(self.actor) as tx:
            self.id = deposits.begin_deposit(tx, self.wallet, AMOUNT)

    def cancel(self) -> object:
        """What the route does."""
        with transaction(self.actor) as tx:
            begin_cancellation(tx, self.wallet, self.id)
        return finish_cancellation(payment_adapter(), self.id).status

    def state(self) -> tuple[str, set[str], int]:
        """Our status, those of its intents at Stripe, and what the wallet has."""
        status: Any = value(self.db, "select status from wallet_transactions where id = %s", self.id)
        found = self.db.execute(
            "select body ->> 'status' from payment_stub_objects where kind = 'payment_intent'"
            " and body ->> 'deposit_id' = %s", (str(self.id),),
        ).fetchall()  # fmt: skip
        held = balance(self.db, account(self.db, "brand_available", brand_id=self.brand))
        return status, {row[0] for row in found}, held


def a_deposit_is_paid_while_it_is_called_off(db: Connection) -> Calls:
    begun = _Begun(db)
    intent = start_deposit(begun.actor, begun.id).payment_intent_id

    def pay() -> None:
        StubPaymentAdapter().play_payer(intent)
        confirm_deposit(begun.actor, intent)

    def check(_: Outcomes) -> None:
        assert begun.state() in (("completed", {"succeeded"}, AMOUNT), ("cancelled", {"canceled"}, 0))
        require_books(db)

    return Calls(begun.cancel, pay, check)


def a_deposit_is_called_off_while_stripe_is_asked_for_it(db: Connection) -> Calls:
    begun = _Begun(db)

    def check(_: Outcomes) -> None:
        status, intents, held = begun.state()
        assert (status, held) == ("cancelled", 0)
        assert intents <= {"canceled"}
        require_books(db)

    return Calls(begun.cancel, lambda: start_deposit(begun.actor, begun.id).status, check)
