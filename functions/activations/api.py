"""HTTP entry of the capability: for brands, for fans beside their scans, for gates. Scans come through `scan`."""

from typing import Any

from activations.app import app
from activations.fan_links import routes as fan_links
from activations.fans import routes as fans

__all__ = ["fan_links", "fans", "lambda_handler"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
