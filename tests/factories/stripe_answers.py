"""Answers that the real SDK gets from a recorder instead of Stripe, and the adapter that asked for them."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import stripe

from common.adapters.payments.stripe import StripePaymentAdapter

ID = UUID("01a1fd57-b136-7021-a36b-86569f14d331")
INTENT = {
    "id": "pi_1", "object": "payment_intent", "status": "succeeded", "amount": 500, "amount_received": 490,
    "currency": "usd", "client_secret": "pi_1_secret", "latest_charge": "ch_1", "last_payment_error": None,
    "metadata": {"deposit_id": str(ID)},
}  # fmt: skip
REFUND = {"id": "re_1", "object": "refund", "status": "succeeded", "amount": 5, "payment_intent": "pi_1",
          "metadata": {"withdrawal_id": str(ID)}}  # fmt: skip
TRANSFER = {"id": "tr_1", "object": "transfer", "amount": 5, "amount_reversed": 0,
            "metadata": {"payout_id": str(ID)}}  # fmt: skip


class Recorder(stripe.HTTPClient):
    """Answers with what it was given, and keeps the requests."""

    name = "recorder"

    def __init__(self, answer: Mapping[str, Any], status: int = 200, *, breaks: bool = False) -> None:
        super().__init__()
        self.requests: list[tuple[str, str, dict[str, Any], dict[str, str]]] = []
        self._answer, self._status, self._breaks = answer, status, breaks

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_: Any
    ) -> tuple[str, int, Mapping[str, str]]:
        split = urlsplit(url)
        sent = str(post_data or split.query)
        body = json.loads(sent) if sent.startswith("{") else {k: v[0] for k, v in parse_qs(sent).items()}
        self.requests.append((method, split.path, body, dict(headers or {})))
        if self._breaks:
            raise stripe.APIConnectionError("broken", should_retry=True)  # type: ignore[no-untyped-call]
        return json.dumps(self._answer), self._status, {"request-id": "req_1"}

    def break_down(self) -> None:
        """From now on nobody answers."""
        self._breaks = True

    def _sleep_time_seconds(self, num_retries: int, response: Any = None) -> float:
        return 0

    def close(self) -> None:
        """Nothing is open."""


def ask(answer: Mapping[str, Any], status: int = 200, *, breaks: bool = False) -> tuple[Any, Recorder]:
    """The real adapter before a recorder that gives this answer, and the recorder."""
    recorder = Recorder(answer, status, breaks=breaks)
    return StripePaymentAdapter("sk_test_1", http_client=recorder), recorder


def listed(*objects: Mapping[str, Any]) -> dict[str, Any]:
    """A list of Stripe with these objects on its only page."""
    return {"object": "list", "data": list(objects), "has_more": False, "url": "/v1/things"}
