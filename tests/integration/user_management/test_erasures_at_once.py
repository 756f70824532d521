"""Who is forgotten while they write: who comes first is erased, who comes second is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.messaging import send as write
from tests.factories.people import make_erasure_request, make_member
from tests.integration.messaging.writing import Writing, send
from tests.integration.user_management.test_erasures_of_messages import bodies, secrets, writing

__all__ = ["writing"]


def told(write_something: Callable[[], object]) -> str:
    """How somebody's attempt to write ends."""
    try:
        write_something()
    except psycopg.Error as error:
        return str(error.sqlstate)
    return "written"


@pytest.mark.parametrize(("side", "sqlstate"), [("person", "IZ001"), ("brand", "IU001")])
def test_who_sends_while_they_are_erased_is_refused_behind_it(
    writing: Writing, side: str, sqlstate: str
) -> None:
    """A creator's conversation is closed then. Of a brand's person, who never wrote here, the account is locked."""
    with writing.database.connect() as db:
        manager = Person(make_member(db, writing.talk.brand, "campaign_manager"), send)
    who = writing.person if side == "person" else manager
    with writing.database.connect(autocommit=False) as erasing, ThreadPoolExecutor(1) as at_once:
        asked = make_erasure_request(erasing, who.id)
        assert erasing.execute("select app.erase_user(%s)", (asked,)).fetchone() == ("done",)
        sending = at_once.submit(told, lambda: writing.write(who, "SECRET"))
        with pytest.raises(TimeoutError):
            sending.result(0.5)
        erasing.commit()
        assert sending.result(5) == sqlstate
    assert secrets(writing.database) == []


def test_what_was_sent_just_before_is_erased(writing: Writing) -> None:
    with writing.database.connect() as db:
        asked = make_erasure_request(db, writing.person.id)
    with writing.database.connect(autocommit=False) as sending, ThreadPoolExecutor(1) as at_once:
        sending.execute("select")  # begins the transaction in which the message is written
        write(sending, writing.talk.conversation, writing.person.id, "SECRET")
        erasing = at_once.submit(_erase, writing.database, asked)
        with pytest.raises(TimeoutError):
            erasing.result(0.5)
        sending.commit()
        assert erasing.result(5) == "done"
    assert secrets(writing.database) == []
    assert bodies(writing, writing.brand) == ["[erased]"]


def _erase(database: Database, asked: UUID) -> str:
    with database.connect() as db:
        row = db.execute("select app.erase_user(%s)", (asked,)).fetchone()
    assert row is not None
    return str(row[0])
