"""What the mail provider tells us afterwards: addresses that bounce or complain get no more mail."""

import json
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any, Literal

from common.database import transaction
from common.errors import BadRequest
from common.identity import SERVICE
from notifications.delivery import repository

LONGEST_ADDRESS = 320
REASONS: dict[str, Literal["bounced", "complained"]] = {
    "email.bounced": "bounced",
    "email.complained": "complained",
}
"""Every other type is heard and ignored."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Addresses that must get no more mail. `provider_id` is the mail that it is about."""

    reason: Literal["bounced", "complained"]
    provider_id: str
    addresses: list[str]
    error: str


def read_feedback(payload: bytes) -> Feedback | None:
    """What a verified body says that concerns us. Raises `BadRequest`."""
    try:
        body: dict[str, Any] = json.loads(payload.decode())
        reason, data = REASONS.get(body["type"]), body.get("data") or {}
        bounce = data.get("bounce") or {}
        if reason is None or (reason == "bounced" and not _is_permanent(bounce)):
            return None
        told = data["to"] if isinstance(data["to"], list) else [data["to"]]
        addresses = [address for text in told if (address := _address(text))]
        error = f"{reason}: {bounce.get('message') or ''}".rstrip(": ")
        return Feedback(reason, _storable(str(data.get("email_id", ""))), addresses, _storable(error)[:500])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadRequest("The body is no event of Resend.") from None


def apply_feedback(event_id: str, feedback: Feedback) -> int:
    """Stop mail to the addresses; how many are new. A second delivery changes nothing."""
    with transaction(SERVICE) as tx:
        stopped = repository.stop_mail(tx, feedback.addresses, feedback.reason, event_id)
        repository.note_on_delivery(tx, feedback.provider_id, feedback.error)
        return stopped


def _is_permanent(bounce: dict[str, Any]) -> bool:
    """Resend reports permanent bounces; where it says what kind it was, only that kind counts."""
    return str(bounce.get("type") or "permanent").lower() == "permanent"


def _address(text: object) -> str | None:
    """The bare address, as ours are kept: lower-case."""
    address = parseaddr(_storable(str(text)))[1].strip().lower()
    return address if "@" in address and len(address) <= LONGEST_ADDRESS else None


def _storable(text: str) -> str:
    """Without what can be read from JSON but not be kept: NUL and halves of characters."""
    return text.replace("\x00", "").encode(errors="replace").decode()
