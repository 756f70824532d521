"""The visitor's door: look the link up, record the click, send the visitor on. Nothing else is loaded here."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from common.errors import DomainError
from common.origin import address_of, country_of, require_our_origin
from common.settings import settings
from common.short_links import (
    HEADERS,
    NOT_FOUND_PAGE,
    UNAVAILABLE_PAGE,
    agent_of,
    is_head,
    is_prefetch,
    page,
    sent_on,
    storable,
)
from tracking_redirect.visits.choice import recorder
from tracking_redirect.visits.facts import CODE, referrer_host
from tracking_redirect.visits.forwarding import is_scan, location_of
from tracking_redirect.visits.pages import ENDED_PAGE, ROBOTS, front_page
from tracking_redirect.visits.port import Visit

VIEW_PIXEL = "/view.gif"
PIXEL = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"  # one transparent pixel
SECONDS_TO_COME_BACK = "10"  # longer than a program's: a person reloads, and there are many


def lambda_handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """302 to the link's destination, with the click committed; 404 for a code that leads nowhere.

    After its end a link leads to its fallback, or is 410; nobody is counted then.

    `/t/{code}/view.gif` answers a pixel and records a view. HEAD answers as GET does, without a body, and
    records nothing: link checkers and chat previews are no visitors.
    """
    try:
        require_our_origin(event)
        answer = _at_path(event["rawPath"], event)
    except DomainError as error:
        answer = page(error.status, UNAVAILABLE_PAGE)
        if error.retry_after:
            answer["headers"]["retry-after"] = SECONDS_TO_COME_BACK
    return {**answer, "body": "", "isBase64Encoded": False} if is_head(event) else answer


def _at_path(path: str, event: Mapping[str, Any]) -> dict[str, Any]:
    if path == "/":
        return page(200, front_page(settings().site_url))
    if path == "/robots.txt":
        return {**page(200, ROBOTS), "headers": {**HEADERS, "content-type": "text/plain; charset=utf-8"}}
    return _pixel(event) if path.endswith(VIEW_PIXEL) else _answer(event)


def _answer(event: Mapping[str, Any]) -> dict[str, Any]:
    code = code_of(event)
    if not code or is_prefetch(event):
        return page(404, NOT_FOUND_PAGE)
    if not is_head(event) and (followed := recorder().follow(visit(code, event))) is not None:
        return _sent_on(followed.destination_url, event, followed.click_id)
    return _uncounted(code, event)


def _uncounted(code: str, event: Mapping[str, Any]) -> dict[str, Any]:
    """Where a code leads without a click: for HEAD, and for who comes after its end."""
    link = recorder().find(code)
    if link is None:
        return page(404, NOT_FOUND_PAGE)
    destination_url = link.expired_url if link.has_ended else link.destination_url
    return _sent_on(destination_url, event, None) if destination_url else page(410, ENDED_PAGE)


def _sent_on(destination_url: str, event: Mapping[str, Any], click_id: UUID | None) -> dict[str, Any]:
    return sent_on(location_of(destination_url, event.get("rawQueryString", ""), click_id))


def _pixel(event: Mapping[str, Any]) -> dict[str, Any]:
    """The pixel comes for every code: a page that shows it must not show a broken image."""
    if (code := code_of(event)) and not is_prefetch(event) and not is_head(event):
        recorder().record_view(visit(code, event))
    return {
        "statusCode": 200,
        "headers": {**HEADERS, "content-type": "image/gif"},
        "body": PIXEL,
        "isBase64Encoded": True,
    }


def code_of(event: Mapping[str, Any]) -> str | None:
    """The code in the path; None for what cannot be one. What a sentence put behind it is no part of it."""
    parameters: Mapping[str, str] = event.get("pathParameters", {})
    found = CODE.fullmatch(parameters.get("short_code", parameters.get("proxy", "")))
    return found[1] if found else None


def visit(code: str, event: Mapping[str, Any]) -> Visit:
    """What is recorded of a request."""
    return {
        "code": code,
        "address": address_of(event),
        "agent": agent_of(event),
        "referrer": referrer_host(storable(event.get("headers", {}).get("referer", ""))),
        "country": country_of(event),
        "scan": is_scan(event.get("rawQueryString", "")),
    }
