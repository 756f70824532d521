"""Use cases of agents' figures."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from agents.performance import repository
from agents.performance.models import AgentMoney, AgentPerformance, AgentTotals
from agents.profiles.repository import find_profile, find_progress
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.agents import AgentDay, AgentMoneyDay
from common.spans import Span, span_of

JOB = "agent-metrics"
NIGHTS = 3
"""How many nights count a day: the one that follows it, and two that find what was committed late."""


def read_performance(
    tx: Transaction, agent_id: UUID, since: date | None, until: date | None
) -> AgentPerformance:
    """What came of an agent's links and people. Raises `NotFound`; `Unprocessable` for an impossible span."""
    span = span_of(since, until)
    profile = find_profile(tx, agent_id)
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    counted = Span(span.first, min(span.last, yesterday))
    days = repository.list_days(tx, agent_id, counted)
    return AgentPerformance(
        agent_id=agent_id,
        since=span.first,
        until=span.last,
        tier=profile.tier,
        active_referrals=find_progress(tx, agent_id).active_referrals,
        totals=_together(days),
        money=_by_currency(repository.list_money_days(tx, agent_id, counted)),
        days=days,
    )


def run_metrics(as_of: datetime) -> Counts:
    """Count the last three whole days (UTC) of every agent anew."""
    last = as_of.astimezone(UTC).date() - timedelta(days=1)
    first = last - timedelta(days=NIGHTS - 1)
    with transaction(SERVICE) as tx:
        figures = repository.count_days(tx, first, last)
    with transaction(SERVICE) as tx:
        money = repository.count_money_days(tx, first, last)
    return {"figures_changed": figures, "money_changed": money}


def _together(days: Sequence[AgentDay]) -> AgentTotals:
    clicks, signups = sum(day.clicks for day in days), sum(day.signups for day in days)
    conversion = (Decimal(signups) / clicks).quantize(Decimal("0.0001")) if clicks else None
    return AgentTotals(
        clicks=clicks, signups=signups, deals=sum(day.deals for day in days), conversion=conversion
    )


def _by_currency(days: Sequence[AgentMoneyDay]) -> list[AgentMoney]:
    found = []
    for currency, group in groupby(days, key=lambda day: day.currency):
        moved = list(group)
        found.append(
            AgentMoney(
                currency=currency,
                gmv=sum(day.gmv for day in moved),
                commission=sum(day.commission for day in moved),
                days=moved,
            )
        )
    return found
