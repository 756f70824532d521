"""Agents who invite, the mails that go out, and what stands in the tables afterwards."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.conftest import Database
from tests.factories.agents import make_agent, make_contact
from tests.factories.events import Answer
from tests.integration.agents.asking import ask
from tests.integration.notifications.mail_delivery import MailDelivery

INVITES = "/api/v1/agents/invites"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


@dataclass(frozen=True)
class Inviting:
    """A stage with a worker whose mail goes to a server of the test's own."""

    database: Database
    delivering: MailDelivery

    def agent(self, name: str = "Ann Agent", **more: Any) -> UUID:
        """Somebody who brings people."""
        with self.database.connect() as db:
            return make_agent(db, name, **more)

    def contact(self, agent: UUID, *which: Any, **more: Any) -> UUID:
        """Somebody whom an agent knows."""
        with self.database.connect() as db:
            return make_contact(db, agent, *which, **more)

    def invite(
        self, agent: UUID, *contacts: UUID, channel: str = "email", **more: Any
    ) -> list[dict[str, Any]]:
        """What became of each contact, in the order in which they are given."""
        body = {"contact_ids": [str(each) for each in contacts], "channel": channel, **more}
        answer = ask("POST", INVITES, user=agent, body=body)
        assert answer.status == 201, answer.body
        by_contact = {each["contact_id"]: each for each in answer.body["data"]}
        return [by_contact[str(each)] for each in contacts]

    def refused(self, agent: UUID, contact: UUID, channel: str = "email") -> tuple[int, str]:
        """How it is refused."""
        answer = ask("POST", INVITES, user=agent, body={"contact_id": str(contact), "channel": channel})
        return answer.status, answer.body["code"]

    def remind(self, agent: UUID, invite_id: str) -> Answer:
        """A second mail."""
        return ask("POST", f"{INVITES}/{invite_id}/remind", user=agent, body={})

    def seen(self, agent: UUID, **query: str) -> list[dict[str, Any]]:
        """Their invites, newest first, as they are shown them."""
        answer = ask("GET", f"/api/v1/agents/{agent}/invites", user=agent, query=query or None)
        assert answer.status == 200, answer.body
        found: list[dict[str, Any]] = answer.body["data"]
        return found

    def send(self) -> list[dict[str, Any]]:
        """Let what is due go out; all mails that went out so far."""
        self.delivering.run()
        return self.delivering.resend.sent

    def recipients(self) -> list[str]:
        """Let what is due go out; whom a mail reached, each time."""
        return [to for mail in self.send() for to in mail["to"]]

    def truth(self) -> list[tuple[str, str | None]]:
        """Status and reason of each invite, oldest first, as nobody is shown them."""
        return self.rows("select status, withheld from agent_invites order by id")

    def rows(self, query: str, *parameters: object) -> list[Any]:
        """Rows as the superuser sees them."""
        with self.database.connect() as db:
            return db.execute(query, parameters).fetchall()

    def run(self, statement: str, *parameters: object) -> None:
        """Arrange anything."""
        self.delivering.sql(statement, *parameters)

    def last_token(self) -> str:
        """The token of the newest invite that waits."""
        ((token,),) = self.rows(
            "select payload ->> 'token' from outbox where payload ->> 'template' = 'agent_invite'"
            " order by id desc limit 1"
        )
        return str(token)
