"""A server on 127.0.0.1 in the shape of Resend's API (resend.com/docs/api-reference), with its memory and its moods."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

Body = Any
BAD_DOMAIN = "refused.example"
"""An address that it does not take."""
BAD_RECIPIENT = "Invalid `to` field. The email address needs to follow the `email@example.com` format."


@dataclass(frozen=True)
class Mood:
    """What it does instead of answering; `lost`: it takes the mails, and its answer never arrives.

    `message`: what it says beside the name, where that matters.
    """

    status: int = 0
    name: str = ""
    message: str = ""
    retry_after: str | None = None
    lost: bool = False


@dataclass
class Resend:
    """`sent` are the mails that really went out; `moods` are used up one per request.

    `complaint`: what it says of a mail in a batch that it does not take.
    """

    url: str = ""
    requests: list[tuple[str, str, dict[str, str], Body]] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    moods: list[Mood] = field(default_factory=list)
    answers: dict[str, tuple[Body, Body]] = field(default_factory=dict)
    complaint: str = BAD_RECIPIENT

    def keys(self) -> list[str]:
        """The idempotency keys in the order they came."""
        return [headers["idempotency-key"] for _, _, headers, _ in self.requests]

    def recipients(self) -> list[str]:
        """Who got mail, in order."""
        return [mail["to"][0] for mail in self.sent]

    def answer(self, path: str, key: str, headers: dict[str, str], body: Body) -> tuple[int, Body]:
        """What Resend would answer. A known key with the same body answers as before, with another: 409."""
        if key in self.answers:
            known, before = self.answers[key]
            return (200, before) if known == body else (409, _error(409, "invalid_idempotent_request"))
        answer: Body
        if path == "/emails":
            if _is_bad(body):
                return 422, _error(422, "validation_error", BAD_RECIPIENT)
            answer = self._take(body)
        elif headers.get("x-batch-validation") == "permissive":
            errors = [{"index": n, "message": self.complaint} for n, m in enumerate(body) if _is_bad(m)]
            answer = {"data": [self._take(mail) for mail in body if not _is_bad(mail)], "errors": errors}
        else:
            return 422, _error(422, "validation_error")
        self.answers[key] = (body, answer)
        return 200, answer

    def _take(self, mail: dict[str, Any]) -> dict[str, str]:
        self.sent.append(mail)
        return {"id": str(uuid4())}


@contextmanager
def resend_server() -> Iterator[Resend]:
    """Run it until the block ends."""
    resend = Resend()

    class Handler(BaseHTTPRequestHandler):
        """One request of the adapter."""

        def do_POST(self) -> None:
            """Behave as the next mood says."""
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            resend.requests.append(("POST", self.path, headers, body))
            mood = resend.moods.pop(0) if resend.moods else Mood()
            if mood.status:
                self._say(mood.status, _error(mood.status, mood.name, mood.message), mood.retry_after)
                return
            status, answer = resend.answer(self.path, headers["idempotency-key"], headers, body)
            if mood.lost:
                self.close_connection = True
                return
            self._say(status, answer, None)

        def _say(self, status: int, answer: Body, retry_after: str | None) -> None:
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            if retry_after is not None:
                self.send_header("retry-after", retry_after)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    resend.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield resend
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _is_bad(mail: dict[str, Any]) -> bool:
    return any(address.endswith(f"@{BAD_DOMAIN}") for address in mail["to"])


def _error(status: int, name: str, message: str = "") -> dict[str, object]:
    return {"statusCode": status, "name": name, "message": message or f"This is {name}."}
