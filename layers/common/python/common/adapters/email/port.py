"""The door to the mail provider: what we ask of Resend.

A batch is one request with one idempotency key: asked again with the same key and the same mails, the provider
sends nothing twice. Nothing here may be called inside a transaction.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from common.errors import Unavailable, Unprocessable

MOST_PER_BATCH = 100
"""What the provider takes in one request."""

UNTIL_MENDED = timedelta(minutes=5)
"""How long mail waits between two tries while something of ours is at fault."""


@dataclass(frozen=True, slots=True)
class Email:
    """A mail with both its parts. `headers` are those beyond sender, recipient and subject.

    `reply_to`: where answers go; None: to the sender.
    """

    to: str
    subject: str
    html: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider has it; `provider_id` is None where an earlier request had it already and its answer was lost."""

    provider_id: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """The provider will never take this mail, and says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """The provider did not take this mail out of a batch, and it is not the recipient's fault: it goes again, alone."""

    reason: str


Result = Sent | Refused | Withheld


class EmailBatchRefused(Unprocessable):
    """The provider took none of a batch of several mails, and does not say whose fault that is."""

    code = "EMAIL_BATCH_REFUSED"
    sentence = "The mail provider refused these mails."

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(details=[{"reason": reason}])


class EmailUnclear(Unavailable):
    """No answer, or none that says whether it happened: ask again later, with the same key and the same mails."""

    code = "EMAIL_UNCLEAR"
    sentence = "The mail provider did not answer. Try again."

    def __init__(self, reason: str, retry_after: timedelta | None = None) -> None:
        self.reason = reason
        self.wait = retry_after
        if retry_after is not None:
            self.retry_after_seconds = max(math.ceil(retry_after.total_seconds()), 1)
        super().__init__(details=[{"reason": reason}])


class EmailWaits(EmailUnclear):
    """The provider takes nothing from us, by our own fault or until a quota begins anew: no mail is given up for it.

    `cause` is the provider's word for it.
    """

    code = "EMAIL_WAITS"
    sentence = "The mail provider takes nothing from us now. Mail waits."

    def __init__(self, cause: str, reason: str, retry_after: timedelta) -> None:
        self.cause = cause
        super().__init__(reason, retry_after)


class EmailAdapter(Protocol):
    """What we ask of the provider."""

    def send(self, idempotency_key: str, batch: Sequence[Email]) -> list[Result]:
        """Send up to `MOST_PER_BATCH` mails; a result for each, in order.

        Raises `EmailUnclear`, `EmailWaits`, and `EmailBatchRefused` for several mails that were refused together.
        """
        ...
