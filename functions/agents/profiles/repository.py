"""Statements of agents' profiles: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from agents.profiles.models import AgentAccount, NextTier, Progress, TierBoost
from common.database import Transaction
from common.filters import containing, where
from common.models.agents import AgentProfile, AgentStatus

PROFILE: LiteralString = (
    "user_id, display_name, slug, tier, tier_since, share_override_bp, commission_months_override, leaderboard_name,"
    " status, status_reason, status_changed_at, created_at, updated_at"
)
ASSIGNMENTS: dict[str, LiteralString] = {
    "commission_months_override": "commission_months_override = %(commission_months_override)s",
    "display_name": "display_name = %(display_name)s",
    "leaderboard_name": "leaderboard_name = %(leaderboard_name)s",
    "share_override_bp": "share_override_bp = %(share_override_bp)s",
    "slug": "slug = %(slug)s",
    "status": "status = %(status)s",
    "status_reason": "status_reason = %(status_reason)s",
}


def find_profile(tx: Transaction, agent_id: UUID) -> AgentProfile:
    """An agent whom the actor may see: oneself, and administrators all. Raises `NotFound`."""
    return tx.fetch_one(
        AgentProfile, f"select {PROFILE} from agent_profiles where user_id = %(id)s", {"id": agent_id}
    )


def find_own(tx: Transaction) -> AgentProfile | None:
    """The actor as an agent; None for who is none."""
    return tx.fetch_optional(AgentProfile, f"select {PROFILE} from agent_profiles where user_id = auth.uid()")


def lock_profile(tx: Transaction, agent_id: UUID) -> AgentProfile:
    """As `find_profile`; nobody else changes it until the end of the transaction."""
    return tx.fetch_one(
        AgentProfile,
        f"select {PROFILE} from agent_profiles where user_id = %(id)s for no key update",
        {"id": agent_id},
    )


def change_profile(tx: Transaction, agent_id: UUID, changes: dict[str, object]) -> int:
    """Set the given columns (names come from the models, never from a client).

    Raises `NameIsAnAddress`, `SlugTaken`, `SlugReserved`.
    """
    assignments: LiteralString = ", ".join(ASSIGNMENTS[name] for name in sorted(changes))
    return tx.execute(
        f"update agent_profiles set {assignments} where user_id = %(id)s", changes | {"id": agent_id}
    )


def find_progress(tx: Transaction, agent_id: UUID) -> Progress:
    """What the agent reached in the last 90 days. Raises `NotFound`."""
    return tx.fetch_one(
        Progress,
        "select active_referrals, commission_90d, currency as commission_currency, share_bp"
        " from app.agent_progress(%(id)s, now())",
        {"id": agent_id},
    )


def find_next_tier(tx: Transaction, tier: str, progress: Progress) -> NextTier | None:
    """The tier above, with what is missing for it."""
    found = tx.fetch_all(
        NextTier,
        "select n.tier, n.name, greatest(n.min_active_referrals - %(active)s, 0) as missing_active_referrals,"
        " greatest(n.min_commission_90d - greatest(%(commission)s, 0), 0) as missing_commission"
        " from agent_tiers as t inner join agent_tiers as n on n.rank > t.rank where t.tier = %(tier)s"
        " order by n.rank limit 1",
        {"tier": tier, "active": progress.active_referrals, "commission": progress.commission_90d},
    )
    return found[0] if found else None


def find_boost(tx: Transaction, agent_id: UUID) -> TierBoost | None:
    """The tier that a reward lends an agent now."""
    return tx.fetch_optional(
        TierBoost, "select tier, name, until from app.tier_boost(%(id)s)", {"id": agent_id}
    )


def list_agents(
    tx: Transaction, *, search: str | None, status: AgentStatus | None, tier: str | None,
    before: UUID | None, limit: int,
) -> list[AgentAccount]:  # fmt: skip
    """Agents whose name or slug holds `search`, the newest account first, older than `before`."""
    given = where(
        ("(display_name ilike %(pattern)s or slug ilike %(pattern)s)", search),
        ("status = %(status)s", status),
        ("tier = %(tier)s", tier),
        ("user_id < %(before)s", before),
    )
    return tx.fetch_all(
        AgentAccount,
        f"select {PROFILE}, app.agent_share(user_id) as share_bp from agent_profiles where {given}"
        " order by user_id desc limit %(limit)s",
        {"pattern": containing(search or ""), "status": status, "tier": tier, "before": before, "limit": limit},
    )  # fmt: skip
