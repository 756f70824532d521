"""Use cases of tiers."""

from datetime import datetime

from agents.agent_tiers import repository
from agents.agent_tiers.models import TierPatch
from common.admins import require_admin
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.agents import AgentTier

JOB = "agent-tiers"


def change_tier(tx: Transaction, tier: str, patch: TierPatch) -> AgentTier:
    """A tier is different; agents move in the next night. Raises `Forbidden`, `NotFound`, `AgentTiersOutOfOrder`."""
    require_admin(tx)
    before = repository.lock_tier(tx, tier)
    changed = before.model_copy(update={name: getattr(patch, name) for name in patch.model_fields_set})
    return before if changed == before else repository.change_tier(tx, changed)


def run_tiers(as_of: datetime) -> Counts:
    """Give every agent the tier that they have reached: up at once, down on the first of a month (UTC)."""
    with transaction(SERVICE) as tx:
        return {"moved": repository.move_agents(tx, as_of)}
