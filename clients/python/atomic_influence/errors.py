"""What went wrong, as an exception."""

import json
from typing import Any

import httpx


class Refused(Exception):
    """The API, or the gateway before it, said no.

    Decide by `code`, never by the sentence; the gateway's own answers (401, 413, 429, 500, 503) have an empty one.
    """

    def __init__(self, response: httpx.Response) -> None:
        body = _body_of(response)
        self.status: int = response.status_code
        self.code: str = body.get("code", "")
        self.message: str = body.get("error") or body.get("message") or response.reason_phrase
        self.details: list[dict[str, Any]] = body.get("details", [])
        self.request_id: str = body.get("request_id") or response.headers.get("apigw-requestid", "")
        self.retry_after: float | None = seconds_of(response)
        super().__init__(f"{self.status} {self.code}: {self.message}")


def seconds_of(response: httpx.Response) -> float | None:
    """After how many seconds another try is worth it, where the answer says so in seconds."""
    said: str = response.headers.get("retry-after", "")
    return float(said) if said.isascii() and said.isdigit() else None


def _body_of(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        return {}
    return body if isinstance(body, dict) else {}
