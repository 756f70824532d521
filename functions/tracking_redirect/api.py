"""HTTP entry of the capability, for people who make links and read reports. Visitors come through `redirect`."""

from typing import Any

from tracking_redirect import edge
from tracking_redirect.app import app
from tracking_redirect.conversions import routes as conversions
from tracking_redirect.cta_links import routes as cta_links
from tracking_redirect.links import routes as links
from tracking_redirect.media_value_rates import routes as media_value_rates
from tracking_redirect.performance import routes as performance
from tracking_redirect.results import routes as results

__all__ = [
    "conversions", "cta_links", "edge", "lambda_handler", "links", "media_value_rates", "performance", "results",
]  # fmt: skip


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
