"""Statements of the leaderboard: one function, one statement, typed rows."""

from datetime import date

from agents.leaderboard.models import OwnRank, RankedAgent
from common.database import Transaction
from common.models.agents import LeaderboardMetric, LeaderboardPeriod


def usual_currency(tx: Transaction) -> str:
    """In which currency the caller earned most often, else in which most agents did."""
    found: str = tx.fetch_value("select app.leaderboard_currency()")
    return found


def list_places(
    tx: Transaction, period: LeaderboardPeriod, metric: LeaderboardMetric, currency: str,
    *, after: int | None, limit: int,
) -> list[RankedAgent]:  # fmt: skip
    """Places behind one, the first rank first. Raises `Forbidden` for who is no agent."""
    return tx.fetch_all(
        RankedAgent,
        "select place, rank, display_name, value, is_own"
        " from app.agent_leaderboard(%(period)s, %(metric)s, %(currency)s, %(after)s, %(limit)s)",
        {"period": period, "metric": metric, "currency": currency, "after": after, "limit": limit},
    )


def find_own(tx: Transaction, period: LeaderboardPeriod, metric: LeaderboardMetric, currency: str) -> OwnRank:
    """The caller's place."""
    return tx.fetch_one(
        OwnRank,
        "select rank, value, since, until from app.own_agent_rank(%(period)s, %(metric)s, %(currency)s)",
        {"period": period, "metric": metric, "currency": currency},
    )


def rank_agents(tx: Transaction, last_day: date) -> int:
    """Write the board anew as it was after that day; how many places."""
    ranked: int = tx.fetch_value("select app.rank_agents(%(day)s)", {"day": last_day})
    return ranked
