"""Payments as their doors see them: requests, signed webhooks, the stub of Stripe, the books."""

import json
import time
from typing import Any
from uuid import UUID

from common.adapters.payments.stub_store import select_bodies
from payments import api, webhook
from payments.events.signature import sign
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.typing import Connection

WEBHOOK_SECRET = "whsec_test"
EDGE = "/functions/v1/payments"


def edge(action: str, *, user: UUID | None = None, service: bool = False, key: str | None = None,
         **fields: object) -> Answer:  # fmt: skip
    """An edge action."""
    headers = {"idempotency-key": key} if key else None
    body = {"action": action, **fields}
    return call(
        api.lambda_handler, http_event("POST", EDGE, user=user, service=service, body=body, headers=headers)
    )


def request(method: str, path: str, *, user: UUID | None = None, body: object = None, key: str | None = None,
            query: dict[str, str] | None = None) -> Answer:  # fmt: skip
    """A request to a resource under /api/v1."""
    headers = {"idempotency-key": key} if key else None
    event = http_event(method, f"/api/v1{path}", user=user, body=body, headers=headers, query=query)
    return call(api.lambda_handler, event)


def wallet(user: UUID) -> dict[str, int]:
    """What the user's (or their only brand's) wallet in dollars holds."""
    event = http_event("GET", EDGE, user=user, query={"action": "get-wallet-balance"})
    found: list[dict[str, Any]] = call(api.lambda_handler, event).body["balances"]
    return next(
        {name: balance[name] for name in ("available", "reserved", "pending")}
        for balance in found
        if balance["currency"] == "usd"
    )


def deposit(user: UUID, amount: int) -> str:
    """A deposit that its payer has not paid yet; the payment intent's id."""
    answer = edge("deposit-funds", user=user, amount=amount)
    assert answer.status == 200, answer.body
    return str(answer.body["payment_intent_id"])


def pay(user: UUID, amount: int) -> str:
    """A deposit, paid and confirmed; the payment intent's id."""
    intent = deposit(user, amount)
    assert edge("confirm-deposit", user=user, payment_intent_id=intent).body["status"] == "completed"
    return intent


def wallet_id(user: UUID) -> str:
    """The id of the user's (or their only brand's) first wallet."""
    return str(request("GET", "/wallets", user=user).body["data"][0]["id"])


def withdraw(user: UUID, amount: object, *, key: str | None = None, deposit_id: str | None = None,
             whose: UUID | None = None) -> Answer:  # fmt: skip
    """Withdraw unspent money, of one deposit where `deposit_id` is given; `whose`: another user's wallet."""
    path = f"/wallets/{wallet_id(whose or user)}"
    path += f"/deposits/{deposit_id}/refunds" if deposit_id else "/withdrawals"
    return request("POST", path, user=user, body={"amount": amount}, key=key)


def ask(user: UUID, *, key: str | None = None, **body: Any) -> Answer:
    """Withdraw out of one's wallet in dollars, by the door for all."""
    return request("POST", "/payments/withdraw", user=user, body={"currency": "usd", **body}, key=key)


def allow_withdrawals(db: Connection, often: int = 100_000) -> None:
    """So many a day from one wallet."""
    db.execute(
        "insert into admin_settings (key, value) values ('withdrawal_daily_limit', to_jsonb(%s))"
        " on conflict (key) do update set value = excluded.value",
        (often,),
    )


def stub_events(*types: str) -> list[dict[str, Any]]:
    """What the stub would send, oldest first."""
    return [event for event in select_bodies("event", None, None) if not types or event["type"] in types]


def deliver(event: dict[str, Any], *, at: int | None = None, secret: str = WEBHOOK_SECRET,
            base64_body: bool = True) -> Answer:  # fmt: skip
    """A webhook, signed."""
    payload = json.dumps(event).encode()
    headers = {"stripe-signature": sign(payload, secret, at or int(time.time()))}
    request_event = http_event("POST", "/webhooks/stripe", raw_body=payload, headers=headers)
    if not base64_body:
        request_event |= {"body": payload.decode(), "isBase64Encoded": False}
    return call(webhook.lambda_handler, request_event)


def assert_books_are_clean(database: Database) -> None:
    """The reconciliation finds nothing."""
    with database.connect() as db:
        report = db.execute("select app.reconcile()").fetchone()
        row = db.execute("select findings from ledger.reconciliations where id = %s", report).fetchone()
    assert row is not None
    assert row[0] == []
