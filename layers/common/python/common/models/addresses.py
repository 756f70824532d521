r"""Web addresses, in the one form that browsers read out of them.

Python's urllib and browsers disagree about `https://evil.test\@shop.example/`; pydantic's HttpUrl parses as the
WHATWG URL standard says, so what is checked here is what a browser will open. That form is stored, and the database
holds what it sends visitors to by the same rule (`app.is_public_address`).
"""

import re
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)

from common.errors.tracking import DestinationRefused
from common.models.lines import is_blank
from common.queries import without_click_id
from common.settings import own_hosts

LONGEST_ADDRESS = 2_048
_LONGEST_SPELLING = 8_192
_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl, config=ConfigDict(defer_build=True))
_WHAT_NOBODY_TYPES = re.compile(r"[\x00-\x20\x7f\\]")
_PUBLIC_HOST = re.compile(r"([a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]*[a-z0-9]")
_NOT_PUBLIC = re.compile(
    r"localhost\..*"
    # Special-use names that no public server answers for (RFC 6761 and IANA's registry; `.example` names nothing,
    # and so does no harm), and names that networks at home or at work give themselves (RFC 6762, appendix G; ICANN's
    # resolution 2018.02.04.12 on .corp, .home and .mail).
    r"|.*\.(alt|arpa|invalid|local|localhost|onion|test)"
    r"|.*\.(corp|home|internal|intranet|lan|localdomain|mail|private)"
)
_OF_ANYBODY_AT_AWS = re.compile(
    r".*\.(cloudfront\.net|execute-api\..*amazonaws\.com(\.cn)?|lambda-url\..*on\.aws)"
)
"""Names that AWS hands out. One of them is our distribution's, and nothing tells a function which.

A visitor who comes back to us that way is sent on again, some twenty times, and counted each time.
"""


def _public(text: str) -> str:
    return str(_parsed(text))


def _not_ours(text: str, info: ValidationInfo) -> str:
    try:
        url = _parsed(text)
    except ValueError as error:
        raise _refused(info, str(error)) from None
    if any(f".{_host(url)}".endswith(f".{own}") for own in own_hosts()):
        raise _refused(info, "it leads back to us")
    if _OF_ANYBODY_AT_AWS.fullmatch(_host(url)):
        raise _refused(info, "its host is a name that AWS hands out, and may be ours")
    return without_click_id(str(url))


def _refused(info: ValidationInfo, reason: str) -> DestinationRefused:
    return DestinationRefused(
        details=[{"field": f"body.{info.field_name or 'destination'}", "message": reason}]
    )


def _parsed(text: str) -> HttpUrl:
    if _WHAT_NOBODY_TYPES.search(text):
        raise ValueError("it contains spaces, control characters or backslashes")
    try:
        url = _URL.validate_python(text)
    except ValidationError:
        raise ValueError("it is no web address") from None
    if url.scheme != "https":
        raise ValueError("it is not https")
    if url.username is not None or url.password is not None:
        raise ValueError("it carries a user name or a password")
    host = _host(url)
    if not _PUBLIC_HOST.fullmatch(host) or _NOT_PUBLIC.fullmatch(host):
        raise ValueError("its host is an IP address or has no public name")
    if len(str(url)) > LONGEST_ADDRESS:
        raise ValueError(f"it is longer than {LONGEST_ADDRESS} characters")
    return url


def _trimmed(given: object) -> object:
    """Without the blanks around it, seen or not, that a copy brings along.

    Those inside are refused, not encoded as browsers do: they come of two addresses, or of a sentence.
    """
    if not isinstance(given, str):
        return given
    start, end = 0, len(given)
    while start < end and is_blank(given[start]):
        start += 1
    while end > start and is_blank(given[end - 1]):
        end -= 1
    return given[start:end]


def _host(url: HttpUrl) -> str:
    return (url.host or "").removesuffix(".")


_SPELLING = Field(min_length=1, max_length=_LONGEST_SPELLING, json_schema_extra={"format": "uri"})

PublicAddress = Annotated[str, _SPELLING, BeforeValidator(_trimmed), AfterValidator(_public)]
"""An https address of a public host, without user name and password: of a picture, of a post."""

Destination = Annotated[str, _SPELLING, BeforeValidator(_trimmed), AfterValidator(_not_ours)]
"""Where we send visitors: a `PublicAddress` that is not ours, without an id of some click.

Raises `DestinationRefused`.
"""
