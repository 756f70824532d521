import json
from base64 import urlsafe_b64encode
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.models.base import Output
from common.pagination import CursorInvalid, decode_cursor, decode_id_cursor, encode_cursor, page


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
