import json
from base64 import urlsafe_b64encode
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.http import LARGEST_ANSWER_BYTES
from common.models.base import Output
from common.pagination import (
    CursorInvalid,
    decode_cursor,
    decode_id_cursor,
    decode_number_cursor,
    encode_cursor,
    page,
)


class Thing(Output):
    id: int


@given(st.uuids())
def test_a_cursor_comes_back_as_it_went(key: UUID) -> None:
    assert decode_id_cursor(encode_cursor(key)) == key


@given(st.text(max_size=60))
def test_a_foreign_cursor_is_refused_with_a_code(text: str) -> None:
    with pytest.raises(CursorInvalid):
        decode_cursor(text + "!", UUID)


@pytest.mark.parametrize(
    "key", [["abc"], {"a": 1}, ["\ud800"], ["\0"], [["1"]], [None], [1, 2], "1", 1, None]
)
def test_a_cursor_that_a_client_made_up_is_refused_with_a_code(key: object) -> None:
    made_up = urlsafe_b64encode(json.dumps(key).encode()).decode()
    for kind in (Decimal, UUID):
        with pytest.raises(CursorInvalid):
            decode_cursor(made_up, kind)


@pytest.mark.parametrize("text", ["\ud800", "a\0b"])
def test_a_cursor_of_text_that_the_database_does_not_take_is_refused(text: str) -> None:
    with pytest.raises(CursorInvalid):
        decode_cursor(urlsafe_b64encode(json.dumps([text]).encode()).decode(), str)


def test_without_a_cursor_a_list_starts_at_its_beginning() -> None:
    assert decode_id_cursor(None) is None


def test_the_extra_row_tells_that_there_is_more() -> None:
    things = [Thing(id=n) for n in (3, 2, 1)]
    first = page(things, 2, lambda thing: thing.id)
    assert [thing.id for thing in first.data] == [3, 2]
    assert decode_cursor(first.next_cursor, int) == (2,)
    assert page(things, 3, lambda thing: thing.id).next_cursor is None


class Letter(Output):
    id: int
    text: str


def pages_of(letters: list[Letter], limit: int) -> list[list[int]]:
    """The ids on each page, asked for with one cursor after the other."""
    found: list[list[int]] = []
    cursor = None
    while True:
        key = decode_cursor(cursor, int)
        rest = letters if key is None else [letter for letter in letters if letter.id < int(str(key[0]))]
        answer = page(rest[: limit + 1], limit, lambda letter: letter.id)
        assert len(json.dumps(answer.model_dump_json())) < LARGEST_ANSWER_BYTES or len(answer.data) == 1
        found.append([letter.id for letter in answer.data])
        if (cursor := answer.next_cursor) is None:
            return found


@pytest.mark.parametrize("character", ["x", '"', "\u00e9", "\u6f22", "\U0001f600", "\n"])
def test_a_page_holds_no_more_than_fits_into_one_answer_and_no_row_is_lost(character: str) -> None:
    letters = [Letter(id=n, text=character * 30_000) for n in range(100, 0, -1)]
    found = pages_of(letters, 100)
    assert [one for ids in found for one in ids] == [letter.id for letter in letters]
    assert (len(found) > 1) == (character != "x")


def test_a_row_that_is_too_large_alone_stands_on_a_page_of_its_own() -> None:
    letters = [Letter(id=3, text=""), Letter(id=2, text="x" * 6_000_000), Letter(id=1, text="")]
    assert pages_of(letters, 100) == [[3], [2], [1]]


@pytest.mark.parametrize("key", [-1, 2**31, 10**400, "x", 1.5])
def test_a_number_that_no_column_holds_is_refused_with_a_code(key: object) -> None:
    with pytest.raises(CursorInvalid):
        decode_number_cursor(encode_cursor(key))


def test_a_number_comes_back_as_it_went() -> None:
    assert decode_number_cursor(encode_cursor(7)) == 7
    assert decode_number_cursor(None) is None
