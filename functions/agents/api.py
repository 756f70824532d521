"""HTTP entry of the capability."""

from typing import Any

from agents.app import app
from agents.invite_links import routes as invite_links
from agents.invite_policies import routes as invite_policies
from agents.invites import routes as invites

__all__ = ["invite_links", "invite_policies", "invites", "lambda_handler"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    if event["rawPath"].startswith("/invites/"):
        # Mail clients post forms of every kind (RFC 8058 allows multipart); nothing in them matters.
        event = {**event, "body": None}
    return app.resolve(event, context)
