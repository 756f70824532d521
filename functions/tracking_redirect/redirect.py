"""The visitor's door: look the link up, record the click, send the visitor on. Nothing else is loaded here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from common.database import run_alone
from common.errors import DomainError
from common.origin import address_of, require_our_origin
from tracking_redirect.pages import NOT_FOUND_PAGE, UNAVAILABLE_PAGE

LONGEST_CODE = 64
CLICK_ID = "aclid"
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer-when-downgrade",
    "x-robots-tag": "noindex",
}
PREFETCHES = frozenset({"prefetch", "preview", "prerender"})


@dataclass(frozen=True, slots=True)
class Followed:
    """A link that was found, and the click that was recorded."""

    destination_url: str
    click_id: UUID


def lambda_handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """302 to the link's destination, with the click committed; 404 for a code that leads nowhere."""
    try:
        require_our_origin(event)
        return _answer(event)
    except DomainError as error:
        return _page(error.status, UNAVAILABLE_PAGE)


def _answer(event: Mapping[str, Any]) -> dict[str, Any]:
    code = event.get("pathParameters", {}).get("short_code", "")
    if not code.isascii() or len(code) > LONGEST_CODE or "\0" in code or is_prefetch(event):
        return _page(404, NOT_FOUND_PAGE)
    followed = follow(code, event)
    if followed is None:
        return _page(404, NOT_FOUND_PAGE)
    location = with_click_id(followed.destination_url, followed.click_id)
    return {"statusCode": 302, "headers": {**HEADERS, "location": location}, "body": ""}


def follow(code: str, event: Mapping[str, Any]) -> Followed | None:
    """Record the click; None where the code is unknown, disabled or expired. Raises `Unavailable`."""
    return run_alone(
        Followed,
        "select destination_url, click_id from app.follow_link(%(code)s, %(address)s, %(agent)s, %(referrer)s)",
        {
            "code": code,
            "address": address_of(event),
            "agent": storable(event["requestContext"]["http"].get("userAgent", "")),
            "referrer": storable(event.get("headers", {}).get("referer", "")),
        },
    )


def with_click_id(destination_url: str, click_id: UUID) -> str:
    """The destination with `aclid` behind its query and before its fragment; its own parameters are kept."""
    address, mark, fragment = destination_url.partition("#")
    separator = "&" if "?" in address else "?"
    return f"{address}{separator}{CLICK_ID}={click_id.hex}{mark}{fragment}"


def is_prefetch(event: Mapping[str, Any]) -> bool:
    """A browser that looks ahead is no visitor: it gets nothing that it could keep, and nothing is counted."""
    headers = event.get("headers", {})
    purposes = f"{headers.get('sec-purpose', '')};{headers.get('purpose', '')};{headers.get('x-moz', '')}"
    return any(word.strip() in PREFETCHES for word in purposes.lower().split(";"))


def storable(text: str) -> str:
    """What PostgreSQL takes as text: no NUL, no half a character, and no more than the column holds."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:512]


def _page(status: int, page: str) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": {**HEADERS, "content-type": "text/html; charset=utf-8"},
        "body": page,
    }
