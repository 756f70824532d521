"""Which template tells what, and where its one button leads."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mail:
    """A template, and the path behind SITE_URL that its button opens; `{names}` are ids of the metadata."""

    template: str
    path: str = ""


GENERAL = Mail("general", "notifications")
INVITATION = "invitations/{invitation_id}"
CAMPAIGN = "campaigns/{campaign_id}"

NOTIFICATIONS: Mapping[str, Mail] = {
    "invitation_sent": Mail("invitation_sent", INVITATION),
    "invitation_accepted": Mail("invitation_accepted", CAMPAIGN),
    "content_submitted": Mail("content_submitted", "submissions/{submission_id}"),
    "submission_approved": Mail("submission", "submissions/{submission_id}"),
    "submission_rejected": Mail("submission", "submissions/{submission_id}"),
    "submission_changes_requested": Mail("submission", "submissions/{submission_id}"),
    "payment_received": Mail("payment_received", "wallet"),
    "earning_available": Mail("earning_available", "earnings"),
    "budget_low": Mail("budget_low", CAMPAIGN),
    "campaign_completed": Mail("campaign_completed", CAMPAIGN),
}
"""By the type of the notification; every other type is told by the general template."""

ACCOUNT_MAILS = frozenset({"confirm", "magic_link", "reset_password", "team_invitation", "erasure_receipt"})
"""Templates that outbox messages of the topic `email` name. They are exempt from unsubscribing."""
