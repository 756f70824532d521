"""Use cases of the leaderboard."""

from datetime import UTC, datetime, timedelta

from agents.leaderboard import repository
from agents.leaderboard.models import Leaderboard, LeaderboardPlace
from common.database import Transaction, transaction
from common.errors import Unprocessable
from common.identity import SERVICE
from common.jobs import Counts
from common.models.agents import LeaderboardMetric, LeaderboardPeriod
from common.pagination import decode_number_cursor, page

JOB = "agent-rankings"


def read_leaderboard(
    tx: Transaction, period: LeaderboardPeriod, metric: LeaderboardMetric, currency: str | None,
    *, cursor: str | None, limit: int,
) -> Leaderboard:  # fmt: skip
    """A page of last night's board.

    Raises `Forbidden` for who is no agent; `CursorInvalid`; `Unprocessable` for a currency where it is not about money.
    """
    of_money = metric is LeaderboardMetric.COMMISSION
    if currency is not None and not of_money:
        raise Unprocessable(details=[{"field": "query.currency", "message": "only commissions have one"}])
    money = (currency or repository.usual_currency(tx)) if of_money else ""
    rows = repository.list_places(
        tx, period, metric, money, after=decode_number_cursor(cursor), limit=limit + 1
    )
    shown = page(rows, limit, lambda row: row.place)
    return Leaderboard(
        period=period,
        metric=metric,
        currency=money or None,
        own=repository.find_own(tx, period, metric, money),
        data=[LeaderboardPlace(**row.model_dump(exclude={"place"})) for row in shown.data],
        next_cursor=shown.next_cursor,
    )


def run_rankings(as_of: datetime) -> Counts:
    """Write the leaderboard as it was after the last whole day (UTC)."""
    with transaction(SERVICE) as tx:
        return {"ranked": repository.rank_agents(tx, as_of.astimezone(UTC).date() - timedelta(days=1))}
