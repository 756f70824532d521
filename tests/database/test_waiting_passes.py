"""A pass of the job that finds whom messages wait for: bounded, alone, whole or not at all."""

from datetime import timedelta

import pytest

from tests.conftest import Database
from tests.factories.messaging import Talk, read_up_to, talk
from tests.factories.waiting import LATE, NOON, look, told, write
from tests.typing import Connection


@pytest.fixture
def made(db: Connection) -> Talk:
    """A brand and a creator who talk."""
    return talk(db)


def test_who_was_told_or_has_read_is_not_looked_at_again(db: Connection) -> None:
    talks = [talk(db) for _ in range(4)]
    for one in talks:
        write(db, one.conversation, one.owner)
    read_up_to(db, talks[0].conversation, talks[0].person, 1)
    assert look(db) == (3, 3)
    assert db.execute("select count(*) from conversation_members where unread_count > 0").fetchone() == (3,)
    assert db.execute(
        "select count(*) from conversation_members where waits_since is not null"
    ).fetchone() == (0,)


def test_no_more_are_told_at_once_than_asked_for_the_longest_waiting_first(db: Connection) -> None:
    talks = [talk(db) for _ in range(3)]
    for minutes, one in zip((2, 0, 1), talks, strict=True):
        write(db, one.conversation, one.owner, NOON + timedelta(minutes=minutes))
    late = LATE + timedelta(minutes=5)
    assert look(db, late, 2) == (2, 2)
    assert [len(told(db, one.person)) for one in talks] == [0, 1, 1]
    assert look(db, late, 2) == (1, 1)


def test_a_pass_that_is_rolled_back_is_made_up_for_and_tells_once(
    database: Database, db: Connection, made: Talk
) -> None:
    write(db, made.conversation, made.owner)
    with database.connect(autocommit=False) as dying:
        assert look(dying) == (1, 1)
        dying.rollback()
    assert told(db, made.person) == []
    assert look(db) == (1, 1)
    assert look(db) == (0, 0)
    assert len(told(db, made.person)) == 1


def test_who_is_being_written_to_just_now_is_left_for_the_next_pass(
    database: Database, db: Connection, made: Talk
) -> None:
    write(db, made.conversation, made.owner)
    db.execute("set lock_timeout = '2s'")
    with database.connect(autocommit=False) as writing:
        writing.execute(
            "select from conversation_members where user_id = %s for no key update", (made.person,)
        )
        assert look(db) == (0, 0)
    assert look(db) == (1, 1)
