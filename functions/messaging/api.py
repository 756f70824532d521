"""HTTP entry of the capability."""

from typing import Any

from messaging.app import app
from messaging.blocks import routes as blocks
from messaging.connection import routes as connection
from messaging.conversations import routes as conversations
from messaging.messages import routes as messages

__all__ = ["blocks", "connection", "conversations", "lambda_handler", "messages"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
