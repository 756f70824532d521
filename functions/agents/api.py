"""HTTP entry of the capability."""

from typing import Any

from agents.agent_tiers import routes as agent_tiers
from agents.app import app
from agents.commission_result import routes as commission_result
from agents.commissions import routes as commissions
from agents.contact_imports import routes as contact_imports
from agents.contact_uploads import routes as contact_uploads
from agents.contacts import routes as contacts
from agents.fraud_groups import routes as fraud_groups
from agents.fraud_rules import routes as fraud_rules
from agents.invite_links import routes as invite_links
from agents.invite_policies import routes as invite_policies
from agents.invites import routes as invites
from agents.leaderboard import routes as leaderboard
from agents.negative_balances import routes as negative_balances
from agents.performance import routes as performance
from agents.profiles import routes as profiles
from agents.referral_codes import routes as referral_codes
from agents.referrals import routes as referrals

__all__ = [
    "agent_tiers",
    "commission_result",
    "commissions",
    "contact_imports",
    "contact_uploads",
    "contacts",
    "fraud_groups",
    "fraud_rules",
    "invite_links",
    "invite_policies",
    "invites",
    "lambda_handler",
    "leaderboard",
    "negative_balances",
    "performance",
    "profiles",
    "referral_codes",
    "referrals",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    if event["rawPath"].startswith("/invites/"):
        # Mail clients post forms of every kind (RFC 8058 allows multipart); nothing in them matters.
        event = {**event, "body": None}
    return app.resolve(event, context)
