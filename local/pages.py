"""The frame of the laptop's own pages: one style sheet, no script, nothing from elsewhere."""

from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from infra.topology.types import Route
from local.http1 import Request, Response

STYLE_PATH = "/_local/pages.css"
STYLE = Path(__file__).with_name("pages.css")
HEADERS = (
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    # A form of a page without a referrer would be sent with `Origin: null`, and refused as one of anywhere.
    ("referrer-policy", "same-origin"),
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
)
STYLE_ROUTE = Route(method="GET", path=STYLE_PATH)


def page(title: str, body: str, *, status: int = 200, refresh_seconds: int | None = None) -> Response:
    """A page. `body` is markup: who fills in what was not written here escapes it. `title` is text."""
    live = f'<meta http-equiv="refresh" content="{refresh_seconds}">' if refresh_seconds else ""
    text = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{live}'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{STYLE_PATH}"></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )
    return Response(status, HEADERS, text.encode())


async def show_style(_request: Request) -> Response:
    """The style sheet of all of them."""
    return Response(200, (("content-type", "text/css; charset=utf-8"),), STYLE.read_bytes())


def asked(request: Request, name: str) -> str:
    """The first value of a parameter in the query; empty without one."""
    return parse_qs(request.target.partition("?")[2], keep_blank_values=True).get(name, [""])[0]


def see_other(address: str) -> Response:
    """What follows a form: another page, by GET."""
    return Response(303, (("location", address), ("cache-control", "no-store")))
