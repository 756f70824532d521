"""`common.outbox`: once written, handled at least once, whoever dies."""

import pytest

from common import backoff, outbox, work
from common.database import transaction
from common.identity import SERVICE
from tests.conftest import Database


def write(*keys: str) -> None:
    with transaction(SERVICE) as tx:
        for key in keys:
            outbox.write(tx, "mail", {"key": key}, deduplication_key=key)


def test_a_message_is_handled_once_and_only_in_its_topic(database: Database) -> None:
    write("one", "two")
    seen: list[str] = []
    assert outbox.drain("mail", lambda message: seen.append(message.payload["key"])) == {
        "handled": 2,
        "failed": 0,
    }
    assert outbox.drain("mail", lambda message: seen.append(message.payload["key"])) == {
        "handled": 0,
        "failed": 0,
    }
    assert outbox.drain("other", lambda _: None) == {"handled": 0, "failed": 0}
    assert seen == ["one", "two"]


def test_a_known_deduplication_key_is_written_once(database: Database) -> None:
    write("one")
    write("one")
    assert outbox.drain("mail", lambda _: None)["handled"] == 1


def test_a_message_of_a_transaction_that_fails_was_never_written(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), transaction(SERVICE) as tx:
        outbox.write(tx, "mail", {})
        raise ZeroDivisionError
    assert outbox.drain("mail", lambda _: None)["handled"] == 0


def test_a_bad_message_waits_and_does_not_stop_the_others(database: Database) -> None:
    write("bad", "good")

    def handle(message: outbox.Message) -> None:
        if message.payload["key"] == "bad":
            raise ValueError("unreadable")

    assert outbox.drain("mail", handle) == {"handled": 1, "failed": 1}
    assert outbox.drain("mail", handle) == {"handled": 0, "failed": 0}
    with database.connect() as db:
        row = db.execute(
            "select last_error, attempts, available_at > now() from outbox where processed_at is null"
        )
        assert row.fetchone() == ("ValueError: unreadable", 1, True)
        db.execute("update outbox set available_at = now()")
    assert outbox.drain("mail", lambda _: None) == {"handled": 1, "failed": 0}


def test_a_message_that_always_fails_comes_to_rest(database: Database) -> None:
    write("bad")
    with database.connect() as db:
        db.execute("update outbox set attempts = %s", (backoff.MAXIMUM_ATTEMPTS - 1,))

    def handle(_: outbox.Message) -> None:
        raise ValueError

    outbox.drain("mail", handle)
    with database.connect() as db:
        assert db.execute("select available_at = 'infinity' from outbox").fetchone() == (True,)


def test_a_dead_workers_messages_come_back_after_its_lease(database: Database) -> None:
    write("one")

    class Killed(BaseException):
        pass

    def die(_: outbox.Message) -> None:
        raise Killed

    with pytest.raises(Killed):
        outbox.drain("mail", die)
    assert outbox.drain("mail", lambda _: None)["handled"] == 0
    with database.connect() as db:
        db.execute("update outbox set available_at = available_at - %s", (work.LEASE,))
    assert outbox.drain("mail", lambda _: None)["handled"] == 1
