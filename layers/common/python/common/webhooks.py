"""Doors for those who sign what they send: the raw bytes, the keys that count, the time, one shape of answer."""

import hmac
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from common import metrics
from common.bodies import raw_body
from common.errors import BadRequest, DomainError, NotConfigured
from common.http import plain_answer, plain_refusal
from common.models.base import Output
from common.origin import require_our_origin
from common.secrets import integration_secret
from common.telemetry import logger

MAXIMUM_EVENT_BYTES = 524_288
"""Stripe's largest events have about half of it. An event is no form that somebody fills in: too large for us, it would
be refused for days and then be lost."""

TOLERANCE_SECONDS = 300
LONGEST_TIME = 12
"""Digits of Unix seconds; Python refuses to read endless ones."""

Key = TypeVar("Key")
Text = TypeVar("Text", str, bytes)


class SignatureInvalid(BadRequest):
    """A webhook that its sender did not sign, or not just now."""

    code = "SIGNATURE_INVALID"
    sentence = "The signature is missing, wrong or too old."


class WebhookReceived(Output):
    """All that a sender wants to hear."""

    received: bool = True


def answer_webhook(
    event: Mapping[str, Any], receive: Callable[[bytes, Mapping[str, str]], None]
) -> dict[str, Any]:
    """200 once `receive` has taken the raw body and the headers in; what it refuses, in the one shape of errors."""
    try:
        require_our_origin(event)
        receive(raw_body(event, maximum_bytes=MAXIMUM_EVENT_BYTES), event.get("headers", {}))
    except DomainError as error:
        metrics.count("webhooks_refused")
        logger().warning("webhook refused", extra={"code": error.code})
        return plain_refusal(error, event)
    return plain_answer(200, WebhookReceived())


def signing_keys(setting: str, key_of: Callable[[str], Key | None]) -> list[Key]:
    """The keys in the secret `setting`, by commas: several while one is rolled. `key_of` reads one of them.

    What is empty or malformed is none. Raises `NotConfigured` when no key is left: nothing is believed without one.
    """
    parts = (integration_secret(setting) or "").split(",")
    keys = [key for part in parts if (key := key_of(part.strip()))]
    if not keys:
        raise NotConfigured(details=[{"missing": setting}])
    return keys


def signed_at(timestamp: str, now: float | None = None) -> int:
    """The Unix seconds in a header. Raises `SignatureInvalid` unless they are within five minutes of now."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= LONGEST_TIME):
        raise SignatureInvalid
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        raise SignatureInvalid
    return int(timestamp)


def require_match(ours: Iterable[Text], theirs: list[Text]) -> None:
    """Raises `SignatureInvalid` unless one of their signatures (ASCII) is one of ours."""
    # Every pair is compared, so that the time taken tells nothing.
    if not sum(hmac.compare_digest(our, their) for our in ours for their in theirs):
        raise SignatureInvalid
