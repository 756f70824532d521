"""How a test speaks as somebody: through the handler in this process, or over HTTP with the same words."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from campaign_lifecycle import api
from tests.factories.events import Answer, call, http_event

Send = Callable[..., Answer]
"""`send(method, path, user=…, body=…, query=…)`: a request on behalf of `user`."""


def in_process(method: str, path: str, *, user: UUID, **event: Any) -> Answer:
    """Through the handler, without a server."""
    return call(api.lambda_handler, http_event(method, path, user=user, **event))


class Person:
    """Somebody who sends requests; refusals are told with their whole body."""

    def __init__(self, user_id: UUID, send: Send = in_process) -> None:
        self.id = user_id
        self._send = send

    def get(self, path: str, **query: str) -> Any:
        """The body of what must succeed."""
        return self._succeed(self._send("GET", f"/api/v1{path}", user=self.id, query=query or None))

    def post(self, path: str, **body: object) -> Any:
        """The body of what must succeed."""
        return self._succeed(self._send("POST", f"/api/v1{path}", user=self.id, body=body))

    def patch(self, path: str, **body: object) -> Any:
        """The body of what must succeed."""
        return self._succeed(self._send("PATCH", f"/api/v1{path}", user=self.id, body=body))

    def refused(self, method: str, path: str, **body: object) -> tuple[int, str]:
        """Status and code of what must be refused."""
        answer = self._send(method, f"/api/v1{path}", user=self.id, body=body if method != "GET" else None)
        assert answer.status >= 400, answer.body
        return answer.status, answer.body["code"]

    @staticmethod
    def _succeed(answer: Answer) -> Any:
        assert answer.status < 400, answer.body
        return answer.body
