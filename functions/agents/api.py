"""HTTP entry of the capability."""

from typing import Any

from agents.app import app
from agents.contact_imports import routes as contact_imports
from agents.contact_uploads import routes as contact_uploads
from agents.contacts import routes as contacts

__all__ = ["contact_imports", "contact_uploads", "contacts", "lambda_handler"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
