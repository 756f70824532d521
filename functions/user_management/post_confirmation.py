"""Cognito's trigger after an address was confirmed: the account comes into our database, or is confirmed there."""

from typing import Any
from uuid import UUID

from common.adapters.identity.account_rows import insert_account
from common.adapters.identity.cognito_accounts import FROM_ELSEWHERE, metadata_of
from common.database import transaction
from common.identity import SERVICE
from common.models.mailboxes import normalised
from common.telemetry import logger

CONFIRMING = frozenset({"PostConfirmation_ConfirmSignUp", "PostConfirmation_ConfirmForgotPassword"})
"""Also a new password shows that the mailbox is theirs, and heals an account whose first trigger failed."""


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Insert the account, once however often Cognito calls, and hand the event back, as Cognito demands."""
    attributes = event["request"]["userAttributes"]
    if event["triggerSource"] in CONFIRMING and _is_verified(attributes):
        email = normalised(attributes["email"])
        with transaction(SERVICE) as tx:
            is_new = insert_account(
                tx, UUID(attributes["sub"]), email, metadata_of(attributes), confirmed=True
            )
        logger().info("sign-up confirmed", extra={"user_id": attributes["sub"], "new": is_new})
    return event


def _is_verified(attributes: dict[str, str]) -> bool:
    """Who comes from another provider has an address that it may not have looked at."""
    is_theirs = attributes.get("email_verified", "true") == "true"
    return bool(attributes.get("email")) and (
        is_theirs or attributes.get("cognito:user_status") != FROM_ELSEWHERE
    )
