"""The whole story of a campaign over HTTP: two people sign up, money comes in, the clock completes."""

from typing import Any
from uuid import UUID, uuid4

import psycopg

from common.jobs import Counts
from tests.e2e.system import PASSWORD, RunningSystem
from tests.factories.events import Answer
from tests.integration.campaign_lifecycle.client import Person
from tests.integration.campaign_lifecycle.story import Cast, tell

PAYMENTS = "/functions/v1/payments"


class Newcomer:
    """Somebody who has just signed up, and sends requests with the token of their sign-in."""

    def __init__(self, system: RunningSystem, role: str) -> None:
        email = f"{role}-{uuid4().hex[:12]}@example.com"
        body = {"email": email, "password": PASSWORD, "role": role, "full_name": f"New {role}"}
        made = system.client.post("/api/v1/auth/sign-up", json=body)
        assert made.status_code == 201, made.text
        self.id = UUID(made.json()["user_id"])
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

    def deposit(self, cents: int) -> None:
        """Money into the own brand's wallet, through the stub of the payment provider."""
        intent = self._pay(action="deposit-funds", amount=cents)["payment_intent_id"]
        assert self._pay(action="confirm-deposit", payment_intent_id=intent)["status"] == "completed"

    def _pay(self, **body: object) -> Any:
        answer = self.send("POST", PAYMENTS, user=self.id, body=body)
        assert answer.status == 200, answer.body
        return answer.body


def test_a_campaign_from_draft_to_completed_over_http(system: RunningSystem) -> None:
    def strike(time: str) -> Counts:
        run = system.fire("campaign-transitions", time).json()
        assert run["status"] == "succeeded", run
        counts: Counts = run["counts"]
        return counts

    brand, creator = Newcomer(system, "brand"), Newcomer(system, "creator")
    with psycopg.connect(system.database_url, autocommit=True) as db:
        tell(Cast(db, brand.person(), creator.person(), brand.deposit, strike))
    proof = system.fire("payments-reconciliation", "2033-03-02T01:30:00Z")
    assert proof.json()["status"] == "succeeded", proof.text
