"""What is written arrives once, in order, and is counted."""

from tests.conftest import Database
from tests.factories.messaging import ask_support, read_up_to, send, talk, unread


def test_a_first_message(database: Database) -> None:
    """Numbered from one, unread to the other side only."""
    with database.connect() as db:
        made = talk(db)
        assert [send(db, made.conversation, made.owner), send(db, made.conversation, made.person)] == [1, 2]
        assert unread(db, made.conversation, made.owner) == 1
        assert unread(db, made.conversation, made.person) == 1
        read_up_to(db, made.conversation, made.person, 2)
        assert unread(db, made.conversation, made.person) == 0
        person, support = ask_support(db)
        assert send(db, support, person) == 1
