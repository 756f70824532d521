"""localstripe: a server in the shape of Stripe that we did not write, as a process of its own (decision 14).

It is GPL-3.0-or-later, has an environment of its own (`make .venv/.localstripe`) and is never imported here.
"""

import json
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest
import stripe

INTERPRETER = Path(__file__).parents[2] / ".venv" / "localstripe" / "bin" / "python"
SECRET_KEY = "sk_test_localstripe"
NOT_UNDERSTOOD = ("transfer_group", "reason")
"""Parameters of ours that Stripe documents and localstripe refuses."""
LISTEN = """
import os, socket, sys, threading
from aiohttp import web
from localstripe import server
server.store.dump_to_disk = lambda: None
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
web.run_app(server.app, sock=socket.socket(fileno=int(sys.argv[1])), print=None)
"""
"""Run by its own interpreter. Its own entry point listens on every interface and writes to a fixed path in /tmp;
and a server whose tests were killed must end too (its standard input ends with them)."""


class Localstripe:
    """A running localstripe, empty."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._admin = httpx.Client(base_url=address, trust_env=False)

    def forget_everything(self) -> None:
        """No customers, no payments, no events."""
        self._admin.delete("/_config/data").raise_for_status()

    def send_webhooks(self, name: str, url: str, secret: str, events: list[str] | None = None) -> None:
        """Deliver these events (None: all of them) to `url`, signed; replaces what `name` stood for."""
        endpoint: dict[str, object] = {"url": url, "secret": secret}
        if events is not None:
            endpoint["events"] = events
        self._admin.post(f"/_config/webhooks/{name}", json=endpoint).raise_for_status()


class Dialect(stripe.RequestsClient):
    """The SDK's own HTTP client, and a bridge over what localstripe lacks of Stripe (see `test_localstripe.py`)."""

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_: Any
    ) -> tuple[Any, int, Mapping[str, str]]:
        """Leave out what it does not understand; say `amount_received`, which it leaves out."""
        if post_data:
            fields = parse_qsl(post_data, keep_blank_values=True)
            post_data = urlencode([field for field in fields if field[0] not in NOT_UNDERSTOOD])
        content, status, answered = super().request(method, url, headers, post_data)
        return _with_amount_received(content), status, answered


@contextmanager
def running(log: Path) -> Iterator[Localstripe]:
    """A localstripe on a free port of 127.0.0.1, with its data in memory; ended by its pid."""
    if not INTERPRETER.exists():
        pytest.fail(
            "localstripe is not installed: run `make .venv/.localstripe` (`make test` does)", pytrace=False
        )
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("wb") as output:
        port = listening.getsockname()[1]
        command = [str(INTERPRETER), "-I", "-c", LISTEN, str(listening.fileno())]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=output, stderr=output, pass_fds=[listening.fileno()]
        )
    # The socket listened before the process began: whoever connects early waits, nobody polls.
    try:
        yield Localstripe(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _with_amount_received(content: bytes) -> bytes:
    """What was captured of the intent's charge is what was received."""
    try:
        body = json.loads(content)
    except ValueError:
        return content
    if body.get("object") != "payment_intent":
        return content
    charge = body["latest_charge"]
    received = charge["amount"] if charge and charge["paid"] and charge["captured"] else 0
    return json.dumps({**body, "amount_received": received}).encode()
