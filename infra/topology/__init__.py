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
from infra.topology.edge import CORS, EDGE_COOKIES, EDGE_HEADERS
from infra.topology.types import Metric, Throttle, Topology

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
    cors=CORS,
    edge_headers=EDGE_HEADERS,
    edge_cookies=EDGE_COOKIES,
    default_throttle=Throttle(requests_per_second=500, burst=1_000),
    common_environment=("STAGE", "LOG_LEVEL", "SITE_URL"),
    common_metrics=(
        Metric(name="webhooks_refused", title="Webhooks refused"),
        Metric(name="stripe_unclear", title="Stripe gave no clear answer"),
        Metric(name="mail_provider_unclear", title="The mail provider took nothing"),
        Metric(name="platforms_unclear", title="A platform gave no clear answer"),
    ),
)
