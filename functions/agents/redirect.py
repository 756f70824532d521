"""The door of referral links: find whose it is, record the touch, send the visitor on to the site with its token."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

import psycopg

from agents.app_links.service import android_links, apple_links
from agents.referral_touches import repository
from agents.referral_touches.forwarding import is_deep_link, landing_of, location_of, utm_of
from common.errors import DomainError
from common.origin import address_of, require_our_origin
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
)
from common.telemetry import logger

CODE = re.compile(r"([0-9A-Za-z](?:[0-9A-Za-z-]{0,38}[0-9A-Za-z])?)[^0-9A-Za-z]*")
"""And what a sentence puts behind it."""
TOKEN_BYTES = 18
"""24 characters, 144 bits."""
APP_LINKS = {
    "/.well-known/apple-app-site-association": apple_links,
    "/.well-known/assetlinks.json": android_links,
}
AN_HOUR = "public, max-age=3600"


def lambda_handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """302 to the site, with the token of the touch as `ref`; 404 for a code that leads nowhere.

    HEAD, programs and whoever looks ahead are no visitors: nothing is recorded of them. Where the database fails, the
    visitor gets to the site all the same, and only the referral is lost.
    """
    try:
        require_our_origin(event)
    except DomainError as error:
        answer = page(error.status, UNAVAILABLE_PAGE)
    else:
        path = event["rawPath"]
        answer = _links_of_apps(path) if path in APP_LINKS else _followed(event)
    return {**answer, "body": "", "isBase64Encoded": False} if is_head(event) else answer


def _links_of_apps(path: str) -> dict[str, Any]:
    links = APP_LINKS[path]()
    if links is None:
        return page(404, NOT_FOUND_PAGE)
    headers = HEADERS | {"content-type": "application/json", "cache-control": AN_HOUR}
    return {"statusCode": 200, "headers": headers, "body": json.dumps(links)}


def _followed(event: Mapping[str, Any]) -> dict[str, Any]:
    code = code_of(event)
    if code is None or is_prefetch(event):
        return page(404, NOT_FOUND_PAGE)
    landing, token = landing_of(event.get("rawQueryString", "")), None
    try:
        device = None if is_head(event) else device_of(agent_of(event))
        token = secrets.token_urlsafe(TOKEN_BYTES) if device else None
        found = repository.touch_code(touch_of(code, landing, device, token, event))
        if found is None:
            return page(404, NOT_FOUND_PAGE)
        token = token if found.touched else None
    except (DomainError, psycopg.Error) as error:
        logger().error("referral link not looked up", extra={"why": type(error).__name__})
        token = None
    return sent_on(location_of(settings().site_url, landing, token))


def code_of(event: Mapping[str, Any]) -> str | None:
    """The code in the path; None for what cannot be one. What a sentence put behind it is no part of it."""
    parameters: Mapping[str, str] = event.get("pathParameters", {})
    found = CODE.fullmatch(parameters.get("code", parameters.get("proxy", "")))
    return found[1] if found else None


def device_of(agent: str) -> str | None:
    """desktop, mobile, tablet, tv or unknown; None for a program, which is no visitor."""
    from common.user_agents.classes import classify  # lists: nobody waits for them at a start

    read = classify(agent)
    return None if read.is_bot else read.device


def touch_of(
    code: str, landing: str, device: str | None, token: str | None, event: Mapping[str, Any]
) -> repository.Touch:
    """What is recorded of a request; nothing without a token."""
    query = event.get("rawQueryString", "")
    return {
        "code": code,
        "kind": "deep_link" if is_deep_link(query) else "click",
        "landing": landing.partition("#")[0].partition("?")[0],
        "utm": json.dumps(utm_of(query)),
        "user_agent_class": device or "unknown",
        "address": address_of(event),
        "agent": agent_of(event),
        "token_hash": hashlib.sha256(token.encode()).digest() if token else None,
    }
