"""How often a person, or an address, may ask: in general, and for each class of work; counted by the database, once per
request.

`Api.resolve` says that a request counts, and a route which class it is (`Api.takes`). The request's first transaction
takes from the buckets before it begins (`common.database`), whatever becomes of the request; `app.count_request` knows
who is limited, and how. `common.rate_headers` tells the client.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import Any, Protocol

from common.errors.limits import Allowance, RequestsLimited
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
    MESSAGE = "message"
    TYPING = "typing"
    MARK = "mark"
    SEARCH = "search"
    CONVERSATION = "conversation"
    """Counted by `app.open_conversation` alone, which knows whether it is new."""
    FAN = "fan"
    """What fans write beside their scans; the subject is their device, for a stadium is one address."""


WEIGHTS = {
    RateClass.EXPORT: 20,
    RateClass.MATCH: 3,
    RateClass.MESSAGE: 0,
    RateClass.TYPING: 0,
    RateClass.MARK: 0,
}
"""How many requests one of a class counts for in the general limit; of any other, one. A chat asks more in an hour than
all else together: it has limits of its own."""

NOT_COUNTED = (
    "/.well-known/", "/api/v1/conversions/", "/api/v1/fans/", "/api/v1/qr/", "/auth/v1/.well-known/",
    "/auth/v1/settings", "/avatars/", "/badge-achievements/", "/badges/", "/creators/", "/docs", "/health", "/invites/",
    "/issuers/", "/openapi.json", "/q/", "/status-lists/", "/unsubscribe/",
)  # fmt: skip
"""Paths, or their beginnings, outside the general limit: pages for everybody, and shops and stadiums, each of them
one address."""


def is_counted(path: str) -> bool:
    """Whether requests of a path are counted in general; those of a class count in their class all the same."""
    return not path.startswith(NOT_COUNTED)


@dataclass(frozen=True, slots=True)
class Take:
    """What a request takes: `cost` in its class, `weight` in what its person may ask for in general.

    `subject`: the account, the device, or the hash of the token, that the request names.
    """

    actor: Actor
    rate_class: RateClass | None = None
    cost: int = 1
    subject: str = ""
    weight: int = 1

    @property
    def who(self) -> tuple[str, str]:
        """Whose buckets these are, as far as this process knows."""
        return self.actor.kind, str(self.actor.user_id) if self.actor.user_id else self.actor.address

    @property
    def in_general(self) -> tuple[object, ...]:
        """What is refused together by the general limit."""
        return *self.who, self.weight

    @property
    def of_its_class(self) -> tuple[object, ...]:
        """What is refused together by the limits of a class."""
        return *self.who, self.rate_class, self.cost, self.subject


class Answer(Protocol):
    """To the question of `app.count_request`: a cursor, or what else may be waited for."""

    @property
    def pgresult(self) -> Any:
        """Of libpq; None as long as there is none, or it was refused."""


class Count:
    """What one request takes, and how its buckets stood when it had taken."""

    def __init__(self, take: Take | None) -> None:
        self.take = take
        self._is_begun = False
        self._answer: Answer | None = None
        self._refusal: RequestsLimited | None = None
        self._refused_within: Sequence[Allowance] = ()

    def begin(self) -> Take | None:
        """What the transaction that begins now has to take. Raises `RequestsLimited` where an earlier refusal holds."""
        if self._is_begun or self.take is None or not (self.take.weight or self.take.rate_class):
            return None
        self._is_begun = True
        for key in (self.take.in_general, self.take.of_its_class):
            if (refused := _refused.get(key)) is not None:
                seconds = ceil(refused.until - time.monotonic())
                if seconds >= 1:
                    self._refusal = refused.refusal.again(seconds)
                    raise self._refusal
                del _refused[key]
        return self.take

    def await_answer(self, answer: Answer) -> None:
        """The database was asked; its answer comes with that of the statements behind."""
        self._answer = answer

    def refuse(self, refusal: RequestsLimited) -> None:
        """If it is what was to be taken that the database refused: refuse it until its time, without asking again."""
        if self.take is None or not self._is_begun:
            return
        if self._is_answered():
            self._refused_within = refusal.allowances  # a function has counted what only it knows of
            return
        self._refusal = refusal
        if len(_refused) >= MOST_REMEMBERED:
            _refused.clear()
        until = time.monotonic() + (refusal.retry_after_seconds or 0)
        key = self.take.of_its_class if refusal.is_of_a_class else self.take.in_general
        _refused[key] = _Refused(until, refusal)

    def _is_answered(self) -> bool:
        # A refusal may come while the statements behind it are still being sent: then there is no answer to await.
        return self._answer is not None and self._answer.pgresult is not None

    @property
    def allowances(self) -> Sequence[Allowance]:
        """How the buckets stand; none where nothing was to be taken, or is not limited."""
        if self._refusal is not None:
            return self._refusal.allowances
        result = self._answer.pgresult if self._answer is not None else None
        said = result.get_value(0, 0) if result is not None else None
        allowances: Sequence[Allowance] = json.loads(said) if said else ()
        return [*allowances, *self._refused_within]


@dataclass(frozen=True, slots=True)
class _Refused:
    """A refusal that still holds; `until` is a time of `time.monotonic`, which nobody sets back."""

    until: float
    refusal: RequestsLimited


MOST_REMEMBERED = 1_000
"""Refusals that one process remembers: who floods us with names does not fill its memory."""

_current: ContextVar[Count | None] = ContextVar("current", default=None)
_refused: dict[tuple[object, ...], _Refused] = {}


@contextmanager
def due(take: Take | None) -> Iterator[Count]:
    """Inside, the first transaction takes; where none is opened, nothing is taken."""
    count = Count(take)
    token = _current.set(count)
    try:
        yield count
    finally:
        _current.reset(token)


def current() -> Count:
    """The count of the request that is being answered; outside of one, one that takes nothing."""
    return _current.get() or Count(None)


def name_class(rate_class: RateClass, *, cost: int, subject: str) -> None:
    """Say which class of work the request is that is being answered."""
    count = current()
    if count.take is not None:
        weight = WEIGHTS.get(rate_class, 1) if count.take.weight else 0
        count.take = replace(count.take, rate_class=rate_class, cost=cost, subject=subject, weight=weight)


def forget() -> None:
    """Ask the database again: what was remembered was said by another."""
    _refused.clear()


def fingerprint(token: str) -> str:
    """The hex SHA-256 of a token, by which `app.count_request` knows it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
