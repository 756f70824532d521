"""HTTP entry of the capability."""

from typing import Any

from campaign_lifecycle.app import app
from campaign_lifecycle.routes import (
    assets,
    campaigns,
    edge,
    invitations,
    messages,
    records,
    submissions,
    surveys,
)

__all__ = [
    "assets",
    "campaigns",
    "edge",
    "invitations",
    "lambda_handler",
    "messages",
    "records",
    "submissions",
    "surveys",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
