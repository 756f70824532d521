"""The visitor's door: look the link up, record the click, send the visitor on. Nothing else is loaded here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from common.database import run_alone
from common.errors import DomainError
from common.origin import address_of, country_of, require_our_origin
from tracking_redirect.settings import records_by_queue
from tracking_redirect.visits.pages import NOT_FOUND_PAGE, UNAVAILABLE_PAGE

LONGEST_CODE = 64
CLICK_ID = "aclid"
VIEW_PIXEL = "/view.gif"
PIXEL = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"  # one transparent pixel
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer-when-downgrade",
    "x-robots-tag": "noindex",
}
SECONDS_TO_COME_BACK = "10"  # longer than a program's: a person reloads, and there are many
PREFETCHES = frozenset({"prefetch", "preview", "prerender"})


@dataclass(frozen=True, slots=True)
class Followed:
    """A link that was found, and the click that was recorded."""

    destination_url: str
    click_id: UUID


@dataclass(frozen=True, slots=True)
class Known:
    """A link that works, looked up without a visit."""

    destination_url: str


@dataclass(frozen=True, slots=True)
class Viewed:
    """Whether a view was recorded."""

    recorded: bool


def lambda_handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """302 to the link's destination, with the click committed; 404 for a code that leads nowhere.

    `/t/{code}/view.gif` answers a pixel and records a view. HEAD answers as GET does, without a body, and
    records nothing: link checkers and chat previews are no visitors.
    """
    try:
        require_our_origin(event)
        answer = _pixel(event) if event["rawPath"].endswith(VIEW_PIXEL) else _answer(event)
    except DomainError as error:
        answer = _page(error.status, UNAVAILABLE_PAGE)
        if error.retry_after:
            answer["headers"]["retry-after"] = SECONDS_TO_COME_BACK
    return {**answer, "body": "", "isBase64Encoded": False} if is_head(event) else answer


def _answer(event: Mapping[str, Any]) -> dict[str, Any]:
    code = code_of(event)
    if not code or is_prefetch(event):
        return _page(404, NOT_FOUND_PAGE)
    location = destination_of(code) if is_head(event) else _followed_to(code, event)
    if location is None:
        return _page(404, NOT_FOUND_PAGE)
    return {"statusCode": 302, "headers": {**HEADERS, "location": location}, "body": ""}


def _followed_to(code: str, event: Mapping[str, Any]) -> str | None:
    followed = follow(code, event)
    return with_click_id(followed.destination_url, followed.click_id) if followed else None


def _pixel(event: Mapping[str, Any]) -> dict[str, Any]:
    """The pixel comes for every code: a page that shows it must not show a broken image."""
    if (code := code_of(event)) and not is_prefetch(event) and not is_head(event):
        record_view(code, event)
    return {
        "statusCode": 200,
        "headers": {**HEADERS, "content-type": "image/gif"},
        "body": PIXEL,
        "isBase64Encoded": True,
    }


def code_of(event: Mapping[str, Any]) -> str | None:
    """The code in the path; None for what cannot be one."""
    code: str = event.get("pathParameters", {}).get("short_code", "")
    return code if code.isascii() and 0 < len(code) <= LONGEST_CODE and "\0" not in code else None


def follow(code: str, event: Mapping[str, Any]) -> Followed | None:
    """Record the click; None where the code is unknown, disabled or expired. Raises `Unavailable`."""
    if records_by_queue():
        from tracking_redirect.visits.queue import record  # boto3: only in this mode

        found = record("click", **visit(code, event))
        return Followed(found[0].destination_url, found[1]) if found else None
    return run_alone(
        Followed,
        "select destination_url, click_id from app.follow_link(%(code)s, %(address)s, %(agent)s, %(referrer)s,"
        " %(country)s)",
        visit(code, event),
    )


def destination_of(code: str) -> str | None:
    """Where a working link leads, without a click and so without its id. Raises `Unavailable`."""
    if records_by_queue():
        from tracking_redirect.visits.queue import known_links

        link = known_links.find(code)
        return link.destination_url if link else None
    known = run_alone(Known, "select destination_url from app.find_link(%(code)s)", {"code": code})
    return known.destination_url if known else None


def record_view(code: str, event: Mapping[str, Any]) -> None:
    """Record a view of the link's content, if there is such a link. Raises `Unavailable`."""
    if records_by_queue():
        from tracking_redirect.visits.queue import record

        record("view", **visit(code, event))
        return
    run_alone(
        Viewed,
        "select app.view_link(%(code)s, %(address)s, %(agent)s, %(referrer)s, %(country)s) as recorded",
        visit(code, event),
    )


def visit(code: str, event: Mapping[str, Any]) -> dict[str, str]:
    """What is recorded of a visit. The address goes no further than into a hash."""
    return {
        "code": code,
        "address": address_of(event),
        "agent": storable(event["requestContext"]["http"].get("userAgent", "")),
        "referrer": storable(event.get("headers", {}).get("referer", "")),
        "country": country_of(event),
    }


def with_click_id(destination_url: str, click_id: UUID) -> str:
    """The destination with `aclid` behind its query and before its fragment; its own parameters are kept."""
    address, mark, fragment = destination_url.partition("#")
    separator = "&" if "?" in address else "?"
    return f"{address}{separator}{CLICK_ID}={click_id.hex}{mark}{fragment}"


def is_head(event: Mapping[str, Any]) -> bool:
    """Whether only the head of the answer is asked for."""
    method: str = event["requestContext"]["http"]["method"]
    return method == "HEAD"


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
