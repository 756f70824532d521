"""Use cases of agents' profiles."""

from uuid import UUID

from agents.errors import AgentIsBanned
from agents.profiles import repository
from agents.profiles.models import Agent, AgentAccount, AgentDecision, OwnAgentPatch
from common.admins import require_admin
from common.database import Transaction
from common.errors import Forbidden, NotFound
from common.models.agents import AgentProfile, AgentStatus
from common.models.base import Page
from common.pagination import decode_id_cursor, page


def read_own(tx: Transaction) -> Agent:
    """The actor as an agent. Raises `NotFound` for who is none."""
    return _shown(tx, _own_id(tx))


def change_own(tx: Transaction, patch: OwnAgentPatch) -> Agent:
    """Change the fields that were sent.

    Raises `NotFound` for who is no agent; `AgentIsBanned`, `NameIsAnAddress`, `SlugTaken`, `SlugReserved`.
    """
    agent_id = _own_id(tx)
    if repository.find_profile(tx, agent_id).status is AgentStatus.BANNED:
        raise AgentIsBanned
    _change(tx, agent_id, {name: getattr(patch, name) for name in patch.model_fields_set})
    return _shown(tx, agent_id)


def list_agents(
    tx: Transaction, *, search: str | None, status: AgentStatus | None, tier: str | None,
    cursor: str | None, limit: int,
) -> Page[AgentAccount]:  # fmt: skip
    """Agents, the newest account first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = repository.list_agents(
        tx, search=search, status=status, tier=tier, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda agent: agent.user_id)


def find_agent(tx: Transaction, agent_id: UUID) -> Agent:
    """One agent. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    return _shown(tx, agent_id)


def decide(tx: Transaction, agent_id: UUID, decision: AgentDecision) -> Agent:
    """Pause, ban, let go on, or give terms of their own; a change of status is told. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    _change(tx, agent_id, {name: getattr(decision, name) for name in decision.model_fields_set})
    return _shown(tx, agent_id)


def require_agent(tx: Transaction) -> AgentProfile:
    """The actor as an agent. Raises `Forbidden` for who is none."""
    own = repository.find_own(tx)
    if own is None:
        raise Forbidden
    return own


def _own_id(tx: Transaction) -> UUID:
    if tx.actor.user_id is None:
        raise NotFound
    return tx.actor.user_id


def _change(tx: Transaction, agent_id: UUID, changes: dict[str, object]) -> None:
    before = repository.lock_profile(tx, agent_id)
    different = {name: value for name, value in changes.items() if getattr(before, name) != value}
    if different:
        repository.change_profile(tx, agent_id, different)


def _shown(tx: Transaction, agent_id: UUID) -> Agent:
    profile = repository.find_profile(tx, agent_id)
    progress = repository.find_progress(tx, agent_id)
    return Agent(
        **profile.model_dump(),
        **progress.model_dump(),
        next_tier=repository.find_next_tier(tx, profile.tier, progress),
        boost=repository.find_boost(tx, agent_id),
    )
