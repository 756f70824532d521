"""HTTP entry of the capability."""

from typing import Any

from rewards.app import app
from rewards.reward_programs import routes as reward_programs

__all__ = [
    "lambda_handler",
    "reward_programs",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
