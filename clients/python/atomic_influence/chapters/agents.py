"""Generated from the description by `make clients`."""

from datetime import date
from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Agents(Chapter):
    """Operations of the chapter `agents`."""

    def list_agent_tiers(self) -> models.AgentTiers:
        """List the tiers of agents.

        For whoever is signed in: what each tier asks for and brings, the lowest first.
        """
        found: models.AgentTiers = self._json(models.AgentTiers, "GET", "/api/v1/agent-tiers")
        return found

    def change_agent_tier(self, tier: str, body: models.TierPatch) -> models.AgentTier:
        """Change a tier of agents.

        For administrators. What is sent changes, the rest stays. A tier asks for no less than the one below
        it, and the lowest for nothing. Agents move in the next night, upwards; downwards on the first of a
        month.
        """
        found: models.AgentTier = self._json(
            models.AgentTier, "PATCH", "/api/v1/agent-tiers/{tier}", places={"tier": tier}, body=body
        )
        return found

    def list_agents(
        self,
        *,
        search: str | None = None,
        status: models.AgentStatus | None = None,
        tier: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.AgentAccount]:
        """List agents.

        For administrators: all, or those with a part of a name, a status, a tier; the newest accounts
        first.
        """
        found: Page[models.AgentAccount] = self._json(
            Page[models.AgentAccount],
            "GET",
            "/api/v1/agents",
            query={"search": search, "status": status, "tier": tier, "cursor": cursor, "limit": limit},
        )
        return found

    def read_leaderboard(
        self,
        *,
        period: models.LeaderboardPeriod | None = None,
        metric: models.LeaderboardMetric | None = None,
        currency: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> models.Leaderboard:
        """Read the leaderboard of agents.

        For agents and administrators. Who has as much shares a rank. It is written each night; it names
        whom it may (`leaderboard_name` of `changeOwnAgent`), and always says the caller's own rank.
        """
        found: models.Leaderboard = self._json(
            models.Leaderboard,
            "GET",
            "/api/v1/agents/leaderboard",
            query={
                "period": period,
                "metric": metric,
                "currency": currency,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def read_own_agent(self) -> models.Agent:
        """Read oneself as an agent.

        For agents: their profile and status, their part of fees, and how far the next tier is. Who is no
        agent has none of it (404).
        """
        found: models.Agent = self._json(models.Agent, "GET", "/api/v1/agents/me")
        return found

    def change_own_agent(self, body: models.OwnAgentPatch) -> models.Agent:
        """Change how one is seen as an agent.

        For agents. What is sent changes, the rest stays.
        """
        found: models.Agent = self._json(models.Agent, "PATCH", "/api/v1/agents/me", body=body)
        return found

    def list_negative_balances(
        self, *, days: int | None = None, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.NegativeBalance]:
        """List agents who owe us.

        For administrators. What was paid and is taken back is netted by what comes next; who is below zero
        for 90 days is for somebody to decide. A row for each agent and currency, the oldest debt first.
        """
        found: Page[models.NegativeBalance] = self._json(
            Page[models.NegativeBalance],
            "GET",
            "/api/v1/agents/negative-balances",
            query={"days": days, "cursor": cursor, "limit": limit},
        )
        return found

    def read_agent(self, agent_id: UUID) -> models.Agent:
        """Read an agent.

        For administrators: profile, status and terms, and how far the next tier is. Agents read themselves
        with `readOwnAgent`.
        """
        found: models.Agent = self._json(
            models.Agent, "GET", "/api/v1/agents/{agent_id}", places={"agent_id": agent_id}
        )
        return found

    def change_agent(self, agent_id: UUID, body: models.AgentDecision) -> models.Agent:
        """Change what holds for an agent.

        For administrators. Who is paused brings nobody new and earns on; who is banned earns nothing from
        then on. The agent is told, with the reason. Shares and months hold for what is released from then
        on. No administrator decides about themselves.
        """
        found: models.Agent = self._json(
            models.Agent, "PATCH", "/api/v1/agents/{agent_id}", places={"agent_id": agent_id}, body=body
        )
        return found

    def read_agent_performance(
        self, agent_id: UUID, *, from_: date | None = None, to: date | None = None
    ) -> models.AgentPerformance:
        """Read what came of an agent's links and people.

        For the agent and administrators: clicks, sign-ups, deals and money of each day (UTC), all of them
        together, and how many sign-ups came of a click. A day is counted by the night after it and twice
        again; today is not in it.
        """
        found: models.AgentPerformance = self._json(
            models.AgentPerformance,
            "GET",
            "/api/v1/agents/{agent_id}/performance",
            places={"agent_id": agent_id},
            query={"from": from_, "to": to},
        )
        return found
