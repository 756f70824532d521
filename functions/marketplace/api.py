"""HTTP entry of the capability."""

from typing import Any

from common.queues import REALTIME, REWARDS, wake_after_change
from marketplace.analytics import routes as analytics
from marketplace.app import app
from marketplace.applications import routes as applications
from marketplace.blocked_attempts import routes as blocked_attempts
from marketplace.creator_logs import routes as creator_logs
from marketplace.deals import routes as deals
from marketplace.disputes import routes as disputes
from marketplace.escrow_payments import routes as escrow_payments
from marketplace.escrows import routes as escrows
from marketplace.gigs import routes as gigs
from marketplace.submissions import routes as submissions
from marketplace.uploads import routes as uploads

__all__ = [
    "analytics",
    "applications",
    "blocked_attempts",
    "creator_logs",
    "deals",
    "disputes",
    "escrow_payments",
    "escrows",
    "gigs",
    "lambda_handler",
    "submissions",
    "uploads",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2). What a step of a deal brings comes at once."""
    answer = app.resolve(event, context)
    wake_after_change(REALTIME, event, answer)
    wake_after_change(REWARDS, event, answer)
    return answer
