"""HTTP entry of the capability."""

from typing import Any

from rewards.app import app
from rewards.fact_types import routes as fact_types

__all__ = ["fact_types", "lambda_handler"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
