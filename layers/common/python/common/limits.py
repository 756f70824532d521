"""How often a person, or an address, may ask for which class of work: counted by the database, once per request.

A route names its class (`Api.takes`). The request's first transaction takes from the class's buckets before it begins
(`common.database`), whatever becomes of the request; `app.take_request` knows who is limited, and how.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from common.errors import Details
from common.errors.limits import RequestsLimited
from common.identity import Actor


class RateClass(StrEnum):
    """Classes of work; their limits are rows of `rate_classes`."""

    CREATE = "create"
    MAIL = "mail"
    EXPORT = "export"
    MATCH = "match"
    SIGN_IN = "sign_in"
    CODE = "code"
    SIGN_UP = "sign_up"
    REFRESH = "refresh"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Take:
    """What a request takes. `subject`: the account, or the hash of the token, that the request names."""

    actor: Actor
    rate_class: RateClass
    cost: int = 1
    subject: str = ""


@dataclass(frozen=True, slots=True)
class _Refused:
    """A refusal that still holds; `until` is a time of `time.monotonic`."""

    until: float
    details: Details


MOST_REMEMBERED = 1_000
"""Refusals that one process remembers: who floods us with names does not fill its memory."""

_due: ContextVar[Take | None] = ContextVar("due", default=None)
_refused: dict[tuple[str, ...], _Refused] = {}


@contextmanager
def due(take: Take) -> Iterator[None]:
    """Inside, the first transaction takes; where none is opened, nothing is taken."""
    token = _due.set(take)
    try:
        yield
    finally:
        _due.reset(token)


def next_due() -> Take | None:
    """What this transaction has to take: once per request. Raises `RequestsLimited` where an earlier refusal holds."""
    take = _due.get()
    _due.set(None)
    if take is not None and (refused := _refused.get(_key(take))) is not None:
        seconds = ceil(refused.until - time.monotonic())
        if seconds >= 1:
            raise RequestsLimited(
                details=[{**detail, "retry_after_seconds": seconds} for detail in refused.details]
            )
        del _refused[_key(take)]
    return take


def remember(take: Take, refusal: RequestsLimited) -> None:
    """Refuse the same again until its time, without asking the database."""
    if len(_refused) >= MOST_REMEMBERED:
        _refused.clear()
    until = time.monotonic() + (refusal.retry_after_seconds or 0)
    _refused[_key(take)] = _Refused(until, refusal.details)


def forget() -> None:
    """Ask the database again: what was remembered was said by another."""
    _refused.clear()


def fingerprint(token: str) -> str:
    """The hex SHA-256 of a token, by which `app.take_request` knows it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _key(take: Take) -> tuple[str, ...]:
    who = str(take.actor.user_id) if take.actor.user_id else take.actor.address
    return take.actor.kind, who, take.rate_class, str(take.cost), take.subject
