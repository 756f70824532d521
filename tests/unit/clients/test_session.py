"""The Python client's session: a token is renewed once, and what asks for patience gets it where that does no harm."""

import threading
import time
from typing import Any

import httpx
import pytest

from atomic_influence import AtomicInfluence, Refused, models

TOKENS = {"access_token": "a1", "expires_in": 900, "refresh_token": "r1", "token_type": "Bearer"}
REFRESH = "/api/v1/auth/refresh"


class Server:
    """Answers from a list for each path, the last one for ever; remembers what it was sent."""

    def __init__(self, **_: Any) -> None:
        self.asked: list[httpx.Request] = []
        self.slept: list[float] = []
        self.now = 0.0
        self.answers: dict[str, list[httpx.Response]] = {
            "/api/v1/auth/sign-in": [httpx.Response(200, json=TOKENS)]
        }
        self._lock = threading.Lock()

    def client(self, **settings: Any) -> AtomicInfluence:
        http = httpx.Client(base_url="http://test", transport=httpx.MockTransport(self._answer))
        made = AtomicInfluence("", http=http, sleep=self._sleep, clock=lambda: self.now, **settings)
        return made.sign_in("a@b.example", "secret")

    def tokens_of(self, path: str) -> list[str]:
        return [one.headers.get("authorization", "") for one in self.asked if one.url.path == path]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self.asked.append(request)
            waiting = self.answers[request.url.path]
            found = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if request.url.path == REFRESH:
            time.sleep(0.1)  # long enough for other threads to find the same old token
        return httpx.Response(found.status_code, headers=found.headers, content=found.content)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def server() -> Server:
    return Server()


def renewed(number: int) -> httpx.Response:
    return httpx.Response(200, json=TOKENS | {"access_token": f"a{number}", "refresh_token": f"r{number}"})


def wallets(rows: list[Any]) -> httpx.Response:
    return httpx.Response(200, json={"data": rows, "next_cursor": None})


LISTED = "/api/v1/wallets"


def test_a_token_that_is_about_to_end_is_renewed_before_it_is_sent(server: Server) -> None:
    server.answers |= {LISTED: [wallets([])], REFRESH: [renewed(2)]}
    client = server.client()
    client.wallets.list_wallets()
    server.now = 869
    client.wallets.list_wallets()
    server.now = 871
    client.wallets.list_wallets()
    assert server.tokens_of(LISTED) == ["Bearer a1", "Bearer a1", "Bearer a2"]


def test_a_token_that_the_gateway_does_not_take_is_renewed_and_the_request_sent_again(server: Server) -> None:
    refused = httpx.Response(401, json={"message": "Unauthorized"})
    server.answers |= {LISTED: [refused, wallets([])], REFRESH: [renewed(2)]}
    assert server.client().wallets.list_wallets().data == []
    assert server.tokens_of(LISTED) == ["Bearer a1", "Bearer a2"]


def test_a_session_that_is_over_says_so_and_is_forgotten(server: Server) -> None:
    refused = httpx.Response(401, json={"message": "Unauthorized"})
    over = {"error": "Sign in again.", "code": "REFRESH_TOKEN_INVALID", "details": [], "request_id": "7"}
    server.answers |= {LISTED: [refused], REFRESH: [httpx.Response(401, json=over)]}
    client = server.client()
    with pytest.raises(Refused) as found:
        client.wallets.list_wallets()
    assert (found.value.code, found.value.request_id) == ("REFRESH_TOKEN_INVALID", "7")
    assert client.session.access_token is None


def test_threads_renew_one_token_once(server: Server) -> None:
    """A refresh token that is used twice ends the session."""
    server.answers |= {LISTED: [wallets([])], REFRESH: [renewed(2), httpx.Response(401, json={})]}
    client = server.client()
    server.now = 871
    threads = [threading.Thread(target=client.wallets.list_wallets) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.tokens_of(REFRESH)) == 1
    assert server.tokens_of(LISTED) == ["Bearer a2"] * 8


def test_429_is_tried_again_after_as_long_as_it_says(server: Server) -> None:
    busy = httpx.Response(429, headers={"retry-after": "7"}, json={"code": "RATE_LIMITED"})
    server.answers[LISTED] = [busy, busy, wallets([])]
    server.client().wallets.list_wallets()
    assert server.slept == [7.0, 7.0]


def test_a_429_without_a_time_is_tried_again_after_longer_and_longer(server: Server) -> None:
    """The gateway's own says nothing."""
    server.answers[LISTED] = [httpx.Response(429, json={"message": "Too Many Requests"})]
    with pytest.raises(Refused) as found:
        server.client(most_tries=4).wallets.list_wallets()
    assert (found.value.status, found.value.code) == (429, "")
    assert [0.5 <= one <= 1 for one in (server.slept[0], server.slept[1] / 2, server.slept[2] / 4)] == [
        True
    ] * 3


def test_what_asks_for_more_patience_than_there_is_is_refused_at_once(server: Server) -> None:
    server.answers[LISTED] = [
        httpx.Response(429, headers={"retry-after": "900"}, json={"code": "ACCOUNT_LOCKED"})
    ]
    with pytest.raises(Refused) as found:
        server.client().wallets.list_wallets()
    assert (found.value.retry_after, server.slept) == (900.0, [])


@pytest.mark.parametrize(("key", "tries"), [(None, 1), ("once", 5)])
def test_what_makes_something_is_tried_again_after_503_only_under_a_key(
    server: Server, key: str | None, tries: int
) -> None:
    server.answers["/api/v1/brands"] = [httpx.Response(503, headers={"retry-after": "1"}, json={})]
    client = server.client()
    with pytest.raises(Refused):
        client.brands.open_brand(models.BrandDraft(name="A"), idempotency_key=key)
    sent = [one for one in server.asked if one.url.path == "/api/v1/brands"]
    assert len(sent) == tries
    assert {one.headers.get("idempotency-key") for one in sent} == {key}


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"\xff\xfe", b'{"message": "Service Unavailable"}'])
def test_an_answer_that_is_no_refusal_of_ours_is_one_all_the_same(server: Server, body: bytes) -> None:
    server.answers[LISTED] = [httpx.Response(500, content=body)]
    with pytest.raises(Refused) as found:
        server.client().wallets.list_wallets()
    assert (found.value.status, found.value.code) == (500, "")


def test_an_id_from_elsewhere_stays_in_its_place_in_the_path(server: Server) -> None:
    path = "/api/v1/social/accounts/..%2F..%2Fusers?"
    server.answers["/api/v1/social/accounts/../../users?"] = [httpx.Response(404, json={})]
    with pytest.raises(Refused):
        server.client().social.read_social_account("../../users?")  # type: ignore[arg-type]
    assert server.asked[-1].url.raw_path.decode().lower() == path.lower().replace("?", "%3f")


def test_what_was_not_set_is_not_sent_and_null_is(server: Server) -> None:
    server.answers["/api/v1/campaigns/01993c5e-0000-7000-8000-000000000001"] = [httpx.Response(404, json={})]
    patch = models.CampaignPatch(category=None)
    with pytest.raises(Refused):
        server.client().campaigns.change_campaign("01993c5e-0000-7000-8000-000000000001", patch)  # type: ignore[arg-type]
    assert server.asked[-1].content == b'{"category":null}'
