"""What the doors of the short domain share: what is kept of a request, who is no visitor, how they answer.

It loads no model and no Powertools: a redirect stands on it.
"""

import re
from collections.abc import Mapping
from typing import Any

from common.pages import html_page

HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer-when-downgrade",
    "x-robots-tag": "noindex",
}
NOT_FOUND_PAGE = html_page("This link leads nowhere", "It was mistyped, or switched off.")
UNAVAILABLE_PAGE = html_page("One moment, please", "The link cannot be opened now. Try again.")

PREFETCHES = frozenset({"prefetch", "preview", "prerender"})
WORDS = re.compile(r"[a-z-]+")
PURPOSES = ("sec-purpose", "purpose", "x-purpose", "x-moz")  # X-Purpose: Facebook's and older Safari's


def is_head(event: Mapping[str, Any]) -> bool:
    """Whether only the head of the answer is asked for."""
    method: str = event["requestContext"]["http"]["method"]
    return method == "HEAD"


def is_prefetch(event: Mapping[str, Any]) -> bool:
    """A browser that looks ahead is no visitor: it gets nothing that it could keep, and nothing is counted."""
    headers = event.get("headers", {})
    purposes = ";".join(headers.get(name, "") for name in PURPOSES)
    return not PREFETCHES.isdisjoint(WORDS.findall(purposes.lower()))


def agent_of(event: Mapping[str, Any]) -> str:
    """The user agent string, as far as it is kept; "" where none was sent."""
    return storable(event["requestContext"]["http"].get("userAgent", ""))


def storable(text: str) -> str:
    """What PostgreSQL takes as text: no NUL, no half a character, and no more than the column holds."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:512]


def page(status: int, html: str) -> dict[str, Any]:
    """A page for people, as API Gateway takes it."""
    return {
        "statusCode": status,
        "headers": {**HEADERS, "content-type": "text/html; charset=utf-8"},
        "body": html,
    }


def sent_on(location: str) -> dict[str, Any]:
    """302 to an address, which nobody keeps."""
    return {"statusCode": 302, "headers": {**HEADERS, "location": location}, "body": ""}
