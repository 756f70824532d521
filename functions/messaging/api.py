"""HTTP entry of the capability."""

from typing import Any

from messaging.app import app
from messaging.attachments import routes as attachments
from messaging.conversations import routes as conversations
from messaging.exports import routes as exports
from messaging.search import routes as search

__all__ = ["attachments", "conversations", "exports", "lambda_handler", "search"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
