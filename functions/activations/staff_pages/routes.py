"""`/q/staff`, `/q/{code}/screen`, `/q/{code}/gate`: pages for staff, who need no account."""

import secrets
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.shared.cookies import Cookie, SameSite

from activations.app import app
from activations.fan_doors import ForeignPage
from activations.scan_pages import rendering
from activations.staff_links.tokens import STAFF_COOKIE
from activations.staff_pages import pages, service
from activations.staff_pages.models import Screen
from activations.staff_pages.service import LetIn
from common.answers import leads_to, page
from common.errors import DomainError, NotConfigured, NotFound
from common.errors.activations import StaffLinkEnded, StaffLinkOfAnotherKind
from common.refusals import refuses

TAGS = ["activation staff"]
OPEN = "/q/staff"
CAMERA = "camera=(self), geolocation=(), microphone=()"
WHY_NOT = "A page that says why not"
REFUSALS = (
    page(StaffLinkEnded.status, WHY_NOT) | page(ForeignPage.status, WHY_NOT) | page(NotFound.status, WHY_NOT)
)
PAGES = page(HTTPStatus.OK, "A page") | REFUSALS


@app.get(OPEN, tags=TAGS, responses=page(HTTPStatus.OK, "A page"))
def show_staff_link() -> Response[Any]:
    """Show the page of a gate's or a screen's link

    For everyone who holds the link. It has a button and changes nothing: chat previews open it before any person does.
    The token stands behind the `#` of its address, and is not sent with it.
    """
    nonce = _nonce()
    return _shown(HTTPStatus.OK, pages.opening_page(nonce), nonce)


@app.post(OPEN, status_code=HTTPStatus.SEE_OTHER, tags=TAGS,
          responses=leads_to("The gate, or the screen.") | REFUSALS)  # fmt: skip
def open_staff_link() -> Response[Any]:
    """Open a gate or a screen

    For everyone who holds the link, from its page. It sets a cookie that opens the gate or the screen until the link
    ends.
    """
    try:
        let_in = service.let_in(app.current_event.raw_event)
    except DomainError as error:
        return _refused(error)
    address = f"/q/{let_in.opened.short_code}/{let_in.opened.kind}"
    return Response(
        HTTPStatus.SEE_OTHER, headers=rendering.HEADERS | {"location": address}, cookies=[_cookie(let_in)]
    )  # fmt: skip


@app.get("/q/<code>/screen", tags=TAGS, responses=PAGES)
def show_screen(code: str) -> Response[Any]:
    """Show a code on a screen

    For everyone who opened a screen's link, by the cookie that it set. A rotating code goes on by itself, for ten
    minutes without a network.
    """
    try:
        found = service.opened(app.current_event.raw_event, code, "screen")
        screen = service.screen_of(found, _now())
    except DomainError as error:
        return _refused(error)
    nonce = _nonce()
    return _shown(HTTPStatus.OK, pages.screen_page(found, screen, nonce), nonce)


@app.get("/api/v1/qr/screens/<code>", tags=TAGS,
         responses=refuses(StaffLinkEnded, StaffLinkOfAnotherKind, NotFound, NotConfigured))  # fmt: skip
def read_screen(code: str) -> Screen:
    """Read what a screen shows next

    For everyone who opened a screen's link, by the cookie that it set: the pictures of the next ten minutes, and our
    clock.
    """
    return service.screen_of(service.opened(app.current_event.raw_event, code, "screen"), _now())


@app.get("/q/<code>/gate", tags=TAGS, responses=PAGES)
def show_gate(code: str) -> Response[Any]:
    """Show the page of a gate

    For everyone who opened a gate's link, by the cookie that it set. It takes codes by camera or keyboard, keeps them
    where there is no network, and says of each what `recordGateScans` answered.
    """
    try:
        found = service.opened(app.current_event.raw_event, code, "gate")
    except DomainError as error:
        return _refused(error)
    nonce = _nonce()
    return _shown(HTTPStatus.OK, pages.gate_page(found, nonce), nonce, {"permissions-policy": CAMERA})


def _shown(status: int, html: str, nonce: str, headers: dict[str, str] | None = None) -> Response[Any]:
    made = rendering.as_page(status, html, nonce)
    return Response(
        status, made["headers"]["content-type"], html, headers=made["headers"] | (headers or {})
    )  # fmt: skip


def _refused(error: DomainError) -> Response[Any]:
    nonce = _nonce()
    return _shown(error.status, pages.refusal_page(error.message, nonce), nonce, error.retry_after)


def _cookie(let_in: LetIn) -> Cookie:
    seconds = int((let_in.opened.expires_at - datetime.now(UTC)).total_seconds())
    return Cookie(
        STAFF_COOKIE, let_in.token, path="/", secure=True, http_only=True, max_age=max(1, seconds),
        same_site=SameSite.LAX_MODE,
    )  # fmt: skip


def _now() -> float:
    return datetime.now(UTC).timestamp()


def _nonce() -> str:
    return secrets.token_urlsafe(16)
