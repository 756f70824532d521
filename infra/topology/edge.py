"""What passes between browsers and functions: CORS, and the headers and cookies that CloudFront hands on."""

from dataclasses import dataclass
from typing import Literal

Audience = Literal["chooser", "client", "fan", "reader", "visitor", "webhook"]


@dataclass(frozen=True, kw_only=True)
class Cors:
    """What browsers may send from another origin, and which headers of answers their scripts may read.

    API Gateway answers the preflight, no Lambda is asked.
    """

    allow_origins: tuple[str, ...]
    allow_headers: tuple[str, ...]
    allow_methods: tuple[str, ...]
    max_age_seconds: int
    expose_headers: tuple[str, ...] = ()


CORS = Cors(
    allow_origins=("*",),
    # What supabase-js sends to functions and to the door for signing in, and our idempotency-key; the three of its
    # tables, of which there are none, so that a browser shows our 404 and not a fault of CORS.
    allow_headers=(
        "authorization",
        "apikey",
        "x-client-info",
        "x-region",
        "x-supabase-api-version",
        "content-type",
        "idempotency-key",
        "prefer",
        "accept-profile",
        "content-profile",
    ),
    allow_methods=("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
    max_age_seconds=3600,
    expose_headers=(
        "retry-after",
        "ratelimit",
        "ratelimit-policy",
        "content-disposition",
        "apigw-requestid",
        "x-supabase-api-version",
    ),
)
EDGE_HEADERS: dict[Audience, tuple[str, ...]] = {
    "chooser": ("CloudFront-Viewer-Address", "User-Agent", "Accept", "Origin"),
    "client": (
        "CloudFront-Viewer-Address",
        "User-Agent",
        "Content-Type",
        "Accept",
        "Accept-Language",
        "Origin",
        "Access-Control-Request-Method",
        "Access-Control-Request-Headers",
        "Idempotency-Key",
    ),
    # Ten of ten: who is counted, in which language, and whether the page that asks is our own.
    "fan": (
        "CloudFront-Viewer-Address",
        "CloudFront-Viewer-Country",
        "CloudFront-Viewer-ASN",
        "User-Agent",
        "Accept",
        "Accept-Language",
        "Content-Type",
        "Origin",
        "Sec-Fetch-Site",
        "Sec-GPC",
    ),
    # None that would make two answers of one; CloudFront asks for packed ones by itself.
    "reader": ("CloudFront-Viewer-Address", "Origin"),
    "visitor": (
        "CloudFront-Viewer-Address",
        "CloudFront-Viewer-Country",
        "User-Agent",
        "Referer",
        "Sec-Purpose",
        "Purpose",
        "X-Purpose",
        "X-Moz",
        "Content-Type",
        "Origin",
    ),
    # Stripe signs events of its version 2 with the same header.
    "webhook": (
        "CloudFront-Viewer-Address",
        "User-Agent",
        "Content-Type",
        "Stripe-Signature",
        "Svix-Id",
        "Svix-Timestamp",
        "Svix-Signature",
    ),
}
"""At most ten for each audience (`Topology.edge_headers`)."""
EDGE_COOKIES: dict[Audience, tuple[str, ...]] = {
    # A device and a gate: `functions/activations` sets them, and no other site can (`__Host-`).
    "fan": ("__Host-device", "__Host-staff"),
}
"""Whoever is not in it neither brings a cookie nor gets one."""
