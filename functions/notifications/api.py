"""HTTP entry of the capability."""

from typing import Any

from notifications import edge
from notifications.app import app
from notifications.dead_letters import routes as dead_letters
from notifications.inbox import routes as inbox
from notifications.preferences import routes as preferences
from notifications.suppressions import routes as suppressions
from notifications.unsubscribe import routes as unsubscribe
from notifications.unsubscribe.links import PATH

__all__ = ["dead_letters", "edge", "inbox", "lambda_handler", "preferences", "suppressions", "unsubscribe"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    if event["rawPath"].startswith(f"{PATH}/"):
        # Mail clients post forms of every kind (RFC 8058 allows multipart); nothing in them matters.
        event = {**event, "body": None}
    return app.resolve(event, context)
