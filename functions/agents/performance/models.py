"""Answers about what came of an agent's links and people."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from common.models.agents import AgentDay, AgentMoneyDay
from common.models.base import Output


class AgentTotals(Output):
    """The days together."""

    clicks: int
    """How often the agent's links were followed."""
    signups: int
    """Whom they brought."""
    deals: int
    """Deals of referred people that were released."""
    conversion: Decimal | None
    """Sign-ups by clicks, a decimal number; null without clicks. Above 1 where codes are typed that nobody clicked."""


class AgentMoney(Output):
    """The days together in one currency, in minor units. Nothing is converted."""

    currency: str
    gmv: int
    """What was released in deals of referred people: prices and fees."""
    commission: int
    """What the agent earned of it, less what was taken back in these days."""
    days: list[AgentMoneyDay]
    """Those on which something moved, the first one first."""


class AgentPerformance(Output):
    """What came of an agent's links and people on days of a span, both ends included (UTC)."""

    agent_id: UUID
    """Whose it is, by the account's id."""
    since: date
    """The first day."""
    until: date
    """The last day."""
    tier: str
    """The agent's tier now, by its key."""
    active_referrals: int
    """Referred people with a deal released in the 90 days before now."""
    totals: AgentTotals
    money: list[AgentMoney]
    """By currency."""
    days: list[AgentDay]
    """Every day of the span up to yesterday, the first one first: a day is counted by the nights after it."""
