"""Requests with a token that is renewed in time, tried again where that cannot do harm."""

import random
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from atomic_influence.errors import Refused, seconds_of
from atomic_influence.models import RefreshToken, TokenSet

RENEWED_BEFORE_SECONDS = 30.0
READS = frozenset({"GET", "HEAD"})
KEY = "Idempotency-Key"


class Session:
    """A connection to the API on behalf of one account. Threads may share it."""

    def __init__(
        self,
        http: httpx.Client,
        *,
        most_tries: int = 5,
        longest_wait_seconds: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.http = http
        self._most_tries = most_tries
        self._longest_wait = longest_wait_seconds
        self._sleep = sleep
        self._clock = clock
        self._renewing = threading.Lock()
        self.access_token: str | None = None
        self.refresh_token: str | None = None
        self._renewed_at = float("inf")

    def keep(self, tokens: TokenSet) -> None:
        """Use these from now on."""
        self.refresh_token, self.access_token = tokens.refresh_token, tokens.access_token
        self._renewed_at = self._clock() + tokens.expires_in - RENEWED_BEFORE_SECONDS

    def keep_access_token(self, token: str) -> None:
        """Use this one, which nothing renews: a service's, say."""
        self.access_token, self.refresh_token, self._renewed_at = token, None, float("inf")

    def forget(self) -> None:
        """Be nobody."""
        self.access_token, self.refresh_token, self._renewed_at = None, None, float("inf")

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any],
        headers: Mapping[str, str],
        body: object,
        is_public: bool,
    ) -> httpx.Response:
        """The answer to a request that succeeded. Raises `Refused`, and `httpx.TransportError` where none came."""
        given: dict[str, Any] = {"params": query, "follow_redirects": False}
        if body is not None:
            given["json"] = body
        response = self._once(method, path, headers, given, is_public=is_public)
        for tried in range(1, self._most_tries):
            wait = self._wait_before_another(response, method, headers, tried)
            if wait is None:
                break
            self._sleep(wait)
            response = self._once(method, path, headers, given, is_public=is_public)
        if response.status_code >= 400:
            raise Refused(response)
        return response

    def _once(
        self, method: str, path: str, headers: Mapping[str, str], given: dict[str, Any], *, is_public: bool
    ) -> httpx.Response:
        if is_public:
            return self.http.request(method, path, headers=headers, **given)
        if self._clock() >= self._renewed_at:
            self._renew(self.access_token)
        token = self.access_token
        response = self.http.request(method, path, headers=_with(headers, token), **given)
        if response.status_code == 401 and self.refresh_token is not None:  # another clock, or revoked
            self._renew(token)
            response = self.http.request(method, path, headers=_with(headers, self.access_token), **given)
        return response

    def _renew(self, stale: str | None) -> None:
        """A refresh token is good once: of many threads that find the access token too old, one renews it."""
        with self._renewing:
            if self.access_token != stale or self.refresh_token is None:
                return
            asked = RefreshToken(refresh_token=self.refresh_token).model_dump(mode="json")
            response = self.http.post("/api/v1/auth/refresh", json=asked)
            if response.status_code == 401:
                self.forget()
            if response.status_code >= 400:
                raise Refused(response)
            self.keep(TokenSet.model_validate(response.json()))

    def _wait_before_another(
        self, response: httpx.Response, method: str, headers: Mapping[str, str], tried: int
    ) -> float | None:
        """In seconds; None where another try is not worth it, or might do twice what shall be done once."""
        if response.status_code not in (429, 503):
            return None
        if response.status_code == 503 and method not in READS and KEY not in headers:
            return None
        said = seconds_of(response)
        wait = said if said is not None else random.uniform(0.5, 1.0) * 2 ** (tried - 1)  # noqa: S311 - no secret
        return wait if wait <= self._longest_wait else None


def _with(headers: Mapping[str, str], token: str | None) -> dict[str, str]:
    return {**headers, "Authorization": f"Bearer {token}"} if token else {**headers}
