"""Statements of the export (GDPR, article 15): one function, one statement.

`EXPORTS` says for every table that refers to a person which of its rows are about them. A test holds it to the
catalog: a new table that names a user, or refers to what is one user's, must enter `EXPORTS`, or
`scope.py` with a reason.
"""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.exports import EXPORT
from common.models.exports import Export

ROWS_A_PART = 200
"""Of one table, read at once: what an export holds in memory."""

EXPORTS: dict[str, LiteralString] = {
    "account_health_indicators": "select to_jsonb(t) from account_health_indicators as t where user_id = %(user)s",
    "agent_metrics": "select to_jsonb(t) from agent_metrics as t where agent_user_id = %(user)s",
    "agent_money_metrics": "select to_jsonb(t) from agent_money_metrics as t where agent_user_id = %(user)s",
    "agent_profiles": "select to_jsonb(t) from agent_profiles as t where user_id = %(user)s",
    "agent_rankings": "select to_jsonb(t) from agent_rankings as t where agent_user_id = %(user)s",
    "agent_contacts": "select to_jsonb(t) - 'dedupe_hash' from agent_contacts as t where agent_user_id = %(user)s",
    "agent_invites": (  # as they are shown them: what became of a mail in truth is about somebody else
        "select to_jsonb(t)"
        " - '{address_hmac,token_hash,status,withheld,failure_code,provider_id,sent_at,updated_at}'::text[]"
        " from agent_invites as t where agent_user_id = %(user)s"
    ),
    "audit_logs": (  # what an act did for agents elsewhere is about others: who brought them, what is looked into
        "select to_jsonb(t) from audit_logs as t where user_id = %(user)s"
        " and (action !~ '^(commissions|fraud_groups|referrals)[.](insert|update)$'"
        "   or metadata -> 'after' ->> 'resolved_by' = %(user)s::text)"
    ),
    "audience_metrics": "select to_jsonb(t) from audience_metrics as t where user_id = %(user)s",
    "badge_credentials": (
        "select to_jsonb(t) - '{attempts,available_at,last_error}'::text[] from badge_credentials as t"
        " where user_id = %(user)s"
    ),
    "bank_payouts": "select to_jsonb(t) from bank_payouts as t where user_id = %(user)s",
    "blocked_attempts": "select to_jsonb(t) from blocked_attempts as t where actor_user_id = %(user)s",
    "brand_memberships": "select to_jsonb(t) from brand_memberships as t where user_id = %(user)s",
    "brand_profiles": "select to_jsonb(t) from brand_profiles as t where owner_user_id = %(user)s",
    "brand_user_roles": "select to_jsonb(t) from brand_user_roles as t where user_id = %(user)s",
    "campaign_assets": "select to_jsonb(t) from campaign_assets as t where creator_user_id = %(user)s",
    "campaign_content_tracking": (
        "select to_jsonb(t) from campaign_content_tracking as t where creator_user_id = %(user)s"
    ),
    "campaign_creator_scores": "select to_jsonb(t) from campaign_creator_scores as t where creator_user_id = %(user)s",
    "campaign_invitations": "select to_jsonb(t) from campaign_invitations as t where creator_user_id = %(user)s",
    "campaign_negotiations": "select to_jsonb(t) from campaign_negotiations as t where creator_user_id = %(user)s",
    "campaign_participants": "select to_jsonb(t) from campaign_participants as t where creator_user_id = %(user)s",
    "connected_accounts": "select to_jsonb(t) from connected_accounts as t where user_id = %(user)s",
    "contact_imports": (
        "select to_jsonb(t) - '{attempts,available_at,last_error}'::text[] from contact_imports as t"
        " where agent_user_id = %(user)s"
    ),
    "contact_uploads": "select to_jsonb(t) from contact_uploads as t where agent_user_id = %(user)s",
    "content_posts": "select to_jsonb(t) from content_posts as t where user_id = %(user)s",
    "conversation_members": (
        "select to_jsonb(t) - 'notified_seq' from conversation_members as t where user_id = %(user)s"
    ),
    "commissions": (  # of the deal they are told nothing
        "select to_jsonb(t) - '{base_fee,escrow_id,ledger_transaction_id}'::text[] from commissions as t"
        " where agent_user_id = %(user)s"
    ),
    "conversations": (
        "select case when created_by = %(user)s then to_jsonb(t) else to_jsonb(t) - 'created_by' end - 'legal_hold'"
        " from conversations as t where person_user_id = %(user)s or created_by = %(user)s"
    ),
    "conversions": "select to_jsonb(t) from conversions as t where creator_user_id = %(user)s",
    "creator_analytics": "select to_jsonb(t) from creator_analytics as t where creator_user_id = %(user)s",
    "creator_logs": "select to_jsonb(t) from creator_logs as t where creator_user_id = %(user)s",
    "creator_profiles": "select to_jsonb(t) from creator_profiles as t where user_id = %(user)s",
    "creator_rates": "select to_jsonb(t) from creator_rates as t where user_id = %(user)s",
    "creator_submissions": "select to_jsonb(t) from creator_submissions as t where creator_user_id = %(user)s",
    "deal_dispute_messages": (
        "select case when sender_user_id = %(user)s then to_jsonb(t) else to_jsonb(t) - 'sender_user_id' end"
        " from deal_dispute_messages as t where creator_user_id = %(user)s or sender_user_id = %(user)s"
    ),
    "deal_disputes": (
        "select to_jsonb(t) - '{opened_by,proposed_by,decided_by,appealed_by}'::text[] from deal_disputes as t"
        " where creator_user_id = %(user)s"
    ),
    "deal_files": "select to_jsonb(t) from deal_files as t where creator_user_id = %(user)s",
    "deal_milestones": "select to_jsonb(t) from deal_milestones as t where creator_user_id = %(user)s",
    "deal_reviews": (
        "select case when reviewer_user_id = %(user)s then to_jsonb(t) else to_jsonb(t) - 'reviewer_user_id' end"
        " from deal_reviews as t where creator_user_id = %(user)s or reviewer_user_id = %(user)s"
    ),
    "deal_submissions": "select to_jsonb(t) from deal_submissions as t where creator_user_id = %(user)s",
    "deals": "select to_jsonb(t) - 'created_by' from deals as t where creator_user_id = %(user)s",
    "devices": (
        "select to_jsonb(t) - 'risk' from devices as t inner join fans as f on f.id = t.fan_id"
        " where f.user_id = %(user)s"
    ),
    "earnings": "select to_jsonb(t) from earnings as t where creator_user_id = %(user)s",
    "erasure_requests": "select to_jsonb(t) from erasure_requests as t where user_id = %(user)s",
    "escrow_events": (
        "select case when actor_user_id = %(user)s then to_jsonb(t) else to_jsonb(t) - 'actor_user_id' end"
        " from escrow_events as t where creator_user_id = %(user)s or actor_user_id = %(user)s"
    ),
    "escrows": (
        "select to_jsonb(t) - '{cancel_asked_by,frozen_by}'::text[] from escrows as t where creator_user_id = %(user)s"
    ),
    "exports": (
        "select to_jsonb(t) - '{attempts,available_at,last_error}'::text[] from exports as t where user_id = %(user)s"
    ),
    "fact_marks": "select to_jsonb(t) from fact_marks as t where user_id = %(user)s",
    "fans": "select to_jsonb(t) from fans as t where user_id = %(user)s",
    "gig_applications": "select to_jsonb(t) from gig_applications as t where creator_user_id = %(user)s",
    "held_messages": (
        "select to_jsonb(t) - 'reviewed_by' from held_messages as t where sender_user_id = %(user)s"
    ),
    "leaderboard_participants": "select to_jsonb(t) from leaderboard_participants as t where user_id = %(user)s",
    "ledger.accounts": "select to_jsonb(t) from ledger.account_balances as t where user_id = %(user)s",
    "local_identity.one_time_codes": (
        "select to_jsonb(t) - 'code_hash' from local_identity.one_time_codes as t where user_id = %(user)s"
    ),
    "local_identity.refresh_token_families": (
        "select to_jsonb(t) from local_identity.refresh_token_families as t where user_id = %(user)s"
    ),
    "local_identity.sign_in_tickets": (
        "select to_jsonb(t) - 'ticket_hash' from local_identity.sign_in_tickets as t where user_id = %(user)s"
    ),
    "message_attachments": (
        "select case when uploaded_by = %(user)s then to_jsonb(t) else to_jsonb(t) - 'uploaded_by' end"
        " - '{hidden_because,held_id}'::text[] from message_attachments as t where uploaded_by = %(user)s"
        " or (person_user_id = %(user)s and seq is not null and hidden_because is null)"
    ),
    "message_originals": (
        "select to_jsonb(t) from message_originals as t inner join messages as m"
        " on m.conversation_id = t.conversation_id and m.seq = t.seq where m.sender_user_id = %(user)s"
    ),
    "message_reports": (
        "select to_jsonb(t) - '{reviewed_by,review_note}'::text[] from message_reports as t"
        " where reporter_user_id = %(user)s"
    ),
    "messages": (
        "select case when sender_user_id = %(user)s then to_jsonb(t)"
        " else to_jsonb(t) - '{sender_user_id,client_id}'::text[] end - 'redacted_by'"
        " from messages as t where person_user_id = %(user)s or sender_user_id = %(user)s"
    ),
    "notification_preferences": "select to_jsonb(t) from notification_preferences as t where user_id = %(user)s",
    "notification_unsubscribes": (
        "select to_jsonb(t) from notification_unsubscribes as t inner join auth.users as u on u.email = t.email"
        " where u.id = %(user)s"
    ),
    "notifications": "select to_jsonb(t) - 'caused_by' from notifications as t where user_id = %(user)s",
    "payouts": "select to_jsonb(t) from payouts as t where creator_user_id = %(user)s",
    "point_balances": "select to_jsonb(t) from point_balances as t where user_id = %(user)s",
    "rate_tiers": "select to_jsonb(t) - 'given_by' from rate_tiers as t where user_id = %(user)s",
    "referrals": (
        "select case when referred_user_id = %(user)s"
        " then to_jsonb(t) - 'agent_user_id' || jsonb_build_object('agent_name', a.display_name)"
        " else jsonb_build_object('id', t.id, 'month', t.month, 'status', t.status) end"
        " from referrals as t inner join agent_profiles as a on a.user_id = t.agent_user_id"
        " where t.referred_user_id = %(user)s or t.agent_user_id = %(user)s"
    ),
    "referral_codes": "select to_jsonb(t) from referral_codes as t where agent_user_id = %(user)s",
    "reward_awards": "select to_jsonb(t) from reward_awards as t where user_id = %(user)s",
    "reward_counter_members": "select to_jsonb(t) from reward_counter_members as t where user_id = %(user)s",
    "reward_counters": "select to_jsonb(t) from reward_counters as t where user_id = %(user)s",
    "reward_facts": "select to_jsonb(t) from reward_facts as t where subject_user_id = %(user)s",
    "scans": "select app.exported_scans(%(user)s)",
    "social_accounts": (
        "select to_jsonb(t) - '{access_token,refresh_token}'::text[] from social_accounts as t"
        " where user_id = %(user)s"
    ),
    "submission_reviews": "select to_jsonb(t) from submission_reviews as t where reviewer_user_id = %(user)s",
    "survey_question_responses": (
        "select to_jsonb(t) from survey_question_responses as t where respondent_user_id = %(user)s"
    ),
    "survey_responses": "select to_jsonb(t) from survey_responses as t where respondent_user_id = %(user)s",
    "tracking_aggregates": "select to_jsonb(t) from tracking_aggregates as t where creator_user_id = %(user)s",
    "tracking_links": "select to_jsonb(t) from tracking_links as t where creator_user_id = %(user)s",
    "user_achievements": "select to_jsonb(t) from user_achievements as t where user_id = %(user)s",
    "user_avatars": "select to_jsonb(t) from user_avatars as t where user_id = %(user)s",
    "user_blocks": "select to_jsonb(t) from user_blocks as t where blocker_user_id = %(user)s",
    "user_profiles": "select to_jsonb(t) from user_profiles as t where id = %(user)s",
    "user_roles": "select to_jsonb(t) - 'granted_by' from user_roles as t where user_id = %(user)s",
    "user_status_log": "select to_jsonb(t) - 'changed_by' from user_status_log as t where user_id = %(user)s",
    "users": "select to_jsonb(t) from auth.users as t where id = %(user)s",
    "wallet_transactions": (
        "select to_jsonb(t) from wallet_transactions as t inner join wallets as w on w.id = t.wallet_id"
        " where w.user_id = %(user)s"
    ),
    "wallets": "select to_jsonb(t) from wallets as t where user_id = %(user)s",
}


