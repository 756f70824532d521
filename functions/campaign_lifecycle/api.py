"""HTTP entry of the capability."""

from typing import Any

from campaign_lifecycle import edge
from campaign_lifecycle.app import app
from campaign_lifecycle.assets import routes as assets
from campaign_lifecycle.briefs import routes as briefs
from campaign_lifecycle.campaigns import routes as campaigns
from campaign_lifecycle.deliverables import routes as deliverables
from campaign_lifecycle.email_invitations import routes as email_invitations
from campaign_lifecycle.invitations import routes as invitations
from campaign_lifecycle.messages import routes as messages
from campaign_lifecycle.negotiations import routes as negotiations
from campaign_lifecycle.participants import routes as participants
from campaign_lifecycle.reports import routes as reports
from campaign_lifecycle.snapshots import routes as snapshots
from campaign_lifecycle.submissions import routes as submissions
from campaign_lifecycle.surveys import routes as surveys
from common.queues import REWARDS, wake_after_change

__all__ = [
    "assets",
    "briefs",
    "campaigns",
    "deliverables",
    "edge",
    "email_invitations",
    "invitations",
    "lambda_handler",
    "messages",
    "negotiations",
    "participants",
    "reports",
    "snapshots",
    "submissions",
    "surveys",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2). What it was counts for rewards at once."""
    answer = app.resolve(event, context)
    wake_after_change(REWARDS, event, answer)
    return answer
