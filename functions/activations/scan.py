"""The door of who scans: page, form, script. A look stores nothing, a press of the button counts once.

Nothing else is loaded here: a stadium starts a hundred of it at once.
"""

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

from activations import proofs, tickets
from activations.device_cookies import last_day
from activations.errors import ActivationNotOpen, BirthYearNeeded
from activations.fan_doors import require_own_page
from activations.scan_pages import rendering as answers
from activations.scan_pages.languages import language_of
from activations.scan_pages.pages import Asked, Shown, result_page, scan_page, short_page
from activations.scan_requests import readings, service, tokens
from activations.scan_requests.known_codes import codes, state_at
from activations.scan_requests.tokens import Result
from activations.scans.repository import Activation
from common.errors import DomainError, NotFound, Unavailable
from common.origin import require_our_origin
from common.short_links import is_head

Event = Mapping[str, Any]
Answer = dict[str, Any]
SCRIPTS_DOOR = "/api/v1/qr/scan"
PLACE = re.compile(r"/q/([0-9A-Za-z]{7,12})(?:[^0-9A-Za-z/][^/]*)?(/result|/next)?/?")
"""A code, what a sentence put behind it, and the page beside it."""


def lambda_handler(event: Event, _context: object) -> Answer:
    """A page, a form's 303 to the page of its result, a script's verdict; refusals in the form of who asks."""
    try:
        require_our_origin(event)
        answer = _answer(event)
    except DomainError as error:
        answer = _refused(error, event)
    return {**answer, "body": ""} if is_head(event) else answer


def _answer(event: Event) -> Answer:
    if event["rawPath"] == SCRIPTS_DOOR:
        require_own_page(event)
        taken = service.take(readings.read_json(event), event)
        return answers.as_json(200, taken.answer, cookie=taken.cookie)
    place = PLACE.fullmatch(event["rawPath"])
    if place is None:
        raise NotFound
    if _method(event) == "POST":
        return _form_sent(place[1], event)
    if place[2] == "/next":
        return _next_page(place[1])
    return _result(place[1], event) if place[2] else _page(place[1], event)


def _page(code: str, event: Event) -> Answer:
    found, now = codes.find(code), datetime.now(UTC)
    if found is None:
        raise NotFound
    state = state_at(found, now)
    if state != "open":
        if _wants_json(event):
            raise ActivationNotOpen(details=[{"state": state}])
        shown = _shown(code, found, event)
        return answers.as_page(410 if state == "over" else 200, result_page(shown, state, None), shown.nonce)
    step = _step(found, _asked(event, proofs.PARAMETER), now)
    ticket = tickets.issue(found.activation_id, found.code_id, found.brand_id, short_code=code, step=step)
    if _wants_json(event):
        told = {"ticket": ticket, "expires_in": tickets.SECONDS, "brand": found.brand_name, "name": found.name,
                "fence_mode": found.fence_mode, "min_age": found.min_age}  # fmt: skip
        return answers.as_json(200, told)
    return _form(code, found, event, ticket)


def _form(
    code: str, found: Activation, event: Event, ticket: str, error: DomainError | None = None
) -> Answer:
    """The page with the button; behind an error, with the same ticket: it may have counted already."""
    shown = _shown(code, found, event)
    asked = Asked(
        ticket=ticket, until=last_day(found.ends_at, datetime.now(UTC)).isoformat(),
        asks_place=found.fence_mode != "off", min_age=found.min_age,
        is_year_wrong=isinstance(error, BirthYearNeeded), is_late=isinstance(error, Unavailable),
    )  # fmt: skip
    page = answers.as_page(error.status if error else 200, scan_page(shown, asked), shown.nonce)
    page["headers"] |= error.retry_after if error else {}
    return page


def _form_sent(code: str, event: Event) -> Answer:
    require_own_page(event)
    sent = readings.read_form(event)
    try:
        taken = service.take(sent, event, code=code)
    except (BirthYearNeeded, Unavailable) as error:
        if (found := _remembered(code)) is None:
            raise
        return _form(code, found, event, sent.ticket, error)
    result = tokens.sign(code, Result(taken.outcome, taken.scan_id), datetime.now(UTC).timestamp())
    query = urlencode({tokens.PARAMETER: result, "lang": _language(event, _remembered(code))})
    return answers.see_other(f"/q/{code}/result?{query}", cookie=taken.cookie)


def _result(code: str, event: Event) -> Answer:
    """The page of a result that we signed; any other address leads to the page with the button."""
    result = tokens.read(code, _asked(event, tokens.PARAMETER), datetime.now(UTC).timestamp())
    if result is None:
        return answers.see_other(f"/q/{code}")
    shown = _shown(code, _remembered(code), event)
    return answers.as_page(200, result_page(shown, result.outcome, result.scan_id), shown.nonce)


def _next_page(code: str) -> Answer:
    found = codes.find(code)
    if found is None or found.landing_url is None:
        raise NotFound
    return answers.see_other(found.landing_url)


def _refused(error: DomainError, event: Event) -> Answer:
    if event["rawPath"] == SCRIPTS_DOOR or _wants_json(event):
        body = {"error": error.message, "code": error.code, "details": error.details,
                "request_id": event["requestContext"]["requestId"]}  # fmt: skip
        answer = answers.as_json(error.status, body)
    else:
        place, language, nonce = PLACE.fullmatch(event["rawPath"]), _language(event, None), _nonce()
        again = f"/q/{place[1]}?lang={language}" if place and not isinstance(error, NotFound) else ""
        outcome = (
            "unknown" if isinstance(error, NotFound)
            else "unavailable" if isinstance(error, Unavailable) else "try_again"
        )  # fmt: skip
        answer = answers.as_page(error.status, short_page(language, nonce, outcome, again), nonce)
    answer["headers"] |= error.retry_after
    return answer


def _shown(code: str, found: Activation | None, event: Event) -> Shown:
    return Shown(
        language=_language(event, found), nonce=_nonce(), code=code, brand_name=found.brand_name if found else "",
        name=found.name if found else "", is_rotating=found is not None and found.code_mode == "rotating",
        has_next=found is not None and found.landing_url is not None,
    )  # fmt: skip


def _step(found: Activation, proof: str, now: datetime) -> int:
    """Judged while the page is looked at, so that reading it takes no time from anybody."""
    if found.code_mode != "rotating":
        return tickets.NO_PROOF_NEEDED
    step = proofs.step_of(
        proof, found.code_id, found.secret_version,
        now=now.timestamp(), rotate_seconds=found.rotate_seconds, grace_steps=found.grace_steps,
    )  # fmt: skip
    return tickets.NO_PROOF if step is None else step


def _remembered(code: str) -> Activation | None:
    """What a code is of, for a page that can do without."""
    try:
        return codes.recall(code)
    except Unavailable:
        return None


def _language(event: Event, found: Activation | None) -> str:
    spoken = event.get("headers", {}).get("accept-language", "")
    return language_of(event.get("rawQueryString", ""), spoken, found.locale if found else "")


def _asked(event: Event, name: str) -> str:
    query: str = event.get("rawQueryString", "")
    return parse_qs(query).get(name, [""])[0]


def _wants_json(event: Event) -> bool:
    accepted: str = event.get("headers", {}).get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _method(event: Event) -> str:
    method: str = event["requestContext"]["http"]["method"]
    return method


def _nonce() -> str:
    return secrets.token_urlsafe(16)
