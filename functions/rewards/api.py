"""HTTP entry of the capability."""

from typing import Any

from rewards.app import app
from rewards.reward_triggers import routes as reward_triggers

__all__ = ["lambda_handler", "reward_triggers"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
