"""People of the running system, who do everything over HTTP."""

from typing import Any
from uuid import UUID, uuid4

from tests.actors import Person
from tests.e2e.system import PASSWORD, RunningSystem
from tests.factories.events import Answer

PAYMENTS = "/functions/v1/payments"


class Member:
    """Somebody with an account, who sends requests with the token of their sign-in."""

    def __init__(self, system: RunningSystem, user_id: UUID, email: str) -> None:
        self.id = user_id
        self._client, self._headers = system.client, system.signed_in(email)

    def person(self) -> Person:
        """As the story knows them."""
        return Person(self.id, self.send)

    def send(
        self, method: str, path: str, *, user: UUID, body: object = None, query: dict[str, str] | None = None
    ) -> Answer:
        """A request over HTTP."""
        assert user == self.id, "nobody speaks for somebody else"
        answer = self._client.request(method, path, json=body, params=query, headers=self._headers)
        return Answer(answer.status_code, answer.json(), dict(answer.headers))

    def deposit(self, cents: int) -> str:
        """Money into the own brand's wallet, through the stub of the payment provider; the intent's id."""
        intent: str = self._pay(action="deposit-funds", amount=cents)["payment_intent_id"]
        assert self._pay(action="confirm-deposit", payment_intent_id=intent)["status"] == "completed"
        return intent

    def _pay(self, **body: object) -> Any:
        answer = self.send("POST", PAYMENTS, user=self.id, body=body)
        assert answer.status == 200, answer.body
        return answer.body


def newcomer(system: RunningSystem, role: str) -> Member:
    """Somebody who has just signed up."""
    email = f"{role}-{uuid4().hex[:12]}@example.com"
    body = {"email": email, "password": PASSWORD, "role": role, "full_name": f"New {role}"}
    made = system.client.post("/api/v1/auth/sign-up", json=body)
    assert made.status_code == 201, made.text
    return Member(system, UUID(made.json()["user_id"]), email)


def administrator(system: RunningSystem) -> Member:
    """The administrator of the demo data."""
    email = "admin@example.com"
    me = system.client.get("/api/v1/users/me", headers=system.signed_in(email)).json()
    return Member(system, UUID(me["id"]), email)
