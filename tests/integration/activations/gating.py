"""Phones at a gate: a link that was opened, and what they upload."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from activations import api
from activations.staff_links.tokens import STAFF_COOKIE
from tests.factories.events import Answer, call, http_event
from tests.integration.activations.fanning import SAME_ORIGIN
from tests.integration.activations.people import People

SCANS = "/api/v1/qr/scans"


def links_of(activation: UUID) -> str:
    """Where the links of an activation are."""
    return f"/activations/{activation}/staff"


def open_link(people: People, activation: UUID, kind: str = "gate", label: str = "North") -> "Gate":
    """A new link, in the browser of a phone."""
    made = people.manager.post(links_of(activation), kind=kind, label=label)
    return Gate(made["id"], made["url"].partition("#")[2])


def shown(
    code: str, *, ago: timedelta = timedelta(), now: datetime | None = None, key: UUID | None = None
) -> dict[str, Any]:
    """A code that the gate scanned so long ago."""
    return {
        "code": code, "scan_key": str(key or uuid4()),
        "claimed_at": ((now or datetime.now(UTC)) - ago).isoformat(),
    }  # fmt: skip


@dataclass(frozen=True)
class Gate:
    """A browser with the cookie of a link."""

    id: str
    token: str

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **event: Any) -> Answer:
        """From a page of ours, unless the headers say otherwise."""
        sent = http_event(method, path, headers=SAME_ORIGIN if headers is None else headers, **event)
        return call(api.lambda_handler, sent | {"cookies": [f"{STAFF_COOKIE}={self.token}"]})

    def upload(self, *scans: dict[str, Any], now: datetime | None = None, **event: Any) -> Answer:
        """Send scans; `now` is what the gate's clock says."""
        body = {"sent_at": (now or datetime.now(UTC)).isoformat(), "scans": list(scans)}
        return self.ask("POST", SCANS, body=body, **event)

    def told(self, *scans: dict[str, Any], now: datetime | None = None) -> list[str]:
        """What is answered of each: the first reason for a refusal, else the verdict."""
        answer = self.upload(*scans, now=now)
        assert answer.status == 200, answer.body
        return [(one["reasons"] or [one["verdict"]])[0] for one in answer.body["data"]]
