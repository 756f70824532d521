"""`/api/v1/agents/{agent_id}/performance`."""

from uuid import UUID

from agents.app import app
from agents.performance import service
from agents.performance.models import AgentPerformance
from common.errors import NotFound
from common.parameters import FirstDay, LastDay
from common.refusals import refuses

TAGS = ["agents"]


@app.get("/api/v1/agents/<agent_id>/performance", tags=TAGS, responses=refuses(NotFound))
def read_agent_performance(agent_id: UUID, since: FirstDay = None, until: LastDay = None) -> AgentPerformance:
    """Read what came of an agent's links and people

    For the agent and administrators: clicks, sign-ups, deals and money of each day (UTC), all of them together, and how
    many sign-ups came of a click. A day is counted by the night after it and twice again; today is not in it.
    """
    with app.read() as tx:
        return service.read_performance(tx, agent_id, since, until)
