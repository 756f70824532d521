"""The event in the body of a webhook, and whether PostgreSQL can keep what came with it."""

import json
import re
from collections.abc import Mapping

from common.adapters.payments.events import provider_event
from common.adapters.payments.port import ProviderEvent
from common.errors import BadRequest

NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""The character that JSON can escape and PostgreSQL cannot keep; behind an even number of backslashes it is one."""


def read_event(payload: bytes) -> ProviderEvent:
    """The event in a verified body, whatever its shape, if it can be kept. Raises `BadRequest`."""
    try:
        event = provider_event(json.loads(payload.decode()))
    except (ValueError, RecursionError):
        raise BadRequest("The body is no event of Stripe.") from None
    if not can_be_kept(event.payload):
        raise BadRequest("The body is no event of Stripe.")
    return event


def can_be_kept(payload: Mapping[str, object]) -> bool:
    """Whether what could be read can be stored, too: half a character, 1e999 and NUL cannot."""
    try:
        text = json.dumps(payload, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (ValueError, RecursionError):
        return False
    return NUL.search(text) is None
