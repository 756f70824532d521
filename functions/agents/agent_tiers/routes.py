"""`/api/v1/agent-tiers`."""

from agents.agent_tiers import repository, service
from agents.agent_tiers.models import AgentTiers, TierPatch
from agents.app import app
from common.errors import Forbidden, NotFound
from common.errors.agents import AgentTiersOutOfOrder
from common.models.agents import AgentTier
from common.refusals import refuses

TAGS = ["agents"]


@app.get("/api/v1/agent-tiers", tags=TAGS, responses=refuses())
def list_agent_tiers() -> AgentTiers:
    """List the tiers of agents

    For whoever is signed in: what each tier asks for and brings, the lowest first.
    """
    with app.read() as tx:
        return AgentTiers(data=repository.list_tiers(tx))


@app.patch(
    "/api/v1/agent-tiers/<tier>", tags=TAGS, responses=refuses(Forbidden, NotFound, AgentTiersOutOfOrder)
)
def change_agent_tier(tier: str, body: TierPatch) -> AgentTier:
    """Change a tier of agents

    For administrators. What is sent changes, the rest stays. A tier asks for no less than the one below it, and the
    lowest for nothing. Agents move in the next night, upwards; downwards on the first of a month.
    """
    with app.transaction() as tx:
        return service.change_tier(tx, tier, body)
