"""HTTP entry of the capability, for people who make links and read reports. Visitors come through `redirect`."""

from typing import Any

from tracking_redirect.app import app
from tracking_redirect.routes import conversions, edge, links, performance

__all__ = ["conversions", "edge", "lambda_handler", "links", "performance"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