def open_rows(tx: Transaction, table: str, user_id: UUID) -> None:
    """Hold a person's rows of a table in `EXPORTS`, as they are now, for this session to read in parts.

    The database holds them, in memory or on its disk, until `close_rows`, past the end of the transaction.
    """
    tx.execute(
        "declare exported_rows no scroll cursor with hold for"
        f" select exported.row::text from ({EXPORTS[table]}) as exported (row)",
        {"user": user_id},
    )


def next_rows(tx: Transaction) -> list[str]:
    """The next `ROWS_A_PART` rows as JSON; fewer, or none, where these are the last."""
    return tx.fetch_values("fetch forward 200 from exported_rows")


def close_rows(tx: Transaction) -> None:
    """Let go of the rows that are held."""
    tx.execute("close exported_rows")


def find_export(tx: Transaction, export_id: UUID) -> Export:
    """An export of the actor's own. Raises `NotFound`."""
    return tx.fetch_one(
        Export,
        f"select {EXPORT} from exports where id = %(id)s and user_id = auth.uid() and expires_at > now()",
        {"id": export_id},
    )


def list_exports(tx: Transaction, *, before: UUID | None, limit: int) -> list[Export]:
    """The actor's own exports, newest first."""
    return tx.fetch_all(
        Export,
        f"select {EXPORT} from exports where user_id = auth.uid() and expires_at > now()"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )


def log_export(tx: Transaction) -> None:
    """An export leaves a trace, like any other look at everything."""
    tx.fetch_value("select app.log_action('users.export', 'users', auth.uid()::text)")
