"""What the tests of agents share."""

from typing import Any
from uuid import UUID

import pytest

from agents import api
from tests.actors import Person
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.events import Answer, call, http_event
from tests.typing import Connection


def ask(method: str, path: str, *, user: UUID | None, **event: Any) -> Answer:
    """Through the handler of agents, without a server."""
    return call(api.lambda_handler, http_event(method, path, user=user, **event))


def told_to(db: Connection, user: UUID) -> list[tuple[str, str]]:
    """Category and type of what the inbox of somebody holds, oldest first."""
    return db.execute(
        "select category, type from notifications where user_id = %s order by id", (user,)
    ).fetchall()


@pytest.fixture
def agent(database: Database) -> Person:
    """Somebody who has just signed up as an agent."""
    with database.connect() as db:
        return Person(make_agent(db, full_name="Agnes Agent"), ask)


@pytest.fixture
def boss(admin: UUID) -> Person:
    """Somebody who decides about agents."""
    return Person(admin, ask)
