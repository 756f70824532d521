"""Events of Resend, signed and delivered, and whom they stopped."""

import json
import time
from typing import Any

from notifications import webhook
from notifications.delivery.signature import sign
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event

SECRET = b"a-secret-of-resend"
ROLLED = b"the-secret-before"


def event(kind: str = "email.bounced", to: object = ("maria@example.com",), **data: Any) -> bytes:
    """An event in the shape that Resend documents."""
    bounce = {"bounce": {"message": "No such mailbox.", "type": "Permanent", "subType": "General"}}
    told = {"email_id": "e-1", "from": "Atomic <mail@example.com>", "to": to, "subject": "Hi"}
    extra = bounce if kind == "email.bounced" else {}
    return json.dumps(
        {"type": kind, "created_at": "2026-11-21T15:00:00.000Z", "data": told | extra | data}
    ).encode()


def deliver(payload: bytes, *, headers: dict[str, str] | None = None, at: float | None = None) -> Answer:
    """POST /webhooks/resend, signed unless other headers are given."""
    signed = sign(payload, "msg_1", int(time.time() if at is None else at), SECRET)
    request = http_event(
        "POST", "/webhooks/resend", raw_body=payload, headers=signed if headers is None else headers
    )
    return call(webhook.lambda_handler, request)


def stopped(database: Database) -> list[tuple[str, str, str]]:
    with database.connect() as db:
        return db.execute(
            "select email, reason, provider_event_id from notification_unsubscribes order by email, reason"
        ).fetchall()
