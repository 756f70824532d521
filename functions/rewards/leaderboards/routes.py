"""`/api/v1/leaderboards`."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from common.errors import Forbidden, NotFound
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from rewards.app import app
from rewards.leaderboards import service
from rewards.leaderboards.models import BoardPeriod, Participation, ParticipationAnswer, RewardLeaderboard

TAGS = ["leaderboards"]


@app.put("/api/v1/leaderboards/participation", tags=TAGS, responses=refuses(Forbidden))
def change_leaderboard_participation(body: Participation) -> ParticipationAnswer:
    """Change whether one is named on leaderboards

    For whoever is signed in, but no administrator. Without it one has a place without a name. It holds at once, on
    all boards.
    """
    with app.transaction() as tx:
        return service.participate(tx, body)


@app.get("/api/v1/leaderboards/<leaderboard_key>", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def read_reward_leaderboard(
    leaderboard_key: Annotated[
        str,
        Path(
            max_length=64, description="`points`, `achievements` (levels unlocked) or `deals` (as a creator)."
        ),
    ],
    period: Annotated[
        BoardPeriod, Query(description="Of the calendar (UTC), up to yesterday.")
    ] = BoardPeriod.ALL,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> RewardLeaderboard:
    """Read a leaderboard of rewards

    For whoever is signed in: the first thousand as of last night, and what the caller has by now. Who has as much
    shares a rank. Named is who wants to be; accounts that are suspended, banned or erased have no place.
    """
    with app.read() as tx:
        return service.read_board(tx, leaderboard_key, period, cursor=cursor, limit=limit)
