"""`/api/v1/agents/leaderboard`."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.leaderboard import service
from agents.leaderboard.models import Leaderboard
from common.errors import Forbidden
from common.models.agents import LeaderboardMetric, LeaderboardPeriod
from common.money import GivenCurrency
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["agents"]


@app.get("/api/v1/agents/leaderboard", tags=TAGS, responses=refuses(Forbidden, CursorInvalid))
def read_leaderboard(
    period: Annotated[
        LeaderboardPeriod,
        Query(description="Of the calendar (UTC), up to yesterday: the one that yesterday is of."),
    ] = LeaderboardPeriod.MONTH,
    metric: Annotated[LeaderboardMetric, Query(description="What agents are ranked by.")] = (
        LeaderboardMetric.COMMISSION
    ),
    currency: Annotated[
        GivenCurrency | None,
        Query(
            description="Of commissions, as `usd`; without it, the one in which the caller earned most often."
        ),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Leaderboard:
    """Read the leaderboard of agents

    For agents and administrators. Who has as much shares a rank. It is written each night; it names whom it may
    (`leaderboard_name` of `changeOwnAgent`), and always says the caller's own rank.
    """
    with app.read() as tx:
        return service.read_leaderboard(tx, period, metric, currency, cursor=cursor, limit=limit)
