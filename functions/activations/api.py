"""HTTP entry of the capability: for brands, for fans beside their scans, for gates. Scans come through `scan`."""

from typing import Any

from activations.activations import routes as activations
from activations.app import app
from activations.geofences import routes as geofences
from activations.scan_minutes import routes as scan_minutes
from activations.scans import routes as scans

__all__ = [
    "activations",
    "geofences",
    "lambda_handler",
    "scan_minutes",
    "scans",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
