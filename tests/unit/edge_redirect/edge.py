"""Asking the function of the edge, in Node, for what it answers."""

import json
import subprocess
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from infra.bundling import ROOT
from tools.node import NODE

FUNCTION = ROOT / "infra/edge_functions/redirect.js"
RUNNER = Path(__file__).with_name("run.mjs")
NOW = 1_796_083_200_123
"""Milliseconds: 2026-12-01 in UTC, and a bit."""
REQUEST_ID = "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ=="


@dataclass(frozen=True)
class Asked:
    """A visitor at the edge, and what the store holds."""

    path: str = "/t/abc"
    query: str = ""
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    store: dict[str, str] = field(default_factory=dict)
    now: int = NOW
    request_id: str = REQUEST_ID

    def as_event(self) -> dict[str, Any]:
        """The event of CloudFront Functions, whose headers have small letters."""
        headers = {name.lower(): {"value": value} for name, value in self.headers.items()}
        return {
            "store": self.store,
            "now": self.now,
            "event": {
                "version": "1.0",
                "context": {"requestId": self.request_id, "eventType": "viewer-request"},
                "viewer": {"ip": "203.0.113.9"},
                "request": {
                    "method": self.method, "uri": self.path, "query": self.query, "headers": headers,
                    "querystring": {}, "cookies": {},
                },
            },
        }  # fmt: skip


def ask(*asked: Asked) -> list[dict[str, Any] | None]:
    """What the function answers each; None where the request goes on to the Lambda as it is."""
    finished = subprocess.run(
        [NODE, RUNNER, FUNCTION, _folder()], input=json.dumps([one.as_event() for one in asked]),
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    answers: list[dict[str, Any] | None] = json.loads(finished.stdout)
    return answers


@lru_cache(maxsize=1)
def _folder() -> str:
    return mkdtemp(prefix="edge-function-")
