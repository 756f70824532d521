"""The event in the body of a webhook."""

import json
import re

from common.adapters.payments.events import provider_event
from common.adapters.payments.port import ProviderEvent
from common.errors import BadRequest

NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""The character that JSON can escape and PostgreSQL cannot keep; behind an even number of backslashes it is one."""


def read_event(payload: bytes) -> ProviderEvent:
    """The event in a verified body, whatever its shape, if it can be kept. Raises `BadRequest`."""
    try:
        text = payload.decode()
        event = provider_event(json.loads(text))
        # Half a character and 1e999 can be read, but not kept.
        json.dumps(event.payload, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise BadRequest("The body is no event of Stripe.") from None
    if NUL.search(text):
        raise BadRequest("The body is no event of Stripe.")
    return event
