"""What the tests of agents share."""

from typing import Any
from uuid import UUID

from agents import api
from tests.factories.events import Answer, call, http_event


def ask(method: str, path: str, *, user: UUID | None, **event: Any) -> Answer:
    """Through the handler of agents, without a server."""
    return call(api.lambda_handler, http_event(method, path, user=user, **event))
