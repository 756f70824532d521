"""Use cases of the directory: find creators, look at one."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden
from common.models.base import Page
from common.pagination import CursorInvalid, decode_cursor, page
from user_management.creator_directory import repository
from user_management.creator_directory.models import MOST, CreatorOrder, CreatorSearch, ListedCreator

LONGEST_NAME_KEY = 24
LARGEST_ENGAGEMENT = 9_999_999
"""Millionths."""


def find_creators(
    tx: Transaction, search: CreatorSearch, *, cursor: str | None, limit: int
) -> Page[ListedCreator]:
    """Creators who are here, as the search sorts them. Raises `Forbidden` for who has no brand, `CursorInvalid`."""
    if tx.actor.kind != "service" and not tx.is_admin and not tx.context["brand_ids"]:
        raise Forbidden
    mark = _mark(search)
    rows = repository.find_creators(
        tx, search, search.sort, after=_position(cursor, search.sort, mark), limit=limit + 1
    )
    found = page(rows, limit, lambda row: (mark, row.sort_key, row.id))
    return Page(data=[row.listed() for row in found.data], next_cursor=found.next_cursor)


def _mark(search: CreatorSearch) -> str:
    """What a search is known by in its cursors: behind one of another search, pages would leave creators out."""
    return hashlib.sha256(search.model_dump_json(exclude_none=True).encode()).hexdigest()[:12]


def _position(cursor: str | None, sort: CreatorOrder, mark: str) -> tuple[str, UUID] | None:
    """Where the page before ended. Raises `CursorInvalid` for a cursor of another search."""
    key = decode_cursor(cursor, str, KEYS[sort], UUID)
    if key is None:
        return None
    of_search, place, creator = key
    if of_search != mark or not isinstance(creator, UUID):
        raise CursorInvalid
    return str(place), creator


def _number(largest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not 0 <= number <= largest:
            raise ValueError
        return number

    return read


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME_KEY:
        raise ValueError
    return text


KEYS: dict[CreatorOrder, Callable[[str], object]] = {
    CreatorOrder.FOLLOWERS: _number(MOST),
    CreatorOrder.ENGAGEMENT: _number(LARGEST_ENGAGEMENT),
    CreatorOrder.NEWEST: datetime.fromisoformat,
    CreatorOrder.NAME: _name,
}
"""How the key in a cursor is read, of each order."""
