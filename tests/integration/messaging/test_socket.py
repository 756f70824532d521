"""What the entry makes of events of AppSync, whatever stands in them: null for one's own channel, else a refusal."""

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.subscriptions import subscription_event
from tests.integration.messaging.subscribing import REFUSED, answer, channel_of, key_of, refusal
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Connection:
    return database.connect()


@pytest.fixture
def user(db: Connection) -> UUID:
    return make_user(db)


@pytest.mark.parametrize("form", [
    "/users/{user}/*", "/users/*", "/*", "*", "/users/{user}", "/users", "/users/{user}/{key}/more",
    "/users/{user}/{key}/*", "/users//{user}/{key}", "users/{user}/{key}", "/users/{user}/{key}\n",
    "/users/\n/{key}", "/Users/{user}/{key}", "/brands/{user}/{key}", "/default/{user}/{key}", "/userss/{user}/{key}",
    "/people/{user}/{key}", "", "/",
])  # fmt: skip
def test_no_other_path_lets_anybody_listen(db: Connection, user: UUID, form: str) -> None:
    path = form.format(user=user, key=key_of(db, user))
    assert refusal(subscription_event(path, subject=str(user))) == REFUSED


def test_nobody_publishes_by_a_token_of_theirs(db: Connection, user: UUID) -> None:
    event = subscription_event(channel_of(db, user), subject=str(user), operation="PUBLISH")
    event["events"] = [{"id": "1", "payload": {"type": "message.created"}}]
    assert refusal(event) == "PublishRefused"


@pytest.mark.parametrize("gone", ["info", "info.channel", "info.channel.path", "info.channel.segments"])
def test_an_event_that_cannot_be_read_is_refused(db: Connection, user: UUID, gone: str) -> None:
    event = subscription_event(channel_of(db, user), subject=str(user))
    *parents, last = gone.split(".")
    inner: dict[str, Any] = event
    for name in parents:
        inner = inner[name]
    del inner[last]
    assert answer(event) is not None
