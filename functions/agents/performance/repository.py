"""Statements of agents' figures: one function, one statement, typed rows."""

from datetime import date
from uuid import UUID

from common.database import Transaction
from common.models.agents import AgentDay, AgentMoneyDay
from common.spans import Span


def list_days(tx: Transaction, agent_id: UUID, span: Span) -> list[AgentDay]:
    """Every day of the span, in order; nothing where nothing was counted."""
    return tx.fetch_all(
        AgentDay,
        "select d.day, coalesce(m.clicks, 0) as clicks, coalesce(m.signups, 0) as signups,"
        " coalesce(m.active, 0) as active, coalesce(m.deals, 0) as deals"
        " from (select %(first)s::date + n.n as day from generate_series(0, %(last)s::date - %(first)s::date) as n (n))"
        " as d left join agent_metrics as m on m.agent_user_id = %(id)s and m.day = d.day order by d.day",
        {"id": agent_id, "first": span.first, "last": span.last},
    )


def list_money_days(tx: Transaction, agent_id: UUID, span: Span) -> list[AgentMoneyDay]:
    """Days of the span on which money moved, by currency, in order."""
    return tx.fetch_all(
        AgentMoneyDay,
        "select day, currency, gmv, commission from agent_money_metrics where agent_user_id = %(id)s"
        " and day between %(first)s and %(last)s order by currency, day",
        {"id": agent_id, "first": span.first, "last": span.last},
    )


def count_days(tx: Transaction, first: date, last: date) -> int:
    """Count these days of every agent anew; how many figures changed."""
    changed: int = tx.fetch_value(
        "select app.count_agent_metrics(%(first)s, %(last)s)", {"first": first, "last": last}
    )
    return changed


def count_money_days(tx: Transaction, first: date, last: date) -> int:
    """Count the money of these days of every agent anew; how many figures changed."""
    changed: int = tx.fetch_value(
        "select app.count_agent_money_metrics(%(first)s, %(last)s)", {"first": first, "last": last}
    )
    return changed
