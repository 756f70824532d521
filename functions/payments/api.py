"""HTTP entry of the capability."""

from typing import Any

from payments import edge
from payments.app import app
from payments.payouts import routes as payouts
from payments.wallets import routes as wallets

__all__ = ["edge", "lambda_handler", "payouts", "wallets"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
