"""Use cases of leaderboards."""

from datetime import UTC, datetime, timedelta

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.pagination import decode_number_cursor, page
from rewards.leaderboards import repository
from rewards.leaderboards.models import (
    BoardPeriod,
    Participation,
    ParticipationAnswer,
    RewardLeaderboard,
    RewardLeaderboardPlace,
)

JOB = "leaderboards"


def read_board(
    tx: Transaction, key: str, period: BoardPeriod, *, cursor: str | None, limit: int
) -> RewardLeaderboard:
    """A page of the newest board. Raises `NotFound`, `CursorInvalid`."""
    board = repository.find_board(tx, key, period)
    rows = repository.list_places(tx, board, after=decode_number_cursor(cursor), limit=limit + 1)
    shown = page(rows, limit, lambda row: row.place)
    return RewardLeaderboard(
        **board.model_dump(),
        data=[RewardLeaderboardPlace(**row.model_dump(exclude={"place"})) for row in shown.data],
        next_cursor=shown.next_cursor,
    )


def participate(tx: Transaction, wanted: Participation) -> ParticipationAnswer:
    """The caller is named from now on, or no more. Raises `Forbidden`."""
    if wanted.named:
        repository.take_part(tx)
    else:
        repository.leave(tx)
    return ParticipationAnswer(named=wanted.named)


def run_boards(as_of: datetime) -> Counts:
    """Write the boards of the periods that the last whole day (UTC) is of."""
    with transaction(SERVICE) as tx:
        return {"boards": repository.write_boards(tx, as_of.astimezone(UTC).date() - timedelta(days=1))}
