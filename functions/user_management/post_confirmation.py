"""Cognito's trigger after a sign-up was confirmed: the account comes into our database."""

from typing import Any
from uuid import UUID

from common.database import transaction
from common.identity import SERVICE
from common.models.lines import one_line
from common.models.mailboxes import normalised
from common.telemetry import logger
from user_management.users import repository as users

CONFIRMED_SIGN_UP = "PostConfirmation_ConfirmSignUp"
"""The trigger also comes after a forgotten password, when there is nothing to do."""

LONGEST_NAME = 200


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Insert the account, once however often Cognito calls, and hand the event back, as Cognito demands."""
    if event["triggerSource"] == CONFIRMED_SIGN_UP:
        attributes = event["request"]["userAttributes"]
        with transaction(SERVICE) as tx:
            made = users.insert_confirmed(
                tx, UUID(attributes["sub"]), normalised(attributes["email"]), _metadata(attributes)
            )
        logger().info("sign-up confirmed", extra={"user_id": attributes["sub"], "new": made == 1})
    return event


def _metadata(attributes: dict[str, str]) -> dict[str, str]:
    """Clients can write both past our models: every role but brand is a creator, admin too; the name is a line."""
    role = "brand" if attributes.get("custom:role") == "brand" else "creator"
    return {"role": role, "full_name": one_line(attributes.get("name", ""), LONGEST_NAME)}
