"""The stage of the story: a running system, who acts, what they talk about, and what was said."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString
from urllib.parse import quote, urlencode

import httpx
import psycopg

from local.welcome import DEMO_PASSWORD
from tests.e2e.system import RunningSystem
from tests.examples.stable import Stable
from tools.openapi.doors import Door, doors

SECONDS_TO_WAIT = 30.0
DAYS_AHEAD = 30
Examples = dict[str, dict[str, dict[str, Any]]]
"""By capability and operationId."""


class Form(dict[str, str]):
    """A body as a page of ours sends it: no example shows it."""


@dataclass
class Stage:
    """`ids` holds what paths name (`campaign_id`); `tokens` who has signed in, `cookies` whose browser scanned."""

    system: RunningSystem
    ids: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    examples: Examples = field(default_factory=dict)
    """What was recorded."""

    def __post_init__(self) -> None:
        self._doors: dict[str, Door] = doors()
        self._stable = Stable(self.system.url, datetime.now(UTC))
        self._mails_read: set[str] = set()

    def call(
        self,
        operation: str,
        by: str | None = None,
        body: object = None,
        *,
        query: dict[str, Any] | None = None,
        **places: Any,
    ) -> Any:
        """Call an operation, which must succeed; the first call of each is its example. Returns what it answered.

        Places in the path come from `ids` where they are not given.
        """
        door = self._doors[operation]
        path = self._path_of(door, places)
        answer = self._send(door, path, by, body, query)
        recorded = self.examples.setdefault(door.capability, {})
        if operation not in recorded:
            request = {"path": path, "query": query, "body": None if isinstance(body, Form) else body}
            recorded[operation] = self._stable.example(request, answer)
        return _read(answer)

    def ask(self, operation: str, by: str, *, query: dict[str, Any] | None = None, **places: str) -> Any:
        """The same, for what is asked until the answer is as it should be: it is no example."""
        door = self._doors[operation]
        return _read(self._send(door, self._path_of(door, places), by, None, query))

    def _path_of(self, door: Door, places: Mapping[str, Any]) -> dict[str, Any]:
        return {name: places.get(name) or self.ids[name] for name in door.places}

    def _send(
        self, door: Door, path: dict[str, Any], by: str | None, body: object, query: dict[str, Any] | None
    ) -> httpx.Response:
        address = door.path.format_map({name: quote(str(value), safe="") for name, value in path.items()})
        headers = {"user-agent": "examples"}
        if by in self.cookies:
            headers |= {"cookie": self.cookies[by], "sec-fetch-site": "same-origin"}
        elif by:
            headers["authorization"] = f"Bearer {self.tokens[by]}"
        content = json.dumps(body, separators=(",", ":")) if body is not None else None
        if isinstance(body, Form):
            content = urlencode(body)
            headers["content-type"] = "application/x-www-form-urlencoded"
        elif content is not None:
            headers["content-type"] = "application/json"
        answer = self.system.client.request(
            door.method, address, params=query, content=content, headers=headers
        )
        assert answer.status_code < 400, f"{door.method} {door.path}: {answer.status_code} {answer.text}"
        return answer

    def join(self, name: str, role: str, full_name: str) -> None:
        """Somebody signs up, confirms the address and signs in; nothing of it is an example."""
        address = f"{name}@example.org"
        body = {"email": address, "password": DEMO_PASSWORD, "role": role, "full_name": full_name}
        made = self.system.client.post("/api/v1/auth/sign-up", json=body)
        assert made.status_code == 201, made.text
        self.ids[name] = made.json()["user_id"]
        self.change("update auth.users set confirmed_at = now() where email = %s", address)
        self.tokens[name] = self.system.token(address)

    def change(self, statement: LiteralString, *parameters: object) -> None:
        """What no door does, such as the passing of time, done by the superuser."""
        with psycopg.connect(self.system.database_url) as db:
            db.execute(statement, parameters)

    def mail_to(self, address: str, having: str = "") -> dict[str, Any]:
        """The next mail to an address whose text has something, as soon as it is sent."""

        def unread() -> dict[str, Any] | None:
            for mail in reversed(self.system.client.get("/_local/outbox.json").json()):
                fits = mail["to"] == address and having in mail["text"]
                if fits and mail["id"] not in self._mails_read:
                    self._mails_read.add(mail["id"])
                    return dict(mail)
            return None

        found: dict[str, Any] = self.wait_for(f"a mail to {address}", unread)
        return found

    def code_for(self, address: str, having: str = "\n    ") -> str:
        """The code in the next such mail to an address, which stands on a line of its own."""
        text: str = self.mail_to(address, having)["text"]
        return next(line.strip() for line in text.splitlines() if line.startswith("    "))

    def wait_for(self, what: str, look: Any) -> Any:
        """What `look` finds, as soon as it finds something."""
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while not (found := look()):
            assert time.monotonic() < deadline, f"there is no {what}"
            time.sleep(0.05)
        return found

    def run_job(self, job: str, at: datetime | None = None) -> None:
        """Run a job as of a time, now without one."""
        moment = (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
        fired = self.system.fire(job, moment)
        assert fired.status_code == 200, fired.text

    def day(self, after: int = 0) -> str:
        """A day (UTC), so many days after today."""
        return (datetime.now(UTC) + timedelta(days=after)).date().isoformat()


def _read(answer: httpx.Response) -> Any:
    if answer.is_redirect:
        return answer.headers["location"]
    if "json" in answer.headers.get("content-type", "") and answer.content:
        return answer.json()
    return answer.text
