"""Answers behind links that were mailed, for whoever holds one: pages that load nothing, kept and framed by nobody."""

from typing import Any

from aws_lambda_powertools.event_handler import Response, content_types

from common.errors import DomainError

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def shown(status: int, html: str) -> Response[Any]:
    """A page, or "" for who only looks whether it is there."""
    return Response(status, f"{content_types.TEXT_HTML}; charset=utf-8", html, headers={**HEADERS})


def refused(error: DomainError, html: str) -> Response[Any]:
    """The page that says why not, with when to try again."""
    answer = shown(error.status, html)
    answer.headers.update(error.retry_after)
    return answer
