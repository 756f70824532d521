"""HTTP entry of the capability."""

from typing import Any

from messaging.app import app
from messaging.attachments import routes as attachments
from messaging.blocks import routes as blocks
from messaging.conversations import routes as conversations
from messaging.exports import routes as exports
from messaging.messages import routes as messages
from messaging.search import routes as search

__all__ = ["attachments", "blocks", "conversations", "exports", "lambda_handler", "messages", "search"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
