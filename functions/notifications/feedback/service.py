"""What the mail provider tells us afterwards: who gets no more mail, and what it took and did not send after all."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any, Literal

from common.backoff import MAXIMUM_ATTEMPTS
from common.database import Transaction, transaction
from common.errors import BadRequest
from common.identity import SERVICE
from notifications.delivery.repository import announce_mail_trouble
from notifications.errors import MailUnknownYet
from notifications.feedback import repository

LONGEST_ADDRESS = 320
Stop = Literal["bounced", "complained"]
Kind = Literal["bounced", "complained", "delayed", "failed", "suppressed", "delivered", "opened", "clicked"]
KINDS: Mapping[str, Kind] = {
    "email.bounced": "bounced",
    "email.complained": "complained",
    "email.delivery_delayed": "delayed",
    "email.failed": "failed",
    "email.suppressed": "suppressed",
    "email.delivered": "delivered",
    "email.opened": "opened",
    "email.clicked": "clicked",
}
FOLLOWED: frozenset[Kind] = frozenset({"delivered", "opened", "clicked"})
"""What agents are shown of their invites, where the provider was told to say it. Of other mails we do not follow it."""
IGNORED = frozenset({
    "email.sent", "email.scheduled", "email.received",
    "suppression.added", "suppression.removed",
    "domain.created", "domain.updated", "domain.deleted",
    "contact.created", "contact.updated", "contact.deleted",
})  # fmt: skip
"""What needs nothing of us (resend.com/docs/webhooks/event-types): we know what we sent,
and the mail that put an address on the provider's list told us already. What is on neither list is logged."""
STOPS: Mapping[Kind, Stop] = {"bounced": "bounced", "complained": "complained", "suppressed": "bounced"}
"""An address on the provider's list is there because it bounced, complained, or was put there by hand."""
UNSENT = frozenset({"failed", "suppressed"})
YOUNG = timedelta(minutes=1)
"""Our note follows the provider's answer at once; account mail has none, so news of it are told twice or thrice."""
QUOTAS = frozenset({"reached_daily_quota", "reached_monthly_quota"})
A_NAME = re.compile(r"[a-z_]{1,60}")
"""A reason as a word of the provider's; a sentence may differ with each mail, and is no cause to tell of once more."""
UNTIL_NEXT_QUOTA = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What became of a mail. `provider_id` names it; `addresses` get no more mail; `cause` is the provider's word.

    `is_young`: it was told within a minute, so that our own note of the mail may still be under way.
    """

    kind: Kind
    provider_id: str
    addresses: list[str]
    cause: str
    is_young: bool = False

    @property
    def error(self) -> str:
        """As it is noted at the delivery."""
        return f"{self.kind}: {self.cause}".rstrip(": ")


def read_feedback(payload: bytes) -> Feedback | None:
    """What a verified body says that concerns us. Raises `BadRequest`."""
    try:
        body: dict[str, Any] = json.loads(payload.decode())
        kind, data = KINDS.get(body["type"]), body.get("data") or {}
        if kind is None:
            return None
        told = data["to"] if isinstance(data["to"], list) else [data["to"]]
        addresses = [address for text in told if (address := _address(text))]
        if kind == "bounced" and not _is_permanent(data.get("bounce") or {}):
            addresses = []
        provider_id, stopped = _storable(str(data.get("email_id", ""))), addresses if kind in STOPS else []
        return Feedback(kind, provider_id, stopped, _cause(data), _is_young(body.get("created_at")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadRequest("The body is no event of Resend.") from None


def is_known(payload: bytes) -> bool:
    """Whether the provider's documents name the type of a body that `read_feedback` could read."""
    return json.loads(payload.decode())["type"] in KINDS.keys() | IGNORED


def apply_feedback(event_id: str, feedback: Feedback) -> int:
    """Stop mail to the addresses, and correct the delivery; how many addresses are new. Twice changes nothing more.

    Raises `MailUnknownYet`, and then keeps nothing.
    """
    with transaction(SERVICE) as tx:
        if (
            feedback.kind in UNSENT
            and feedback.is_young
            and not repository.is_delivery(tx, feedback.provider_id)
        ):
            raise MailUnknownYet
        if feedback.addresses or feedback.kind != "bounced":  # one that does not last ends nothing
            repository.note_on_invite(tx, feedback.provider_id, feedback.kind)
        if feedback.kind in FOLLOWED:
            return 0
        stopped = 0
        if feedback.kind in STOPS and feedback.addresses:
            stopped = repository.stop_mail(tx, feedback.addresses, STOPS[feedback.kind], event_id)
        if feedback.kind == "failed":
            _take_back(tx, feedback)
        elif feedback.kind == "suppressed":
            repository.end_delivery(tx, feedback.provider_id, "suppressed", feedback.error)
        else:
            repository.note_on_delivery(tx, feedback.provider_id, feedback.error)
        return stopped


def _take_back(tx: Transaction, feedback: Feedback) -> None:
    """A mail that the provider took and could not send: again after a quota, else a dead letter."""
    announce_mail_trouble(
        tx, feedback.cause if A_NAME.fullmatch(feedback.cause) else "failed", feedback.error
    )
    if feedback.cause in QUOTAS and repository.send_again(
        tx, feedback.provider_id, feedback.error, UNTIL_NEXT_QUOTA, MAXIMUM_ATTEMPTS
    ):
        return
    repository.end_delivery(tx, feedback.provider_id, "failed", feedback.error)


def _cause(data: Mapping[str, Any]) -> str:
    """Why, in the provider's words: each kind keeps them in a part of its own."""
    bounce, failed, suppressed = (data.get(part) or {} for part in ("bounce", "failed", "suppressed"))
    said = bounce.get("message") or failed.get("reason") or suppressed.get("message") or ""
    return _storable(str(said))[:480]


def _is_young(created_at: object) -> bool:
    try:
        at = datetime.fromisoformat(str(created_at))
    except ValueError:
        return False
    return at.tzinfo is not None and datetime.now(UTC) - at < YOUNG


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
