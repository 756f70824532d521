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
    return app.resolve(event, context)
