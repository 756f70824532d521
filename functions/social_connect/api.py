"""HTTP entry of the capability."""

from typing import Any

from social_connect import edge
from social_connect.accounts import routes as accounts
from social_connect.app import app
from social_connect.figures import routes as figures
from social_connect.oauth import routes as oauth
from social_connect.sign_in import routes as sign_in

__all__ = ["accounts", "edge", "figures", "lambda_handler", "oauth", "sign_in"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
