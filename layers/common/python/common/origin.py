"""Where a request came from: through our own edge or past it, and from which address."""

import hmac
from collections.abc import Mapping
from typing import Any

from common.errors import Forbidden
from common.settings import optional

ORIGIN_HEADER = "x-origin-verify"
COUNTRY_HEADER = "cloudfront-viewer-country"
ASN_HEADER = "cloudfront-viewer-asn"
VIEWER_HEADER = "cloudfront-viewer-address"
SETTING = "ORIGIN_VERIFY_SECRET"


class OriginUnknown(Forbidden):
    """The request did not come through the edge, where the firewall stands."""

    code = "ORIGIN_UNKNOWN"
    sentence = "Requests come through the public address of this service."


def require_our_origin(event: Mapping[str, Any]) -> None:
    """Refuse an HTTP event that went around CloudFront, where the stage has one. Raises `OriginUnknown`."""
    expected = [value for value in (optional(SETTING) or "").split(",") if value]
    given = event.get("headers", {}).get(ORIGIN_HEADER, "").encode()
    # All are compared, so that the time taken tells nothing: there are two while one replaces another (decision 84).
    if expected and not sum(hmac.compare_digest(given, value.encode()) for value in expected):
        raise OriginUnknown


def address_of(event: Mapping[str, Any]) -> str:
    """The visitor's IP address; "" where the event names none.

    CloudFront's word counts only where `require_our_origin` proves that CloudFront said it: anybody else can send
    that header. It is `address:port`, IPv6 without brackets.
    """
    if optional(SETTING) and (viewer := event.get("headers", {}).get(VIEWER_HEADER)):
        return str(viewer).rpartition(":")[0].strip("[]")
    return str(event["requestContext"]["http"].get("sourceIp", ""))


def country_of(event: Mapping[str, Any]) -> str:
    """The visitor's country (ISO 3166 alpha-2); "" where nobody whom we trust named one (see `address_of`)."""
    country = str(event.get("headers", {}).get(COUNTRY_HEADER, "")) if optional(SETTING) else ""
    return (
        country if len(country) == 2 and country.isascii() and country.isalpha() and country.isupper() else ""
    )


def asn_of(event: Mapping[str, Any]) -> int | None:
    """The number of the visitor's network (ASN); None where nobody whom we trust named one (see `address_of`)."""
    number = str(event.get("headers", {}).get(ASN_HEADER, "")) if optional(SETTING) else ""
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 10 else None
