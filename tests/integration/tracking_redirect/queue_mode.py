"""The redirect and its worker in recorder mode `queue`, one Lambda call at a time."""

from typing import Any
from uuid import UUID

import boto3
import pytest

from common import database as runtime
from common import hash_keys as keys
from tests.conftest import Database
from tests.factories.events import Answer, LambdaContext, call, http_event
from tracking_redirect import redirect, worker
from tracking_redirect.visits import known_links as links
from tracking_redirect.visits import queue as recorder

AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"
NOWHERE = "postgresql://api_login@/nowhere?host=/nonexistent"


class Clock:
    """A clock that a test turns."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def recorded(database: Database) -> int:
    """How many visits the database holds."""
    with database.connect() as db:
        row = db.execute("select count(*) from tracking_events").fetchone()
    assert row is not None
    return int(row[0])


def start_cold(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    """What a new process knows: nothing."""
    monkeypatch.setattr(recorder, "known_links", links.KnownLinks(clock))
    recorder._sqs.cache_clear()
    keys.forget()
    runtime.close()


def stop_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing answers where the database was."""
    runtime.close()
    monkeypatch.setenv("DATABASE_URL", NOWHERE)


def follow(code: str, method: str = "GET", **event: Any) -> Answer:
    """A visit of the link."""
    built = http_event(method, f"/t/{code}", **({"user_agent": AGENT} | event))
    return call(redirect.lambda_handler, {**built, "pathParameters": {"short_code": code}})


def received(url: str) -> list[dict[str, str]]:
    """All messages of the queue, as the records of an event."""
    client, records = boto3.client("sqs"), []
    while messages := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        records += [{"messageId": message["MessageId"], "body": message["Body"]} for message in messages]
    return records


def work(records: list[dict[str, str]]) -> list[str]:
    """Deliver the records; the ids of those that were refused."""
    answer = worker.lambda_handler({"Records": records}, LambdaContext())
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def stored(database: Database) -> list[UUID]:
    """The ids of the events that arrived, in order."""
    with database.connect() as db:
        return [row[0] for row in db.execute("select id from tracking_events order by id").fetchall()]
