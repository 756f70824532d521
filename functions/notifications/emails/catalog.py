"""Which notifications have a mail of their own, and where its one button leads. A template has its type's name."""

from collections.abc import Mapping

GENERAL = "general"
"""The template that tells every other type."""

DIGEST = "digest"
"""The template that tells what was held for a day."""

INBOX = "notifications"

CAMPAIGN = "campaigns/{campaign_id}"
INVITATION = "invitations/{invitation_id}"
SUBMISSION = "submissions/{submission_id}"
DEAL = "deals/{deal_id}"
DISPUTE = "disputes/{dispute_id}"
APPLICATION = "applications/{application_id}"
GIG = "gigs/{gig_id}"
CONVERSATION = "conversations/{conversation_id}"

BUTTONS: Mapping[str, str] = {
    "invitation_sent": INVITATION,
    "invitation_expires_soon": INVITATION,
    "invitation_accepted": CAMPAIGN,
    "invitation_withdrawn": INVITATION,
    "participant_left": CAMPAIGN,
    "negotiation_proposed": INVITATION,
    "negotiation_accepted": INVITATION,
    "negotiation_rejected": INVITATION,
    "negotiation_withdrawn": INVITATION,
    "content_submitted": SUBMISSION,
    "deliverable_due": CAMPAIGN,
    "deliverable_late": CAMPAIGN,
    "submission_approved": SUBMISSION,
    "submission_rejected": SUBMISSION,
    "submission_changes_requested": SUBMISSION,
    "profile_incomplete": "settings/profile",
    "payment_received": "wallet",
    "dispute_evidence_due": INBOX,
    "dispute_evidence_reminder": INBOX,
    "fraud_warning": INBOX,
    "earning_available": "earnings",
    "commission_earned": "wallet",
    "commission_reversed": "wallet",
    "budget_low": CAMPAIGN,
    "wallet_low": "wallet",
    "campaign_completed": CAMPAIGN,
    "post_gone": SUBMISSION,
    "post_back": SUBMISSION,
    "disclosure_missing": SUBMISSION,
    "deal_offered": DEAL,
    "deal_accepted": DEAL,
    "deal_declined": DEAL,
    "deal_offer_withdrawn": DEAL,
    "deal_offer_expired": DEAL,
    "deal_payment_due": DEAL,
    "gig_claimed": DEAL,
    "deal_locked": DEAL,
    "deal_payment_failed": DEAL,
    "deal_started": DEAL,
    "deal_review_due": DEAL,
    "deal_review_reminder": DEAL,
    "deal_rejected": DEAL,
    "deal_approved": DEAL,
    "deal_released": DEAL,
    "deal_paid": DEAL,
    "deal_refunded": DEAL,
    "deal_cancelled": DEAL,
    "deal_dispute_opened": DISPUTE,
    "deal_dispute_answered": DISPUTE,
    "deal_dispute_proposed": DISPUTE,
    "deal_dispute_message": DISPUTE,
    "deal_dispute_waits": DISPUTE,
    "deal_dispute_decided": DISPUTE,
    "deal_dispute_appealed": DISPUTE,
    "deal_dispute_resolved": DISPUTE,
    "deal_dispute_withdrawn": DISPUTE,
    "deal_cancellation_asked": DEAL,
    "deal_hold_notice": DEAL,
    "deal_frozen": DEAL,
    "deal_unfrozen": DEAL,
    "deal_post_gone": DEAL,
    "application_received": APPLICATION,
    "application_shortlisted": APPLICATION,
    "application_approved": APPLICATION,
    "application_rejected": APPLICATION,
    "application_expired": APPLICATION,
    "gig_closed": GIG,
    "gig_paused": GIG,
    "messages_waiting": CONVERSATION,
    "commission_held": "agent",
    "tier_changed": "agent",
    "award_granted": "rewards",
    "award_expiring": "rewards",
    "award_revoked": "rewards",
    "achievement_unlocked": "rewards",
}
"""By type, the path behind SITE_URL that the button opens; `{names}` are ids of the metadata."""

ACCOUNT_MAILS = frozenset({
    "confirm", "magic_link", "reset_password", "reauthenticate", "change_email", "email_changed", "team_invitation",
    "email_invitation", "erasure_receipt", "fan_code",
})  # fmt: skip
"""Templates that outbox messages of the topic `email` name. They are exempt from unsubscribing."""

MAILS_TO_STRANGERS = frozenset({"email_invitation"})
"""Of them, those to somebody who has no account and asked for nothing: these have a way to unsubscribe."""

AGENT_INVITE = "agent_invite"
"""The template of a mail that an agent has us send to somebody who asked for nothing: no account mail, it can end."""

ACCOUNT_BUTTONS: Mapping[str, str] = {
    "team_invitation": "team-invitation?token={token}",
    "email_invitation": "campaign-invitation?token={token}",
}
"""By template, the path behind SITE_URL for messages that name no link: the database writes them, and knows no site."""

CODES_COME_BACK = "/auth/v1/verify"
"""The path of the API behind buttons of mails that were asked for by supabase-js; it leads on to the front end."""
