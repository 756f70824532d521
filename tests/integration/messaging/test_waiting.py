"""The job that finds whom messages wait for, fired by its name."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from messaging import schedule
from messaging.waiting import service
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.messaging import talk
from tests.factories.waiting import LATE, NOON, told, write
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """The superuser."""
    with database.connect() as connection:
        yield connection


def fire(as_of: datetime = LATE, context: LambdaContext | None = None) -> dict[str, object]:
    """The timer's event."""
    event = {"job": "messages-waiting", "scheduled_time": as_of.isoformat()}
    return schedule.lambda_handler(event, context or LambdaContext())


def test_the_job_tells_each_once_however_often_it_runs(db: Connection) -> None:
    made = talk(db)
    write(db, made.conversation, made.owner)
    assert fire() == {"status": "succeeded", "counts": {"looked": 1, "told": 1, "more_due": 0}}
    assert fire() == {"status": "done"}
    assert fire(LATE + timedelta(minutes=2))["counts"] == {"looked": 0, "told": 0, "more_due": 0}
    assert len(told(db, made.person)) == 1


def test_it_goes_through_all_in_batches(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BATCH", 2)
    people = list[UUID]()
    for _ in range(5):
        made = talk(db)
        write(db, made.conversation, made.owner)
        people.append(made.person)
    assert fire()["counts"] == {"looked": 5, "told": 5, "more_due": 0}
    assert [len(told(db, person)) for person in people] == [1] * 5


def test_short_of_time_it_says_that_there_is_more(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BATCH", 1)
    for _ in range(2):
        made = talk(db)
        write(db, made.conversation, made.owner)
    assert fire(LATE, LambdaContext(milliseconds=1_000))["counts"] == {"looked": 1, "told": 1, "more_due": 1}
    assert fire(LATE + timedelta(minutes=2))["counts"] == {"looked": 1, "told": 1, "more_due": 0}


def test_nothing_waits_where_nothing_was_written(db: Connection) -> None:
    talk(db)
    assert fire(datetime.now(UTC))["counts"] == {"looked": 0, "told": 0, "more_due": 0}
    assert fire(NOON)["counts"] == {"looked": 0, "told": 0, "more_due": 0}
