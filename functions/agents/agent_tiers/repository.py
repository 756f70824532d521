"""Statements of tiers: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.models.agents import AgentTier

TIER: LiteralString = (
    "tier, rank, name, min_active_referrals, min_commission_90d, share_bp, perks, updated_by, created_at,"
    " updated_at"
)


def list_tiers(tx: Transaction) -> list[AgentTier]:
    """All, the lowest first."""
    return tx.fetch_all(AgentTier, f"select {TIER} from agent_tiers order by rank")


def lock_tier(tx: Transaction, tier: str) -> AgentTier:
    """The tier of this key; nobody else changes it until the end of the transaction. Raises `NotFound`."""
    return tx.fetch_one(
        AgentTier, f"select {TIER} from agent_tiers where tier = %(tier)s for no key update", {"tier": tier}
    )


def change_tier(tx: Transaction, changed: AgentTier) -> AgentTier:
    """The tier as it is from now on. Raises `AgentTiersOutOfOrder`."""
    return tx.fetch_one(
        AgentTier,
        "update agent_tiers set name = %(name)s, min_active_referrals = %(min_active_referrals)s,"
        " min_commission_90d = %(min_commission_90d)s, share_bp = %(share_bp)s, perks = %(perks)s,"
        f" updated_by = auth.uid() where tier = %(tier)s returning {TIER}",
        changed.model_dump() | {"perks": Jsonb(changed.perks)},
    )


def move_agents(tx: Transaction, as_of: datetime) -> int:
    """Give every agent the tier that they have reached; how many moved."""
    moved: int = tx.fetch_value("select app.move_agent_tiers(%(as_of)s)", {"as_of": as_of})
    return moved
