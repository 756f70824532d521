"""HTTP entry for Stripe: check the signature on the raw bytes, keep the event, wake the worker, answer."""

from collections.abc import Mapping
from typing import Any

from common.queues import wake
from common.webhooks import answer_webhook, signing_keys
from payments.events.read import read_event
from payments.events.service import receive
from payments.events.signature import verify

QUEUE = "stripe-events"


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one delivery: 200 once the event is kept, 400 for what Stripe did not sign."""
    return answer_webhook(event, _receive)


def _receive(payload: bytes, headers: Mapping[str, str]) -> None:
    # One secret per endpoint: there are two while one replaces another.
    verify(payload, headers.get("stripe-signature", ""), signing_keys("STRIPE_WEBHOOK_SECRET", str))
    if receive(read_event(payload)):
        wake(QUEUE)
