"""HTTP entry of the capability."""

from typing import Any

from social_connect.app import app
from social_connect.routes import accounts, edge, oauth

__all__ = ["accounts", "edge", "lambda_handler", "oauth"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
