"""Who acts in a test: in the database, through a handler of this process, or over HTTP on the running system.

Rows of people without a will of their own come from `tests/factories/people.py`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from local.welcome import DEMO_PASSWORD
from tests.factories.events import Answer, call, http_event
from tests.typing import Connection

if TYPE_CHECKING:
    from tests.e2e.system import RunningSystem

PAYMENTS = "/functions/v1/payments"
Send = Callable[..., Answer]
"""`send(method, path, user=…, body=…, query=…)`: a request on behalf of `user`."""


def in_process(method: str, path: str, *, user: UUID, **event: Any) -> Answer:
    """Through the campaign engine's handler, without a server."""
    from campaign_lifecycle import api  # database tests act too, and need no handler

    return call(api.lambda_handler, http_event(method, path, user=user, **event))


@contextmanager
def acting_as(db: Connection, user: UUID | None) -> Iterator[None]:
    """The database takes this connection of the superuser for one of `user`, or of the service; then for its own."""
    claims = {"role": "service"} if user is None else {"sub": str(user)}
    with db.transaction():
        db.execute("select app.begin_request(%s)", (Jsonb(claims),))
        yield
        # Role and settings last until the end of the outermost transaction, which may be the test's.
        db.execute("set local role none")
        db.execute("select app.begin_request('{}')")
        db.execute("set local role none")


class Person:
    """Somebody who sends requests; refusals are told with their whole body."""

    def __init__(self, user_id: UUID, send: Send = in_process) -> None:
        self.id = user_id
        self._send = send

    def get(self, path: str, **query: str) -> Any:
        """The body of what must succeed."""
        return self._succeed(self._send("GET", f"/api/v1{path}", user=self.id, query=query or None))

    def pages(self, path: str, rows: str = "data", **query: str) -> list[list[Any]]:
        """The rows of a list on each of its pages, to the last one; each cursor brings one that was not there."""
        found, answer = [], self.get(path, **query)
        found.append(answer[rows])
        while answer["next_cursor"] is not None:
            answer = self.get(path, **query, cursor=answer["next_cursor"])
            assert answer[rows] not in found
            found.append(answer[rows])
        return found

    def post(self, path: str, **body: object) -> Any:
        """The body of what must succeed."""
        return self._succeed(self._send("POST", f"/api/v1{path}", user=self.id, body=body))

    def patch(self, path: str, **body: object) -> Any:
        """The body of what must succeed."""
        return self._succeed(self._send("PATCH", f"/api/v1{path}", user=self.id, body=body))

    def delete(self, path: str) -> Any:
        """The body (empty, mostly) of what must succeed."""
        return self._succeed(self._send("DELETE", f"/api/v1{path}", user=self.id))

    def refused(self, method: str, path: str, **body: object) -> tuple[int, str]:
        """Status and code of what must be refused."""
        answer = self._send(method, f"/api/v1{path}", user=self.id, body=body if method != "GET" else None)
        assert answer.status >= 400, answer.body
        return answer.status, answer.body["code"]

    @staticmethod
    def _succeed(answer: Answer) -> Any:
        assert answer.status < 400, answer.body
        return answer.body


class Member:
    """Somebody with an account on a running system, who sends requests with the token of their sign-in."""

    def __init__(self, system: "RunningSystem", user_id: UUID, email: str) -> None:
        self.id = user_id
        self._client, self._headers = system.client, system.signed_in(email)

    def person(self) -> Person:
        """As tests that run in this process and over HTTP know them."""
        return Person(self.id, self.send)

    def send(
        self,
        method: str,
        path: str,
        *,
        user: UUID,
        body: object = None,
        query: dict[str, str] | None = None,
        key: str | None = None,
    ) -> Answer:
        """A request over HTTP; `key` is its `Idempotency-Key`."""
        assert user == self.id, "nobody speaks for somebody else"
        headers = self._headers | ({"idempotency-key": key} if key else {})
        answer = self._client.request(method, path, json=body, params=query, headers=headers)
        return Answer(answer.status_code, answer.json() if answer.content else None, dict(answer.headers))

    def download(self, path: str) -> str:
        """The text of a file."""
        answer = self._client.get(path, headers=self._headers)
        assert answer.status_code == 200, answer.text
        return answer.text

    def deposit(self, cents: int) -> str:
        """Money into the own brand's wallet, through the stub of the payment provider; the intent's id."""
        intent: str = self._pay(action="deposit-funds", amount=cents)["payment_intent_id"]
        assert self._pay(action="confirm-deposit", payment_intent_id=intent)["status"] == "completed"
        return intent

    def _pay(self, **body: object) -> Any:
        answer = self.send("POST", PAYMENTS, user=self.id, body=body)
        assert answer.status == 200, answer.body
        return answer.body


def newcomer(system: "RunningSystem", role: str, **more: object) -> Member:
    """Somebody who has just signed up, and has said `more`."""
    email = f"{role}-{uuid4().hex[:12]}@example.com"
    body = {"email": email, "password": DEMO_PASSWORD, "role": role, "full_name": f"New {role}", **more}
    made = system.client.post("/api/v1/auth/sign-up", json=body)
    assert made.status_code == 201, made.text
    return Member(system, UUID(made.json()["user_id"]), email)


def administrator(system: "RunningSystem") -> Member:
    """The administrator of the demo data."""
    email = "admin@example.com"
    me = system.client.get("/api/v1/users/me", headers=system.signed_in(email)).json()
    return Member(system, UUID(me["id"]), email)
