"""HTTP entry of the capability."""

from typing import Any

from user_management import edge
from user_management.administration import routes as administration
from user_management.app import app
from user_management.auth import routes as auth
from user_management.brands import routes as brands
from user_management.privacy import routes as privacy
from user_management.system import routes as system
from user_management.users import routes as users

__all__ = ["administration", "auth", "brands", "edge", "lambda_handler", "privacy", "system", "users"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
