"""A running emulator with a subscribe handler of the tests' own, and tokens for it."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from common import access_tokens
from local.data_dir import DataDir
from local.environment import Stage
from local.identity import ISSUER, WEB_CLIENT_ID, load_or_create
from local.realtime.furnishing import Realtime, furnish
from local.up import listen
from tests.unit.local.running import Running, function, run

SUBJECT = "0197a7a4-0000-7000-8000-000000000001"
CHANNEL = f"/users/{SUBJECT}/{'k' * 22}"
HANDLER = """
    import json, os, pathlib

    def lambda_handler(event, _context):
        if "rawPath" in event:
            return {"statusCode": 200, "body": "here"}
        pathlib.Path(os.environ["LAMBDA_TASK_ROOT"], "event.json").write_text(json.dumps(event))
        channel = event["info"]["channel"]["path"]
        if "broken" in channel:
            raise RuntimeError("planted")
        if "odd" in channel:
            return {"allowed": True}
        if event["identity"]["claims"]["token_use"] != "access" or "closed" in channel:
            return {"error": "SubscriptionRefused - Not yours."}
        return None
"""


@dataclass(frozen=True)
class Room:
    """What a scenario gets."""

    running: Running
    realtime: Realtime
    folder: Path

    @property
    def address(self) -> str:
        return self.realtime.address

    def token(self, **changes: Any) -> str:
        values: dict[str, Any] = {
            "issuer": ISSUER, "client_id": WEB_CLIENT_ID, "subject": SUBJECT, "scope": "s", "seconds": 900,
        } | changes  # fmt: skip
        pem = (self.folder / "key.pem").read_text()
        return access_tokens.sign(access_tokens.private_key(pem), **values)

    def publish(
        self, channel: object, events: object, *, key: str | None = None, scheme: str = "http"
    ) -> httpx.Response:
        headers = {"x-api-key": self.realtime.key if key is None else key}
        body = {"channel": channel, "events": events}
        verify = ssl.create_default_context(cafile=self.realtime.roots) if scheme == "https" else False
        return httpx.post(
            f"{scheme}://{self.address}/event", json=body, headers=headers, verify=verify, trust_env=False
        )


def in_a_room(folder: Path, scenario: Callable[[Room], None]) -> None:
    """Run the scenario against a system whose only function answers subscriptions, too."""
    data_dir = DataDir(folder)
    key = load_or_create(folder / "key.pem")
    realtime = furnish(data_dir, key.pem, listen(0))
    run(
        folder, HANDLER, lambda running: scenario(Room(running, realtime, folder)),
        function(answers_subscriptions=True), realtime=realtime,
        stage=Stage(cluster=None, values=realtime.values, task_root=folder / "task"),
    )  # fmt: skip
