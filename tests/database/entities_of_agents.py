"""Entity models of agents: whom they bring, what they earn by it, and what is looked into."""

from common.models import agent_contacts, agent_invites, agents, commissions, fraud, referral_codes, referrals
from common.models.base import Output
from tests.database.entity import Entity

ENTITIES = [
    Entity(agents.AgentDay, "agent_metrics", {"agent_user_id", "created_at"}),
    Entity(agents.AgentMoneyDay, "agent_money_metrics", {"agent_user_id", "created_at"}),
    Entity(agents.AgentProfile, "agent_profiles"),
    Entity(agents.AgentTier, "agent_tiers"),
    Entity(agent_contacts.AgentContact, "agent_contacts", {"dedupe_hash"}),
    Entity(agent_contacts.ContactImport, "contact_imports", {"attempts", "available_at", "file_key", "last_error"}),
    Entity(agent_contacts.ContactUpload, "contact_uploads"),
    Entity(
        agent_invites.AgentInvite, "agent_invites",
        {"address_hmac", "failure_code", "provider_id", "sent_at", "shown_status", "token_hash", "updated_at",
         "withheld"},
    ),
    Entity(agent_invites.InvitePolicy, "invite_policies"),
    Entity(commissions.Commission, "commissions", {"base_fee", "created_at", "reason", "updated_at"},
           {"base_fee", "month"}),
    Entity(
        referral_codes.ReferralCode, "referral_codes", {"agent_user_id", "folded", "updated_at"}, {"link", "share_text"}
    ),
    Entity(referrals.Referral, "referrals"),
    Entity(fraud.FraudRule, "fraud_rules"),
    Entity(fraud.FraudGroup, "fraud_groups", {"updated_at"}),
    Entity(fraud.FraudEvent, "fraud_events", {"hash"}),
]  # fmt: skip
NO_TABLE: set[type[Output]] = {
    agent_contacts.NotedRow, agent_contacts.RefusedRow,
}  # fmt: skip
