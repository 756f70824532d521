"""A deposit is credited once, however often and by whomever it is told."""

import json
from typing import Any
from uuid import UUID, uuid4

from common.adapters.payments.stub import StubPaymentAdapter
from common.database import transaction
from common.identity import Actor
from payments.deposits import repository as deposits
from payments.deposits.service import confirm_deposit, start_deposit
from payments.events.read import read_event
from payments.events.retry import retry_event
from payments.events.service import handle_due_events, receive
from tests.factories.ledger import account, balance
from tests.factories.payments import stub_events
from tests.factories.people import brand_of, make_user
from tests.interleaving.acting import as_user, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import require_books


def unpaid_deposit(db: Connection, amount: int = 10_000) -> tuple[UUID, UUID, str]:
    """Owner, deposit and intent of a deposit that its payer has just paid, and nobody has booked."""
    owner = make_user(db, "brand")
    actor = Actor("user", owner)
    with transaction(actor) as tx:
        wallet = value(db, "select app.wallet_of(%s, null, 'usd')", brand_of(db, owner))
        deposit = deposits.begin_deposit(tx, wallet, amount)
    intent = start_deposit(actor, deposit).payment_intent_id
    StubPaymentAdapter().play_payer(intent)
    return owner, deposit, intent


def _bytes(event: dict[str, Any]) -> bytes:
    return json.dumps(event).encode()


def a_deposit_is_confirmed_and_told_by_webhook(db: Connection) -> Calls:
    owner, deposit, intent = unpaid_deposit(db)
    for event in stub_events("payment_intent.succeeded"):
        if event["data"]["object"]["id"] == intent:
            receive(read_event(_bytes(event)))

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert balance(db, account(db, "brand_available", brand_id=brand_of(db, owner))) == 10_000
        assert value(db, "select status from wallet_transactions where id = %s", deposit) == "completed"
        assert value(db, "select count(*) from stripe_events where object_id = %s and status <> 'received'",
                     intent) == 1  # fmt: skip
        assert (
            value(
                db,
                "select count(*) from notifications where user_id = %s and type = 'payment_received'",
                owner,
            )
            == 1
        )
        require_books(db)

    def confirm() -> None:
        confirm_deposit(Actor("user", owner), intent)

    return Calls(confirm, lambda: str(handle_due_events()), check)


def two_workers_take_one_event(db: Connection) -> Calls:
    owner, _, intent = unpaid_deposit(db)
    for event in stub_events("payment_intent.succeeded"):
        if event["data"]["object"]["id"] == intent:
            receive(read_event(_bytes(event)))

    def check(_: Outcomes) -> None:
        assert value(db, "select attempts from stripe_events where object_id = %s", intent) == 1
        assert balance(db, account(db, "brand_available", brand_id=brand_of(db, owner))) == 10_000

    return Calls(lambda: str(handle_due_events()), lambda: str(handle_due_events()), check)


def an_event_is_delivered_twice(db: Connection) -> Calls:
    event = read_event(_bytes({"id": f"evt_{uuid4().hex}", "type": "payment_intent.succeeded",
                              "data": {"object": {"id": "pi_of_nobody"}}}))  # fmt: skip

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        db.execute("delete from stripe_events where id = %s", (event.id,))

    return Calls(lambda: str(receive(event)), lambda: str(receive(event)), check)


def a_failed_event_is_tried_again_twice(db: Connection) -> Calls:
    event, admin = f"evt_{uuid4().hex}", make_user(db, "admin")
    db.execute(
        "insert into stripe_events (id, type, payload, status) values (%s, 'charge.refunded', '{}', 'failed')",
        (event,),
    )
    again = as_user(admin, retry_event, event)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["STRIPE_EVENT_TRANSITION_FORBIDDEN", "ok"]
        assert value(db, "select count(*) from audit_logs where resource_id = %s", event) == 1
        db.execute("delete from stripe_events where id = %s", (event,))

    return Calls(again, again, check)
