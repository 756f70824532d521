"""How the tests of rewards ask."""

from typing import Any

from rewards import api
from tests.factories.events import Answer, call, http_event


def ask(method: str, path: str, **event: Any) -> Answer:
    """Through the handler of rewards, without a server."""
    return call(api.lambda_handler, http_event(method, path, **event))
