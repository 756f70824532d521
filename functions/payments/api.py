"""HTTP entry of the capability."""

from typing import Any

from payments.app import app
from payments.routes import edge, payouts, wallets

__all__ = ["edge", "lambda_handler", "payouts", "wallets"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
