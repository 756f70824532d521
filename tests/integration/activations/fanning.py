"""Browsers of fans: they keep one cookie, scan by the database's own function, and ask through the handler."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from activations import api
from activations.device_cookies import NAME, DeviceCookie, first_cookie
from tests.database.scanning import Stall
from tests.factories.events import Answer, call, http_event
from tests.typing import Connection

ME = "/api/v1/fans/me"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@dataclass(frozen=True)
class Browser:
    """A browser that has pressed the button once."""

    cookie: DeviceCookie = field(default_factory=lambda: first_cookie(uuid4()))

    def scan(self, stall: Stall) -> UUID:
        """Scan the stall's code; the device that this browser is there."""
        device = self.cookie.device_at(stall.brand)
        assert stall.record(device).verdict == "accepted"
        return device

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **event: Any) -> Answer:
        """From a page of ours, unless the headers say otherwise."""
        sent = http_event(method, path, headers=SAME_ORIGIN if headers is None else headers, **event)
        return call(api.lambda_handler, sent | {"cookies": [f"{NAME}={self.cookie.value}"]})

    def code(self, db: Connection, code: str, email: str) -> str:
        """Ask for six digits, and read them in the mail."""
        answer = self.ask("POST", f"{ME}/codes", body={"code": code, "email": email})
        assert (answer.status, answer.body) == (202, {"expires_in_seconds": 600})
        row = db.execute(
            "select payload ->> 'code' from outbox where topic = 'email' and payload ->> 'to' = %s"
            " order by id desc limit 1",
            (email.lower(),),
        ).fetchone()
        assert row is not None
        digits: str = row[0]
        return digits

    def prove(self, db: Connection, code: str, email: str) -> None:
        """Show that an address is one's own."""
        digits = self.code(db, code, email)
        answer = self.ask("POST", f"{ME}/codes/confirm", body={"code": code, "digits": digits})
        assert answer.status == 204, answer.body

    def ticket(self, code: str) -> str:
        """A ticket to join an account with."""
        answer = self.ask("POST", f"{ME}/link", body={"code": code})
        assert answer.status == 201, answer.body
        ticket: str = answer.body["ticket"]
        return ticket
