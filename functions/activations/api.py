"""HTTP entry of the capability: for brands, for fans beside their scans, for gates. Scans come through `scan`."""

from typing import Any

from activations.activation_codes import routes as activation_codes
from activations.activations import routes as activations
from activations.app import app
from activations.code_sheets import routes as code_sheets
from activations.fan_links import routes as fan_links
from activations.fans import routes as fans
from activations.gate_scans import routes as gate_scans
from activations.geofences import routes as geofences
from activations.scan_answers import routes as scan_answers
from activations.scan_list import routes as scan_list
from activations.scan_minutes import routes as scan_minutes
from activations.scan_reviews import routes as scan_reviews
from activations.scan_rules import routes as scan_rules
from activations.staff_links import routes as staff_links
from activations.staff_pages import routes as staff_pages

__all__ = [
    "activation_codes",
    "activations",
    "code_sheets",
    "fan_links",
    "fans",
    "gate_scans",
    "geofences",
    "lambda_handler",
    "scan_answers",
    "scan_list",
    "scan_minutes",
    "scan_reviews",
    "scan_rules",
    "staff_links",
    "staff_pages",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
