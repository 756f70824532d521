"""Resend, through its REST API (resend.com/docs/api-reference): one mail or a batch, each with an idempotency key."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import httpx

from common import metrics
from common.adapters.email.port import (
    UNTIL_MENDED,
    Email,
    EmailBatchRefused,
    EmailUnclear,
    EmailWaits,
    Refused,
    Result,
    Sent,
    Withheld,
)
from common.adapters.email.refusals import Fault, fault_of, is_of_one_mail
from common.secrets import forget
from common.telemetry import logger

BASE_URL = "https://api.resend.com"
TIMEOUT_SECONDS = 10.0
ATTEMPTS = 3
LONGEST_WAIT_SECONDS = 5.0
"""What the provider asks us to wait is waited for here up to this long; beyond it, by the outbox."""
NOT_ALLOWED = (401, 403)
ACCEPTED_EARLIER = "invalid_idempotent_request"
"""The key was used for a request that is not this one: that request went through, its answer was lost."""
UNTIL_NEXT_QUOTA = timedelta(hours=1)
"""At least; the quota of a day begins anew 24 hours after its first mail, so nobody knows when."""
BETWEEN_REQUESTS = timedelta(seconds=1)
"""Where there were too many in a second, and the provider does not say how long to wait."""


class Pace:
    """Lets through so many requests a second, evenly."""

    def __init__(
        self,
        per_second: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not per_second > 0:
            raise ValueError("At least some requests a second must be allowed.")
        self._gap = 1 / per_second
        self._clock = clock
        self._next = clock()
        self.sleep = sleep

    def wait(self) -> None:
        """Return when the next request may go out."""
        if (seconds := self._next - self._clock()) > 0:
            self.sleep(seconds)
        self._next = max(self._next, self._clock()) + self._gap


@lru_cache(maxsize=1)
def pace_of(per_second: float) -> Pace:
    """The pace of this process: invocations of one Lambda process share it."""
    return Pace(per_second)


class ResendEmailAdapter:
    """See `common.adapters.email.port.EmailAdapter`."""

    def __init__(self, api_key: str, sender: str, *, pace: Pace, base_url: str = BASE_URL) -> None:
        """`base_url` is for tests against a server of their own."""
        self._sender = sender
        self._pace = pace
        self._client = httpx.Client(
            base_url=base_url,
            timeout=TIMEOUT_SECONDS,
            headers={"authorization": f"Bearer {api_key}", "user-agent": "atomic-influence"},
        )

    def send(self, idempotency_key: str, batch: Sequence[Email]) -> list[Result]:
        """Send the mails in one request, up to `ATTEMPTS` times where the provider asks for patience."""
        headers = {"idempotency-key": idempotency_key}
        bodies = [_body(email, self._sender) for email in batch]
        path, body = ("/emails", bodies[0]) if len(bodies) == 1 else ("/emails/batch", bodies)
        if len(bodies) > 1:
            headers["x-batch-validation"] = "permissive"
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._ask(path, body, headers, len(batch))
            except EmailUnclear as unclear:
                metrics.count("mail_provider_unclear")
                seconds = unclear.wait.total_seconds() if unclear.wait else 0.0
                if attempt == ATTEMPTS or seconds > LONGEST_WAIT_SECONDS:
                    raise
                self._pace.sleep(seconds)
        raise AssertionError("unreachable")

    def _ask(self, path: str, body: object, headers: dict[str, str], number: int) -> list[Result]:
        self._pace.wait()
        try:
            answer = self._client.post(path, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise EmailUnclear(type(error).__name__) from error
        content = _json(answer)
        if answer.is_success:
            return _results(content, number)
        return _refused(answer, content, number)


def _refused(answer: httpx.Response, content: dict[str, Any], number: int) -> list[Result]:
    """What a refusal means for so many mails; raises what is no fate of theirs."""
    name, message = str(content.get("name") or answer.status_code), str(content.get("message", ""))
    reason = f"{name}: {message}"[:500]
    if name == ACCEPTED_EARLIER:
        logger().warning("mails were accepted earlier", extra={"number": number})
        return [Sent(None)] * number
    if answer.status_code in NOT_ALLOWED:
        forget()  # the key may have been rotated: the next attempt asks for it anew
    fault, asked = fault_of(answer.status_code, name, message), _retry_after(answer)
    if fault is Fault.THEIRS:
        raise EmailUnclear(reason, asked or (BETWEEN_REQUESTS if answer.status_code == 429 else None))
    if fault is Fault.QUOTA:
        raise EmailWaits(name, reason, max(asked or UNTIL_NEXT_QUOTA, UNTIL_NEXT_QUOTA))
    if number > 1 and is_of_one_mail(answer.status_code, name, message):
        raise EmailBatchRefused(reason)
    if fault is Fault.RECIPIENT:
        return [Refused(reason)]
    raise EmailWaits(name, reason, UNTIL_MENDED)


def _retry_after(answer: httpx.Response) -> timedelta | None:
    text = answer.headers.get("retry-after", "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        return None
    return timedelta(seconds=int(text))


def _results(content: dict[str, Any], number: int) -> list[Result]:
    """One mail answers {"id"}, a batch {"data": [{"id"}, ...], "errors": [{"index", "message"}, ...]}.

    `data` holds those that were taken, in order, `errors` the others by their place in the request.
    """
    try:
        if number == 1:
            return [Sent(str(content["id"]))]
        left = {
            int(error["index"]): _left_out(str(error["message"])) for error in content.get("errors") or ()
        }
        taken = iter([str(made["id"]) for made in content["data"]])
        return [left[n] if n in left else Sent(next(taken)) for n in range(number)]
    except (KeyError, TypeError, ValueError, StopIteration, AttributeError):
        raise EmailUnclear("The answer is not in the documented shape.") from None


def _left_out(message: str) -> Result:
    """What became of a mail that was left out of a batch: the provider names no error there, but says why."""
    fault = fault_of(422, "validation_error", message)
    return Refused(message[:500]) if fault is Fault.RECIPIENT else Withheld(message[:500])


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        content = answer.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _body(email: Email, sender: str) -> dict[str, object]:
    body: dict[str, object] = {
        "from": sender, "to": [email.to], "subject": email.subject, "html": email.html, "text": email.text,
    }  # fmt: skip
    if email.headers:
        body["headers"] = dict(email.headers)
    return body | ({"reply_to": email.reply_to} if email.reply_to else {})
