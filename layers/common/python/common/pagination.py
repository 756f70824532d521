"""Keyset pagination: an opaque cursor over the sort key of the last row seen. Never OFFSET."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from pydantic_core import to_json

from common.errors import Unprocessable
from common.models.base import Page

Item = TypeVar("Item")

LARGEST_PAGE_BYTES = 4_000_000
"""Of the rows in JSON within JSON: with what is around them, less than an answer may have (`common.http`)."""


class CursorInvalid(Unprocessable):
    """The cursor is not one that we handed out for this list."""

    code = "CURSOR_INVALID"
    sentence = "The cursor is not valid; start without one."


def encode_cursor(*key: object) -> str:
    """An opaque cursor for the sort key of a row."""
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, *types: Callable[[str], object]) -> tuple[object, ...] | None:
    """The sort key in `cursor`, each part read by its type; None without a cursor. Raises `CursorInvalid`."""
    if cursor is None:
        return None
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(parts, list):
            raise CursorInvalid
        return tuple(read(_storable(part)) for read, part in zip(types, parts, strict=True))
    except (ValueError, TypeError, AttributeError, ArithmeticError, binascii.Error):
        raise CursorInvalid from None


def _storable(part: object) -> Any:
    """A part as we hand it out: a number, or text that the database takes. Raises `ValueError`."""
    if not isinstance(part, str | int) or (isinstance(part, str) and "\0" in part):
        raise ValueError
    str(part).encode()  # a UnicodeEncodeError, for half a character, is a ValueError
    return part


def decode_id_cursor(cursor: str | None) -> UUID | None:
    """The id in the cursor of a list that is sorted by id."""
    key = decode_cursor(cursor, UUID)
    return key[0] if key else None  # type: ignore[return-value]  # UUID is what the reader made


def decode_number_cursor(cursor: str | None) -> int | None:
    """The number in the cursor of a list that is sorted by one, as large as the database's `integer`."""
    key = decode_cursor(cursor, _counted)
    return key[0] if key else None  # type: ignore[return-value]  # an int is what the reader made


def _counted(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**31:
        raise ValueError
    return number


def page(rows: Sequence[Item], limit: int, key: Callable[[Item], object]) -> Page[Item]:
    """A page out of up to `limit + 1` rows: the extra row only tells that there is more.

    Fewer than `limit` where more would not fit into one answer: a hundred texts of 30,000 characters do not.
    """
    shown = list(rows[: _how_many_fit(rows[:limit])])
    more = len(rows) > len(shown)
    last = key(shown[-1]) if more else None
    return Page(
        data=shown,
        next_cursor=encode_cursor(*(last if isinstance(last, tuple) else (last,))) if more else None,
    )


def _how_many_fit(rows: Sequence[object]) -> int:
    """How many rows from the first on, at least that one, are no larger than a page may be."""
    size = 0
    for number, row in enumerate(rows):
        size += len(json.dumps(to_json(row).decode()))
        if size > LARGEST_PAGE_BYTES:
            return max(number, 1)
    return len(rows)
