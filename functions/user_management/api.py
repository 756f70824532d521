"""HTTP entry of the capability."""

from typing import Any

from user_management.app import app
from user_management.routes import administration, auth, brands, edge, privacy, system, users

__all__ = ["administration", "auth", "brands", "edge", "lambda_handler", "privacy", "system", "users"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
