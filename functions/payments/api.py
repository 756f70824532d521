"""HTTP entry of the capability."""

from typing import Any

from payments import edge
from payments.app import app
from payments.connect import routes as connect
from payments.deposits import routes as deposits
from payments.earnings import routes as earnings
from payments.events import routes as events
from payments.exports import routes as exports
from payments.low_balances import routes as low_balances
from payments.payout_schedules import routes as payout_schedules
from payments.payouts import routes as payouts
from payments.reconciliation import routes as reconciliation
from payments.wallets import routes as wallets
from payments.withdrawals import routes as withdrawals

__all__ = [
    "connect",
    "deposits",
    "earnings",
    "edge",
    "events",
    "exports",
    "lambda_handler",
    "low_balances",
    "payout_schedules",
    "payouts",
    "reconciliation",
    "wallets",
    "withdrawals",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
