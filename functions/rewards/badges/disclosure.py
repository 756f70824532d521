"""How what is public is answered: to people as a page, to programs as JSON, kept by caches for minutes."""

import base64
from http import HTTPStatus
from typing import Any, Literal

from aws_lambda_powertools.event_handler import Response, content_types

from common.answers import page
from common.database_errors import DatabaseUnavailable
from common.errors import DomainError, NotFound
from common.public_pages import NOT_KEPT, unavailable
from rewards.app import app
from rewards.badges import pages
from rewards.errors import BadgeRevoked

JWT = "application/vc+jwt"
JSON_TYPES = ("application/json", "application/ld+json", "application/vc", "application/vc+ld+json")
BY_ACCEPT = {"Vary": "Accept"}
FIVE_MINUTES = {"Cache-Control": "public, max-age=300"}
"""What is revoked, or taken back, is gone from caches within minutes."""
NO_PAGE = page(NotFound.status, "A page that says so") | page(
    DatabaseUnavailable.status, "A page that asks to come back in a moment"
)
"""What `refused` answers."""


def wanted() -> Literal["html", "json"]:
    """What who asks would rather have: JSON only where they say so, for previews of pages ask for anything."""
    ranked: dict[str, float] = {}
    for part in (app.current_event.headers.get("accept") or "").lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        ranked[name] = max(ranked.get(name, 0.0), _quality(parameters))
    html = ranked.get(content_types.TEXT_HTML, ranked.get("text/*", ranked.get("*/*", 0.0)))
    json = max((ranked.get(name, 0.0) for name in JSON_TYPES), default=0.0)
    named = content_types.TEXT_HTML in ranked
    return "json" if json > 0 and (json > html or (json == html and not named)) else "html"


def html(status: int, text: str, keeping: dict[str, str]) -> Response[Any]:
    """A page."""
    return pages.FRAME.answer(status, text, {**BY_ACCEPT, **keeping})


def data(media_type: str, body: str | bytes, **headers: str) -> Response[Any]:
    """What programs read; that pages of elsewhere may read it too, API Gateway says."""
    found: dict[str, str | list[str]] = {
        **FIVE_MINUTES, **BY_ACCEPT, "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
        **headers,
    }  # fmt: skip
    if isinstance(body, str):
        return Response(HTTPStatus.OK, media_type, body, headers=found)
    # Packed here: what is no text does not pass the resolver's look at answers.
    answer: Response[Any] = Response(
        HTTPStatus.OK, media_type, base64.b64encode(body).decode(), headers=found
    )
    answer.base64_encoded = True
    return answer


def refused(error: DomainError) -> Response[Any]:
    """The refusal as a page, for a program as well: its status says enough."""
    text = {BadgeRevoked: pages.revoked, NotFound: pages.not_found}.get(type(error))
    body = text() if text else unavailable(error)
    return html(error.status, body, {**NOT_KEPT, **error.retry_after})


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
