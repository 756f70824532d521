"""HTTP entry of the capability: for brands, for fans beside their scans, for gates. Scans come through `scan`."""

from typing import Any

from activations.app import app
from activations.scan_answers import routes as scan_answers
from activations.scan_reviews import routes as scan_reviews
from activations.scan_rules import routes as scan_rules

__all__ = ["lambda_handler", "scan_answers", "scan_reviews", "scan_rules"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
