"""Answers as API Gateway takes them: kept by nobody, framed by nobody, and with no script but our own."""

import json
from typing import Any

HEADERS = {
    "cache-control": "no-store",
    # Not `no-referrer`: with it browsers send `Origin: null` with the form, and could not say that it is our page's.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; connect-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PERMISSIONS = "geolocation=(self), camera=(), microphone=()"


def as_page(status: int, html: str, nonce: str) -> dict[str, Any]:
    """A page whose style and script have that nonce."""
    headers = HEADERS | {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": POLICY.format(nonce=nonce),
        "permissions-policy": PERMISSIONS,
        "vary": "Accept, Accept-Language",
    }
    return {"statusCode": status, "headers": headers, "body": html}


def as_json(status: int, body: object, *, cookie: str | None = None) -> dict[str, Any]:
    """An answer for a script or an app."""
    headers = HEADERS | {"content-type": "application/json"}
    return _with_cookie({"statusCode": status, "headers": headers, "body": json.dumps(body)}, cookie)


def see_other(location: str, *, cookie: str | None = None) -> dict[str, Any]:
    """303: what was sent is done, and a reload of what is shown then does it no second time."""
    return _with_cookie(
        {"statusCode": 303, "headers": HEADERS | {"location": location}, "body": ""}, cookie
    )  # fmt: skip


def _with_cookie(answer: dict[str, Any], cookie: str | None) -> dict[str, Any]:
    return answer | ({"cookies": [cookie]} if cookie else {})
