"""The search among what somebody wrote in order to be slow to search: how much of it is cut into words.

A word of more than two thousand letters cannot be one of an index: each time that it is met, the database says so.
"""

from collections.abc import Iterator
from typing import LiteralString

import pytest

from tests.conftest import Database
from tests.factories.deals import act
from tests.factories.limits import limit
from tests.integration.messaging.writing import Writing, begin, send
from tests.typing import Connection

TOO_LONG = "b" * 10_000
MOST_IN_THE_WALK = 50
"""Messages of that length in half a million bytes."""
FILL: LiteralString = (
    "insert into messages (conversation_id, seq, brand_id, person_user_id, sender_user_id, side, client_id, body)"
    " select id, n, brand_id, person_user_id, person_user_id, 'person', uuidv7(), case when n = 1 then %s else %s end"
    " from conversations, generate_series(1, 300) as n where id = %s"
)


@pytest.fixture
def writing(database: Database) -> Writing:
    """Two sides who may write to each other."""
    return begin(database)


@pytest.fixture
def cut(database: Database) -> Iterator[tuple[Connection, list[str]]]:
    """A session, and what it says of words that are too long."""
    said: list[str] = []
    with database.connect() as db:
        db.add_notice_handler(lambda notice: said.append(notice.message_primary or ""))
        yield db, said


@pytest.mark.parametrize("in_one", [False, True], ids=["everywhere", "in one conversation"])
@pytest.mark.parametrize(("q", "found"), [("swordfish", 1), ("marlin", 0)])
def test_who_writes_much_does_not_make_the_search_of_the_other_side_long(
    writing: Writing, cut: tuple[Connection, list[str]], in_one: bool, q: str, found: int
) -> None:
    db, said = cut
    db.execute(FILL, ("A swordfish, long ago.", TOO_LONG, writing.talk.conversation))
    db.execute("analyze messages")
    said.clear()
    where = writing.talk.conversation if in_one else None
    hits = act(db, writing.brand.id, "select count(*) from app.search_messages(%s, %s, 100)", q, where)
    assert hits == found
    assert len(said) <= MOST_IN_THE_WALK


def test_what_is_shown_of_a_hit_is_taken_from_the_part_around_it(cut: tuple[Connection, list[str]]) -> None:
    db, said = cut
    body = f"{TOO_LONG[:4_000]} {'a ' * 1_000}our launch in summer{' z' * 1_000} {TOO_LONG[:3_900]}"
    shown = db.execute(
        "select app.message_snippet(%s, 'summer launch', websearch_to_tsquery('pg_catalog.simple', 'summer launch'))",
        (body,),
    ).fetchone()
    assert shown is not None
    assert "our launch in summer" in shown[0]
    assert len(shown[0]) <= 262
    assert said == []


def test_a_search_has_a_limit_of_its_own(database: Database, writing: Writing) -> None:
    limit(database, "search", 1)
    asked = [
        send("GET", "/api/v1/messages/search", user=writing.brand.id, query={"q": "tea"}).status
        for _ in range(2)
    ]
    assert asked == [200, 429]
    assert send("GET", "/api/v1/messages/search", user=writing.person.id, query={"q": "tea"}).status == 200
