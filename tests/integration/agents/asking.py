"""How the tests of agents ask, and what people were told."""

from typing import Any
from uuid import UUID

from agents import api
from tests.factories.events import Answer, call, http_event
from tests.typing import Connection


def ask(method: str, path: str, *, user: UUID | None = None, **event: Any) -> Answer:
    """Through the handler of agents, without a server."""
    return call(api.lambda_handler, http_event(method, path, user=user, **event))


def told_to(db: Connection, user: UUID) -> list[tuple[str, str]]:
    """Category and type of what the inbox of somebody holds, oldest first."""
    return db.execute(
        "select category, type from notifications where user_id = %s order by id", (user,)
    ).fetchall()
