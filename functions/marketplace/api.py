"""HTTP entry of the capability."""

from typing import Any

from marketplace.analytics import routes as analytics
from marketplace.app import app
from marketplace.applications import routes as applications
from marketplace.blocked_attempts import routes as blocked_attempts
from marketplace.creator_logs import routes as creator_logs
from marketplace.deals import routes as deals
from marketplace.escrows import routes as escrows
from marketplace.gigs import routes as gigs
from marketplace.submissions import routes as submissions

__all__ = [
    "analytics",
    "applications",
    "blocked_attempts",
    "creator_logs",
    "deals",
    "escrows",
    "gigs",
    "lambda_handler",
    "submissions",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
