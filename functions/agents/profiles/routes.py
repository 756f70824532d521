"""`/api/v1/agents`: oneself as an agent, and those that administrators see."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.errors import AgentIsBanned
from agents.profiles import service
from agents.profiles.models import Agent, AgentAccount, AgentDecision, OwnAgentPatch
from common.errors import Forbidden, NotFound
from common.errors.accounts import NameIsAnAddress, NotToYourself, SlugReserved, SlugTaken
from common.models.agents import AgentStatus
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["agents"]
ME = "/api/v1/agents/me"
ONE = "/api/v1/agents/<agent_id>"


@app.get(ME, tags=TAGS, responses=refuses(NotFound))
def read_own_agent() -> Agent:
    """Read oneself as an agent

    For agents: their profile and status, their part of fees, and how far the next tier is. Who is no agent has none of
    it (404).
    """
    with app.read() as tx:
        return service.read_own(tx)


@app.patch(
    ME, tags=TAGS, responses=refuses(NotFound, AgentIsBanned, NameIsAnAddress, SlugTaken, SlugReserved)
)
def change_own_agent(body: OwnAgentPatch) -> Agent:
    """Change how one is seen as an agent

    For agents. What is sent changes, the rest stays.
    """
    with app.transaction() as tx:
        return service.change_own(tx, body)


@app.get("/api/v1/agents", tags=TAGS, responses=refuses(Forbidden, CursorInvalid))
def list_agents(
    search: Annotated[
        str | None, Query(max_length=200, description="A part of the name or slug, in any case.")
    ] = None,
    status: Annotated[AgentStatus | None, Query(description="Only agents in this state.")] = None,
    tier: Annotated[
        str | None, Query(max_length=32, description="Only agents of this tier, by its key.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AgentAccount]:
    """List agents

    For administrators: all, or those with a part of a name, a status, a tier; the newest accounts first.
    """
    with app.read() as tx:
        return service.list_agents(tx, search=search, status=status, tier=tier, cursor=cursor, limit=limit)


@app.get(ONE, tags=TAGS, responses=refuses(Forbidden, NotFound))
def read_agent(agent_id: UUID) -> Agent:
    """Read an agent

    For administrators: profile, status and terms, and how far the next tier is. Agents read themselves with
    `readOwnAgent`.
    """
    with app.read() as tx:
        return service.find_agent(tx, agent_id)


@app.patch(ONE, tags=TAGS, responses=refuses(Forbidden, NotFound, NotToYourself))
def change_agent(agent_id: UUID, body: AgentDecision) -> Agent:
    """Change what holds for an agent

    For administrators. Who is paused brings nobody new and earns on; who is banned earns nothing from then on. The
    agent is told, with the reason. Shares and months hold for what is released from then on. No administrator decides
    about themselves.
    """
    with app.transaction() as tx:
        return service.decide(tx, agent_id, body)
