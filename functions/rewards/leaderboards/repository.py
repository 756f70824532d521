"""Statements of leaderboards: one function, one statement."""

from datetime import date

from common.database import Transaction
from rewards.leaderboards.models import BoardPeriod, FoundBoard, PlacedPerson


def find_board(tx: Transaction, key: str, period: BoardPeriod) -> FoundBoard:
    """The newest board, and where the caller stands. Raises `NotFound`."""
    return tx.fetch_one(
        FoundBoard,
        "select key, period, people, computed_at, own_rank, own_value, is_named"
        " from app.find_leaderboard(%(key)s, %(period)s)",
        {"key": key, "period": period},
    )


def list_places(tx: Transaction, board: FoundBoard, *, after: int | None, limit: int) -> list[PlacedPerson]:
    """Places behind one, the first rank first."""
    return tx.fetch_all(
        PlacedPerson,
        "select place, rank, display_name, value, is_own"
        " from app.leaderboard_places(%(key)s, %(period)s, %(after)s, %(limit)s)",
        {"key": board.key, "period": board.period, "after": after, "limit": limit},
    )


def take_part(tx: Transaction) -> None:
    """The caller is named."""
    tx.execute("insert into leaderboard_participants (user_id) values (auth.uid()) on conflict do nothing")


def leave(tx: Transaction) -> None:
    """The caller is named no more."""
    tx.execute("delete from leaderboard_participants where user_id = auth.uid()")


def write_boards(tx: Transaction, last_day: date) -> int:
    """Write all boards as of a day; how many."""
    written: int = tx.fetch_value("select app.write_leaderboards(%(day)s)", {"day": last_day})
    return written
