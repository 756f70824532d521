"""The question that a platform would ask, and the front end's page after it, for a laptop that has neither."""

import json
from html import escape
from secrets import token_hex
from urllib.parse import parse_qs, quote

from local.http1 import Request, Response

PATH = "/_local/oauth/consent"
RETURN_PATH = "/settings/social-accounts"
PLATFORMS = frozenset({"instagram", "tiktok", "twitter", "linkedin", "youtube"})
HEADERS = (
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
)


async def ask(request: Request) -> Response:
    """A page with two answers; both lead to our own callback, as the platform's would."""
    platform, state = (_first(request, name) for name in ("platform", "state"))
    if platform not in PLATFORMS or not state:
        return _page(404, "There is no such platform here", "")
    callback = f"/oauth/{platform}/callback"
    hidden = f'<input type="hidden" name="state" value="{escape(state)}">'
    no = f"{callback}?error=access_denied&state={quote(state, safe='')}"
    return _page(
        200,
        f"{platform}, pretended",
        f'<form action="{callback}" method="get">{hidden}'
        f'<label>You are <input name="code" value="creator~{token_hex(4)}"></label>'
        f'<button>Allow</button> <a href="{escape(no)}">Deny</a></form>'
        "<p>The name before the ~ decides whose account it is; see common/adapters/social/stub.py.</p>",
    )


async def show_result(request: Request) -> Response:
    """What the front end would find in its address, and what it would do with it."""
    found = {name: _first(request, name) for name in ("platform", "ticket", "error")}
    text = ", ".join(f"{name}: {value}" for name, value in found.items() if value)
    asked = json.dumps({"action": "connect-platform", "ticket": found["ticket"]})
    then = f"<p>Within a minute, with your token: POST /functions/v1/social-connect {escape(asked)}</p>"
    return _page(200, "Back from the platform", f"<p>{escape(text)}</p>{then if found['ticket'] else ''}")


def _first(request: Request, name: str) -> str:
    query = parse_qs(request.target.partition("?")[2])
    return query.get(name, [""])[0]


def _page(status: int, title: str, body: str) -> Response:
    text = f"<!doctype html><html lang=en><title>{escape(title)}</title><h1>{escape(title)}</h1>{body}</html>"
    return Response(status, HEADERS, text.encode())
