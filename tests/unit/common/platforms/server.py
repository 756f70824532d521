"""A server in the shape of a platform: it answers what it was told to, and remembers what it was asked."""

import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The body as a form."""
        return _flat(self.body.decode())


@dataclass(frozen=True)
class Told:
    """An answer."""

    status: int
    body: object
    headers: dict[str, str]


@dataclass
class Platform:
    """`tell` what to answer; `asked` is what came."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    _answers: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))

    def tell(self, door: str, body: object, status: int = 200, **headers: str) -> None:
        """Answer `GET /path` so; several answers of a door come in turn, the last one for good."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._answers[door].append(Told(status, body, named))

    def say(self, door: str, body: object, status: int = 200, **headers: str) -> None:
        """Answer so from now on, whatever was told before."""
        self._answers[door].clear()
        self.tell(door, body, status, **headers)

    def forget(self) -> None:
        """Answer nothing of what was told so far."""
        self._answers.clear()

    def answer(self, asked: Asked) -> Told:
        """What was told for this door."""
        self.asked.append(asked)
        waiting = self._answers.get(f"{asked.method} {asked.path}")
        if not waiting:
            return Told(404, {"no": "such door"}, {})
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def platform_server() -> Iterator[Platform]:
    """A running server on 127.0.0.1."""
    platform = Platform()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            url = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            told = platform.answer(
                Asked(self.command, url.path, _flat(url.query), dict(self.headers.items()), body)
            )
            raw = told.body if isinstance(told.body, bytes) else json.dumps(told.body).encode()
            self.send_response(told.status)
            for name, value in {"content-type": "application/json", **told.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = _serve  # noqa: N815 - the library's names

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    platform.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _flat(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}
