"""What all models have in common."""

from datetime import date
from typing import Annotated, Generic, TypeVar
from unicodedata import category

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    HttpUrl,
    StringConstraints,
    UrlConstraints,
)

Item = TypeVar("Item")

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of what nobody sees: control, format (which turns `gpj.exe` around), lone surrogates, line
and paragraph separators."""

JOINERS = frozenset("\u200c\u200d")
"""Without them there is no Persian word with an affix, and no emoji of a family."""


def is_visible(text: str, at: int) -> bool:
    """Whether the character there is seen, or joins two that can be joined: none of ASCII, no space, no punctuation."""
    if category(text[at]) not in INVISIBLE:
        return True
    around = (text[at - 1 : at], text[at + 1 : at + 2])
    return text[at] in JOINERS and all(one > "\x7f" and category(one)[0] in "LMS" for one in around)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A short text that must be given: a name, a title."""


def _public(url: HttpUrl) -> HttpUrl:
    host = (url.host or "").strip("[]").rstrip(".")
    if url.username is not None or url.password is not None or "." not in host or host[-1].isdigit():
        raise ValueError("must lead to a public host, without user name and password")
    return url


HttpsUrl = Annotated[
    HttpUrl, UrlConstraints(allowed_schemes=["https"], max_length=2_048), AfterValidator(_public)
]
"""A web address in the form that browsers read out of it."""


Given = TypeVar("Given", bound=date)


def _within_reason(given: Given) -> Given:
    if not 2000 <= given.year < 2100:
        raise ValueError("must lie between the years 2000 and 2099")
    return given


Day = Annotated[date, AfterValidator(_within_reason)]
"""A day (UTC) of this century."""

Moment = Annotated[AwareDatetime, AfterValidator(_within_reason)]
"""A time of this century, with its time zone."""


class Input(BaseModel):
    """What a client sends: an unknown field is an error, not a shrug."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Output(BaseModel):
    """What a client gets, and what a row of the database becomes."""

    model_config = ConfigDict(frozen=True)


class Page(Output, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last one."""

    data: list[Item]
    next_cursor: str | None = None


class ErrorBody(Output):
    """What every refusal looks like."""

    error: str
    code: str
    details: list[dict[str, object]] = []
    request_id: str
