"""A push service on 127.0.0.1 in the shape of AppSync Events' `POST /event`, with its memory and its moods."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MOST_EVENTS = 5


@dataclass(frozen=True)
class Mood:
    """What it does instead of answering 200; `lost`: the events were heard, and its answer never arrives.

    `failed`: the places of events that it does not take.
    """

    status: int = 200
    lost: bool = False
    failed: tuple[int, ...] = ()


@dataclass
class PushService:
    """`heard` is what each channel heard, in order; `moods` are used up one a request, `always` never."""

    domain: str = ""
    heard: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    moods: list[Mood] = field(default_factory=list)
    always: Mood | None = None
    broken: set[str] = field(default_factory=set)
    """Channels in which it takes nothing: it answers 400."""
    slow_seconds: float = 0
    busiest: int = 0
    _busy: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def heard_by(self, channel: str) -> list[dict[str, Any]]:
        """What a channel heard."""
        return self.heard.get(channel, [])

    def everything(self) -> list[dict[str, Any]]:
        """What all channels heard."""
        return [event for events in self.heard.values() for event in events]

    def answer(self, headers: dict[str, str], body: bytes) -> tuple[int, Any] | None:
        """None: no answer at all."""
        with self._lock:
            self.requests.append((headers, body))
            mood = self.always or (self.moods.pop(0) if self.moods else Mood())
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        time.sleep(self.slow_seconds)
        with self._lock:
            self._busy -= 1
            return self._take(json.loads(body), mood)

    def _take(self, asked: Any, mood: Mood) -> tuple[int, Any] | None:
        if mood.status != 200:
            return mood.status, {"errors": [{"errorType": "Moody", "message": "not now"}]}
        channel, events = asked["channel"], asked["events"]
        if channel in self.broken or not 1 <= len(events) <= MOST_EVENTS:
            said = f"not in {channel}"
            return 400, {"errors": [{"errorType": "BadRequestException", "message": said}]}
        answer: dict[str, list[dict[str, Any]]] = {"failed": [], "successful": []}
        for index, event in enumerate(events):
            if index in mood.failed:
                answer["failed"].append({"identifier": str(index), "index": index, "message": "no"})
                continue
            self.heard.setdefault(channel, []).append(json.loads(event))
            answer["successful"].append({"identifier": str(index), "index": index})
        return None if mood.lost else (200, answer)


@contextmanager
def push_service() -> Iterator[PushService]:
    """Run it until the block ends."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            if self.path != "/event" or (found := service.answer(headers, body)) is None:
                self.close_connection = True
                return
            status, content = found
            sent = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.domain = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
