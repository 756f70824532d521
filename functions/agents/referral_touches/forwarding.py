"""Where a referral link leads: a path of the site, with the token of the touch; and what it says of its campaign.

A path and nothing else: who writes a link must not send people elsewhere under our name.
"""

import re
from urllib.parse import quote, unquote, unquote_plus

from common.queries import name_of, parts_of

TO, DEEP_LINK, REF = "to", "dl", "ref"
FRONT = "/"
LONGEST_LANDING = 2_048
MOST_DECODED = 5
"""Layers of percent-encoding that are looked under; what has more is nobody's path."""
CAMPAIGN = frozenset({"utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id"})
LONGEST_VALUE = 100
MOST_NAMES = 20
NAME = re.compile(r"[A-Za-z0-9_.-]{1,50}")
SAFE = "%!$&'()*+,;=:@/?-._~[]|#"
LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def landing_of(query: str) -> str:
    """The path (with its query and fragment) that a link's raw query names as `to`, in ASCII; else the front page."""
    raw = _first(query, TO)
    try:
        path = unquote_plus(raw, errors="strict")
    except UnicodeDecodeError:
        return FRONT
    if not _is_path(path):
        return FRONT
    landing = quote(LOOSE_PERCENT.sub("%25", path), safe=SAFE)
    return landing if len(landing) <= LONGEST_LANDING else FRONT


def location_of(site_url: str, landing: str, token: str | None) -> str:
    """The address of a landing on the site, with the token as its only `ref`; nobody counted has none."""
    address, mark, fragment = landing.partition("#")
    path, _, query = address.partition("?")
    kept = [part for part in parts_of(query) if name_of(part) != REF]
    parts = [*kept, *([f"{REF}={token}"] if token else [])]
    return f"{site_url.rstrip('/')}{path}{'?' if parts else ''}{'&'.join(parts)}{mark}{fragment}"


def utm_of(query: str) -> dict[str, str]:
    """What a link's raw query says of its campaign, and of whatever else came along the name.

    Of a paid advertisement it is the name that tells (`gclid`); its value would be somebody's.
    """
    found: dict[str, str] = {}
    for part in parts_of(query):
        name = name_of(part)
        if name in {TO, DEEP_LINK} or name in found or not NAME.fullmatch(name):
            continue
        value = unquote_plus(part.partition("=")[2]) if name in CAMPAIGN else ""
        found[name] = "".join(one for one in value if one.isprintable())[:LONGEST_VALUE]
        if len(found) == MOST_NAMES:
            break
    return found


def is_deep_link(query: str) -> bool:
    """Whether an app asks, into which the link led: it keeps the token itself, and opens no page."""
    return _first(query, DEEP_LINK) == "1"


def _first(query: str, name: str) -> str:
    return next((part.partition("=")[2] for part in parts_of(query) if name_of(part) == name), "")


def _is_path(path: str) -> bool:
    """Whether it is a path of the site, however often somebody decodes it."""
    for _ in range(MOST_DECODED):
        way = path.partition("#")[0].partition("?")[0]
        if not path.startswith("/") or "//" in way or "\\" in path or not path.isprintable():
            return False
        try:
            decoded = unquote(path, errors="strict")
        except UnicodeDecodeError:
            return False
        if decoded == path:
            return len(path) <= LONGEST_LANDING
        path = decoded
    return False
