"""HTTP entry of the capability."""

from typing import Any

from agents.app import app
from agents.negative_balances import routes as negative_balances

__all__ = [
    "lambda_handler",
    "negative_balances",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
