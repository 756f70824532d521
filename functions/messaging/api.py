"""HTTP entry of the capability."""

from typing import Any

from common.queues import REALTIME, wake_after_change
from messaging.app import app
from messaging.connection import routes as connection
from messaging.conversations import routes as conversations

__all__ = ["connection", "conversations", "lambda_handler"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2). What it changed is told to open connections at once."""
    answer = app.resolve(event, context)
    wake_after_change(REALTIME, event, answer)
    return answer
