"""HTTP entry of the capability."""

from typing import Any

from messaging.app import app
from messaging.attachments import routes as attachments
from messaging.blocks import routes as blocks
from messaging.connection import routes as connection
from messaging.conversations import routes as conversations
from messaging.exports import routes as exports
from messaging.held_messages import routes as held_messages
from messaging.legal_holds import routes as legal_holds
from messaging.message_originals import routes as message_originals
from messaging.message_reports import routes as message_reports
from messaging.messages import routes as messages
from messaging.moderation_rules import routes as moderation_rules
from messaging.search import routes as search

__all__ = [
    "attachments",
    "blocks",
    "connection",
    "conversations",
    "exports",
    "held_messages",
    "lambda_handler",
    "legal_holds",
    "message_originals",
    "message_reports",
    "messages",
    "moderation_rules",
    "search",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
