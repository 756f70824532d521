"""The map of the house: every Lambda with its doors, timers and queues, as plain data.

CDK builds the cloud from it, `local/` builds the laptop from it, and a test holds both to it. Each capability has
a page; pages do not import each other.
"""

from infra.topology import (
    activations,
    agents,
    campaign_lifecycle,
    marketplace,
    matching,
    messaging,
    notifications,
    payments,
    rewards,
    social_connect,
    tracking_redirect,
    user_management,
)
from infra.topology.types import Cors, Metric, Throttle, Topology

TOPOLOGY = Topology(
    capabilities=(
        activations.CAPABILITY,
        agents.CAPABILITY,
        campaign_lifecycle.CAPABILITY,
        marketplace.CAPABILITY,
        matching.CAPABILITY,
        messaging.CAPABILITY,
        notifications.CAPABILITY,
        payments.CAPABILITY,
        rewards.CAPABILITY,
        social_connect.CAPABILITY,
        tracking_redirect.CAPABILITY,
        user_management.CAPABILITY,
    ),
    cors=Cors(
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
    ),
    edge_headers={
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
    },
    default_throttle=Throttle(requests_per_second=500, burst=1_000),
    common_environment=("STAGE", "LOG_LEVEL", "SITE_URL"),
    common_metrics=(
        Metric(name="webhooks_refused", title="Webhooks refused"),
        Metric(name="stripe_unclear", title="Stripe gave no clear answer"),
        Metric(name="mail_provider_unclear", title="The mail provider took nothing"),
        Metric(name="platforms_unclear", title="A platform gave no clear answer"),
    ),
)
