"""Who may do what with which row: the permission matrix of the product, table by table.

The row belongs to one brand, and to one creator whom that brand has invited. Those who look at it are
nobody (`anon`), the creator, a creator who has nothing to do with it, the brand's members by their brand-level
role, the administrator of another brand, an administrator of the system, and the machine client; without an account
a fan by their browser, another fan, and who holds the link of a gate.
Whoever is not named is refused. `update` means at least one column.
"""

from tests.database.permission_matrix_of_activations import ACTIVATIONS
from tests.database.permission_matrix_of_places import PLACES
from tests.database.permission_matrix_of_rewards import REWARDS
from tests.database.permissions import (
    ACTORS,
    ADMIN,
    BOTH,
    CREATOR,
    MANAGERS,
    NOBODY,
    ONLY_SERVICE,
    OWN,
    OWNER,
    READERS,
    SERVICE,
    SHARED,
    SIGNED_IN,
    STRANGER,
    WHO_TALKS,
    May,
)

MATRIX: dict[str, May] = REWARDS | {
    **ACTIVATIONS,
    **PLACES,
    # Identity and access
    "auth.users": May(OWN, insert=ONLY_SERVICE, update=BOTH),
    "public.user_profiles": May(OWN, update=OWN),
    "public.user_avatars": May(OWN, frozenset({CREATOR, ADMIN}), ONLY_SERVICE, OWN),
    "public.user_roles": May(OWN, insert=BOTH, delete=BOTH),
    "public.user_status_log": May(BOTH),
    "public.audit_logs": May(BOTH),
    "public.erasure_requests": May(OWN),
    "public.tenant_role_rules": May(SIGNED_IN),
    "local_identity.credentials": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "local_identity.one_time_codes": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "local_identity.refresh_token_families": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "local_identity.refresh_tokens": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    # Not even one's own: app.channel_key tells it to a sign-in that lives.
    "public.realtime_channels": May(ONLY_SERVICE),
    "public.oauth_sign_ins": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "local_identity.sent_codes": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "local_identity.sign_in_tickets": May(ONLY_SERVICE, ONLY_SERVICE, delete=ONLY_SERVICE),
    "local_identity.sign_in_attempts": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    # Brands
    "public.brand_profiles": May(READERS, update=frozenset({OWNER, ADMIN})),
    "public.brand_memberships": May(READERS, update=frozenset({OWNER, ADMIN})),
    "public.brand_user_roles": May(
        READERS, insert=frozenset({OWNER, ADMIN}), delete=frozenset({OWNER, ADMIN})
    ),
    "public.brand_fit_data": May(READERS, insert=MANAGERS, update=MANAGERS),
    "public.team_invitations": May(BOTH | {OWNER}, update=frozenset({OWNER, ADMIN})),
    # Campaigns: creators never read what holds a budget
    "public.campaigns": May(READERS, MANAGERS, MANAGERS | {SERVICE}, MANAGERS),
    "public.campaigns#that runs": May(READERS, MANAGERS, MANAGERS | {SERVICE}, frozenset({ADMIN})),
    "public.campaign_history": May(READERS),
    "public.campaign_snapshots": May(READERS),
    "public.campaign_budget_reservations": May(READERS),
    "public.campaign_creator_scores": May(READERS),
    "public.campaign_deliverables": May(SHARED, MANAGERS, MANAGERS, MANAGERS),
    "public.campaign_invitations": May(SHARED),
    "public.campaign_participants": May(SHARED),
    "public.campaign_negotiations": May(SHARED),
    # What is not stored yet is between S3 and who runs the campaign.
    "public.campaign_assets": May(MANAGERS | {SERVICE}, MANAGERS, ONLY_SERVICE, MANAGERS | {SERVICE}),
    "public.campaign_assets#that is stored": May(SHARED, MANAGERS, ONLY_SERVICE, MANAGERS | {SERVICE}),
    "public.campaign_assets#of a creator": May(OWN, frozenset({CREATOR, ADMIN}), ONLY_SERVICE, OWN),
    "public.campaign_assets#that is handed in": May(SHARED, frozenset({CREATOR, ADMIN}), ONLY_SERVICE, BOTH),
    "public.campaign_content_tracking": May(SHARED, insert=ONLY_SERVICE, update=ONLY_SERVICE),
    "public.creator_submissions": May(SHARED),
    "public.submission_reviews": May(SHARED),
    "public.surveys": May(READERS, MANAGERS, MANAGERS, MANAGERS),
    "public.surveys#that is open": May(SHARED, MANAGERS, MANAGERS, frozenset({ADMIN})),
    "public.survey_questions": May(SHARED, insert=MANAGERS, delete=MANAGERS),
    "public.survey_questions#of a draft": May(READERS, insert=MANAGERS, delete=MANAGERS),
    "public.survey_responses": May(SHARED, insert=frozenset({CREATOR})),
    "public.survey_question_responses": May(SHARED, insert=frozenset({CREATOR})),
    "public.email_invitations": May(READERS),
    # The marketplace: open gigs are every creator's to read, budgets the brand's alone; money and steps are functions'
    "public.gigs": May(READERS, MANAGERS, MANAGERS, MANAGERS),
    "public.gigs#that is open": May(SHARED | {STRANGER}, MANAGERS, MANAGERS, frozenset({ADMIN})),
    "public.gig_budgets": May(READERS, MANAGERS, MANAGERS),
    "public.gig_slots": May(READERS),
    "public.gig_applications": May(SHARED),
    "public.deals": May(SHARED),
    "public.deal_milestones": May(SHARED),
    "public.escrows": May(SHARED),
    "public.escrow_events": May(SHARED),
    "public.deal_files": May(OWN, frozenset({CREATOR}), ONLY_SERVICE, frozenset({CREATOR, SERVICE})),
    "public.deal_files#that is handed in": May(SHARED, frozenset({CREATOR}), ONLY_SERVICE, ONLY_SERVICE),
    "public.deal_submissions": May(SHARED),
    "public.deal_reviews": May(SHARED),
    "public.deal_disputes": May(SHARED),
    "public.deal_dispute_messages": May(SHARED),
    "public.unfilled_refunds": May(READERS),
    "public.creator_logs": May(OWN),
    "public.blocked_attempts": May(BOTH),
    "public.platform_analytics": May(BOTH, insert=ONLY_SERVICE, update=ONLY_SERVICE),
    "public.financial_analytics": May(BOTH, insert=ONLY_SERVICE, update=ONLY_SERVICE),
    # Lists of creators: whom they name is shown none of it
    "public.creator_lists": May(READERS, MANAGERS, MANAGERS, MANAGERS),
    "public.creator_list_members": May(READERS, update=MANAGERS, delete=MANAGERS),
    "public.saved_searches": May(READERS, MANAGERS, MANAGERS, MANAGERS),
    # Creators
    "public.creator_profiles": May(SIGNED_IN, update=frozenset({CREATOR, ADMIN})),
    "public.creator_rates": May(SIGNED_IN, *(frozenset({CREATOR, ADMIN}),) * 3),
    "public.creator_cells": May(),
    "public.creator_directory": May(),
    "public.gig_cells": May(),
    "public.social_accounts": May(OWN, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "public.social_platforms": May(BOTH, update=BOTH),
    "public.social_token_refreshes": May(BOTH, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "public.platform_sync_jobs": May(OWN, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "public.content_posts": May(OWN, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "public.audience_metrics": May(OWN, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "public.creator_analytics": May(OWN, insert=ONLY_SERVICE, update=ONLY_SERVICE),
    "public.oauth_states": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "public.account_health_indicators": May(BOTH, insert=ONLY_SERVICE, update=BOTH),
    # Money: written by functions only
    "public.wallets": May(READERS, update=ONLY_SERVICE),
    "public.wallets#of a creator": May(OWN, update=ONLY_SERVICE),
    "public.wallet_transactions": May(READERS),
    "public.disputes": May(READERS),
    "public.earnings": May(OWN),
    "public.payout_batches": May(BOTH),
    "public.payouts": May(OWN),
    "public.connected_accounts": May(OWN, update=ONLY_SERVICE),
    "public.bank_payouts": May(OWN),
    "public.stripe_events": May(BOTH, insert=ONLY_SERVICE, update=ONLY_SERVICE),
    "public.payment_alerts": May(BOTH),
    "public.currencies": May(SIGNED_IN),
    "public.wallet_low_balances": May(READERS),
    "public.stripe_balance_transactions": May(BOTH),
    "public.stripe_balances": May(BOTH),
    "public.payment_stub_objects": May(ONLY_SERVICE, insert=ONLY_SERVICE, update=ONLY_SERVICE),
    "ledger.accounts": May(BOTH),
    "ledger.transactions": May(BOTH),
    "ledger.entries": May(BOTH),
    "ledger.reconciliations": May(BOTH),
    # Agents: what the system counts about them is theirs to read; a leaderboard shows names by a function alone
    "public.address_hash_keys": May(),
    # Of referrals an agent sees what app.list_referrals tells.
    "public.referral_intents": May(ONLY_SERVICE),
    "public.referrals": May(BOTH),
    "public.agent_profiles": May(OWN, update=frozenset({CREATOR, ADMIN})),
    "public.agent_tiers": May(SIGNED_IN, update=frozenset({ADMIN})),
    "public.agent_metrics": May(OWN),
    "public.agent_money_metrics": May(OWN),
    "public.agent_rankings": May(BOTH),
    "public.referral_codes": May(OWN, update=frozenset({CREATOR})),
    "public.referral_touches": May(BOTH),
    "public.commissions": May(OWN),
    # Fraud: nobody reads what is looked for, or that something was found about them
    "public.fraud_rules": May(BOTH, update=frozenset({ADMIN})),
    "public.fraud_groups": May(BOTH),
    "public.fraud_events": May(BOTH),
    "public.commission_holds": May(BOTH),
    "public.disposable_domains": May(BOTH),
    "public.deal_price_medians": May(BOTH),
    # Notifications
    "public.notifications": May(OWN, update=frozenset({CREATOR})),
    "public.notification_deliveries": May(BOTH, update=BOTH),
    "public.notification_preferences": May(
        OWN, frozenset({CREATOR, SERVICE}), frozenset({CREATOR, SERVICE}), OWN
    ),
    "public.notification_unsubscribes": May(BOTH, insert=ONLY_SERVICE, delete=BOTH),
    # Tracking
    "public.tracking_links": May(SHARED, insert=MANAGERS | {SERVICE}, update=MANAGERS | {SERVICE}),
    "public.campaign_cta_links": May(READERS, insert=MANAGERS, update=MANAGERS),
    "public.short_codes": May(),
    "public.tracking_link_keys": May(MANAGERS | {SERVICE}, insert=MANAGERS),
    "public.tracking_link_former_keys": May(ONLY_SERVICE),
    "public.tracking_events": May(READERS, insert=ONLY_SERVICE),
    "public.tracking_aggregates": May(SHARED),
    "public.conversions": May(READERS),
    "public.conversion_changes": May(READERS),
    "public.order_currencies": May(SIGNED_IN),
    "public.media_value_rates": May(
        SIGNED_IN, insert=frozenset({ADMIN}), update=frozenset({ADMIN}), delete=frozenset({ADMIN})
    ),
    "public.exchange_rates": May(SIGNED_IN, insert=ONLY_SERVICE, update=ONLY_SERVICE),
    "public.tracking_hash_keys": May(),
    "public.tracking_days": May(ONLY_SERVICE),
    "public.tracking_hours": May(),
    "public.tracking_hour_figures": May(),
    "public.tracking_late_days": May(ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    # Agents: their invites without what became of them in truth; whom they know is theirs alone
    "public.agent_invites": May(OWN),
    "public.invite_policies": May(
        SIGNED_IN, insert=frozenset({ADMIN}), update=frozenset({ADMIN}), delete=frozenset({ADMIN})
    ),
    "public.invite_suppressions": May(ONLY_SERVICE),
    "public.user_agents": May(SIGNED_IN, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    # System
    "public.admin_settings": May(BOTH, frozenset({ADMIN}), frozenset({ADMIN}), frozenset({ADMIN})),
    "public.rate_classes": May(BOTH, update=frozenset({ADMIN})),
    "public.rate_buckets": May(frozenset({ADMIN})),
    "public.rate_tiers": May(BOTH, frozenset({ADMIN}), frozenset({ADMIN}), frozenset({ADMIN})),
    "public.system_health_logs": May(BOTH, insert=ONLY_SERVICE),
    "public.exports": May(OWN, frozenset({CREATOR}), ONLY_SERVICE, ONLY_SERVICE),
    "public.outbox": May(BOTH, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "public.job_runs": May(BOTH, ONLY_SERVICE, ONLY_SERVICE, ONLY_SERVICE),
    "public.idempotency_keys": May(
        frozenset({CREATOR, SERVICE}), frozenset({CREATOR, SERVICE}), NOBODY, ONLY_SERVICE
    ),
    # Conversations: what somebody wants nothing of is theirs to say
    "public.user_blocks": May(frozenset({CREATOR, SERVICE}), *(frozenset({CREATOR}),) * 3),
    "public.conversations": May(WHO_TALKS),
    "public.conversations#with support": May(OWN),
    "public.conversation_members": May(frozenset({CREATOR, SERVICE})),
    "public.messages": May(WHO_TALKS),
    "public.messages#with support": May(OWN),
    "public.message_attachments": May(
        frozenset({CREATOR, SERVICE}), update=ONLY_SERVICE, delete=frozenset({CREATOR, SERVICE})
    ),
    "public.message_attachments#that is sent": May(WHO_TALKS, update=ONLY_SERVICE, delete=ONLY_SERVICE),
    "public.message_originals": May(ONLY_SERVICE),
    "public.held_messages": May(BOTH | {OWNER}),
    "public.held_messages#that was refused": May(frozenset({OWNER, SERVICE})),
    "public.message_reports": May(OWN),
    "public.moderation_rules": May(BOTH, frozenset({ADMIN}), frozenset({ADMIN}), frozenset({ADMIN})),
    # Contacts of agents: other people's data, for nobody but who brought them
    "public.contact_uploads": May(frozenset({CREATOR, SERVICE}), update=ONLY_SERVICE, delete=ONLY_SERVICE),
    "public.contact_imports": May(frozenset({CREATOR, SERVICE}), update=ONLY_SERVICE),
    "public.agent_contacts": May(frozenset({CREATOR, SERVICE}), delete=frozenset({CREATOR})),
}
"""`schema.table`, with # and words where a table has rows of different kinds."""

CELLS = len(MATRIX) * len(ACTORS) * 4
