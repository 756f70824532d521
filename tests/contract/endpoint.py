"""A tiny web server that keeps what Stripe delivers to it, byte by byte."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from typing import Any

from payments import webhook
from tests.contract.localstripe import Localstripe
from tests.factories.events import Answer, call, http_event

PATIENCE_SECONDS = 60
"""How long until a webhook that never comes fails its test; localstripe waits a second before it sends."""


@dataclass(frozen=True)
class Delivery:
    """One webhook as it came over the wire."""

    body: bytes
    signature: str

    @property
    def event(self) -> dict[str, Any]:
        """What the body says."""
        event: dict[str, Any] = json.loads(self.body)
        return event

    def hand_over(self, body: bytes | None = None) -> Answer:
        """To our webhook's Lambda, or another body with the same signature."""
        headers = {"stripe-signature": self.signature}
        raw_body = self.body if body is None else body
        event = http_event("POST", "/webhooks/stripe", raw_body=raw_body, headers=headers)
        return call(webhook.lambda_handler, event)


class Endpoint:
    """Where localstripe sends its webhooks during one test."""

    def __init__(self, server: Localstripe, url: str, arrived: Queue[Delivery]) -> None:
        self._server, self._url, self._arrived = server, url, arrived
        self._names: set[str] = set()

    def register(self, secret: str, name: str = "endpoint") -> None:
        """Ask for every event, signed with `secret`; each name is delivered to by itself."""
        self._names.add(name)
        self._server.send_webhooks(name, self._url, secret)

    def silence(self) -> None:
        """Ask for nothing any more (localstripe cannot forget an endpoint)."""
        for name in self._names:
            self._server.send_webhooks(name, self._url, "silent", events=[])

    def wait_for(self, type_: str, object_id: str) -> Delivery:
        """The next delivery of that event; others are dropped. Raises `queue.Empty` where none comes."""
        while True:
            delivery = self._arrived.get(timeout=PATIENCE_SECONDS)
            event = delivery.event
            if (event["type"], event["data"]["object"]["id"]) == (type_, object_id):
                return delivery


@contextmanager
def listening(server: Localstripe) -> Iterator[Endpoint]:
    """An endpoint on a free port of 127.0.0.1."""
    arrived: Queue[Delivery] = Queue()

    class Receiver(BaseHTTPRequestHandler):
        """Keeps the raw body, answers 200."""

        def do_POST(self) -> None:
            """One delivery."""
            body = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()
            arrived.put(Delivery(body, self.headers["stripe-signature"]))

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as web:
        Thread(target=web.serve_forever, args=(0.1,), daemon=True).start()
        endpoint = Endpoint(server, f"http://127.0.0.1:{web.server_port}/webhooks/stripe", arrived)
        try:
            yield endpoint
        finally:
            endpoint.silence()
            web.shutdown()
