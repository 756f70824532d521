"""The doors to the push service: one request, in the shape that AWS documents, signed so that AWS lets it in."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import httpx
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials, ReadOnlyCredentials

from common.adapters.realtime import choice
from common.adapters.realtime.appsync import Signer, appsync
from common.adapters.realtime.local import KEY_HEADER, local
from common.adapters.realtime.over_http import ATTEMPTS, EventDoor
from common.adapters.realtime.port import (
    MOST_BYTES,
    MOST_CONNECTIONS,
    EventsTooLarge,
    RealtimeRefused,
    RealtimeUnclear,
)
from common.errors import NotConfigured
from common.integrations import Availability, availabilities
from common.settings import settings
from tests.factories.push_service import Mood, PushService, push_service

CHANNEL = "/users/0197a000-0000-7000-8000-000000000001/0123456789ABCDEFGHIJkl"
DOMAIN = "abcdefghij.appsync-api.eu-central-1.amazonaws.com"
REQUEST = {"channel": CHANNEL, "events": ['{"v":1,"type":"unread.changed"}', '{"v":1,"type":"é"}']}
"""A request as AWS documents it, and its answer; recorded from the emulator that the real client talks to."""
ANSWER = {
    "failed": [],
    "successful": [
        {"identifier": "79f1ec3e-0000-4000-8000-000000000001", "index": 0},
        {"identifier": "79f1ec3e-0000-4000-8000-000000000002", "index": 1},
    ],
}


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


def patient(service: PushService) -> tuple[EventDoor, list[float]]:
    """A door that notes how long it waits, and waits not."""
    slept: list[float] = []
    return EventDoor(f"http://{service.domain}", lambda *_: {}, sleep=slept.append), slept


def test_one_call_is_one_request_in_the_documented_shape() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=ANSWER)

    door = appsync(DOMAIN, transport=httpx.MockTransport(answer))
    assert door.publish(CHANNEL, REQUEST["events"]) == frozenset()
    [request] = asked
    assert (request.method, str(request.url)) == ("POST", f"https://{DOMAIN}/event")
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.content) == REQUEST


def test_aws_computes_the_same_signature_from_what_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    class Role:
        def get_frozen_credentials(self) -> ReadOnlyCredentials:
            return ReadOnlyCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG", "a-session-token")

    arrived: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        arrived.append(request)
        return httpx.Response(200, json=ANSWER)

    door = EventDoor(
        f"https://{DOMAIN}", Signer(Role(), "eu-central-1"), transport=httpx.MockTransport(answer)
    )
    door.publish(CHANNEL, REQUEST["events"])
    [request] = arrived
    signature = request.headers["authorization"]
    day = request.headers["x-amz-date"]
    assert signature.startswith(
        f"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{day[:8]}/eu-central-1/appsync/aws4_request, SignedHeaders="
    )
    signed = signature.split("SignedHeaders=")[1].split(",")[0].split(";")
    assert signed == ["accept", "content-type", "host", "x-amz-date", "x-amz-security-token"]
    # As the receiver does it: from the bytes and headers that arrived, at the moment that they name.
    again = AWSRequest(
        method="POST", url=f"https://{request.headers['host']}{request.url.path}", data=request.content,
        headers={name: request.headers[name] for name in signed if name not in {"host", "x-amz-date"}},
    )  # fmt: skip
    moment = datetime.strptime(day, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: moment)
    SigV4Auth(
        Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG", "a-session-token"), "appsync", "eu-central-1"
    ).add_auth(again)
    assert again.headers["Authorization"] == signature


def test_the_emulator_is_shown_the_key_of_its_stage(service: PushService) -> None:
    assert local(service.domain, "the-key").publish(CHANNEL, REQUEST["events"]) == frozenset()
    [(headers, body)] = service.requests
    assert headers[KEY_HEADER] == "the-key"
    assert json.loads(body) == REQUEST
    assert [event["type"] for event in service.heard_by(CHANNEL)] == ["unread.changed", "é"]


def test_events_that_were_not_taken_are_named_by_their_places(service: PushService) -> None:
    service.moods = [Mood(failed=(0, 2))]
    door, _ = patient(service)
    assert door.publish(CHANNEL, ["{}", "{}", "{}"]) == frozenset({0, 2})


@pytest.mark.parametrize("mood", [Mood(429), Mood(500), Mood(503), Mood(lost=True)])
def test_what_is_unclear_is_asked_again_after_a_while(service: PushService, mood: Mood) -> None:
    service.moods = [mood]
    door, slept = patient(service)
    assert door.publish(CHANNEL, ["{}"]) == frozenset()
    assert len(slept) == 1
    assert len(service.requests) == 2


def test_whoever_never_answers_is_unclear(service: PushService) -> None:
    service.always = Mood(503)
    door, slept = patient(service)
    with pytest.raises(RealtimeUnclear) as raised:
        door.publish(CHANNEL, ["{}"])
    assert raised.value.reason == "status 503"
    assert len(service.requests) == ATTEMPTS
    assert slept[1] > slept[0] > 0


def test_nobody_there_is_unclear_too() -> None:
    with push_service() as gone:
        domain = gone.domain
    door = EventDoor(f"http://{domain}", lambda *_: {}, sleep=lambda _: None)
    with pytest.raises(RealtimeUnclear, match="did not answer"):
        door.publish(CHANNEL, ["{}"])


def test_a_refusal_is_not_asked_again(service: PushService) -> None:
    service.moods = [Mood(403)]
    door, slept = patient(service)
    with pytest.raises(RealtimeRefused) as raised:
        door.publish(CHANNEL, ["{}"])
    assert raised.value.details[0]["status"] == 403
    assert (slept, len(service.requests)) == ([], 1)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            {"errors": [{"errorType": "UnauthorizedException", "message": f"not in {CHANNEL}"}]},
            "status 401 UnauthorizedException",
        ),
        ({"errors": [{"errorType": CHANNEL, "message": "no"}]}, "status 401"),
        ({"errors": [{"errorType": CHANNEL.rpartition("/")[2] + "Error", "message": "no"}]}, "status 401"),
        ({"errors": [{"errorType": None}]}, "status 401"),
        ({"errors": []}, "status 401"),
        ({"message": CHANNEL}, "status 401"),
        ([CHANNEL], "status 401"),
        (CHANNEL, "status 401"),
    ],
)
def test_a_refusal_is_told_without_the_words_of_the_answer(answer: object, reason: str) -> None:
    """They may name the channel, and a channel's key is a secret of one person."""
    transport = httpx.MockTransport(lambda _: httpx.Response(401, json=answer))
    door = EventDoor("http://x", lambda *_: {}, transport=transport, sleep=lambda _: None)
    with pytest.raises(RealtimeRefused) as raised:
        door.publish(CHANNEL, ["{}"])
    assert (raised.value.reason, raised.value.details) == (reason, [{"status": 401, "reason": reason}])


@pytest.mark.parametrize("answer", ["", "[]", '{"failed": []}', '{"successful": [{"index": "x"}]}'])
def test_an_answer_in_another_shape_is_unclear(answer: str) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, text=answer))
    door = EventDoor("http://x", lambda *_: {}, transport=transport, sleep=lambda _: None)
    with pytest.raises(RealtimeUnclear):
        door.publish(CHANNEL, ["{}"])


@pytest.mark.parametrize("events", [[], ["{}"] * 6, ["é" * (MOST_BYTES // 2 + 1)]])
def test_more_than_one_request_takes_is_never_sent(service: PushService, events: Sequence[str]) -> None:
    door, _ = patient(service)
    with pytest.raises(EventsTooLarge):
        door.publish(CHANNEL, events)
    assert service.requests == []


def test_a_door_keeps_its_connections_and_has_eight_at_a_time(service: PushService) -> None:
    from concurrent.futures import ThreadPoolExecutor

    service.slow_seconds = 0.02
    door = local(service.domain, "key")
    with ThreadPoolExecutor(32) as threads:
        list(threads.map(lambda n: door.publish(f"/users/{n}/x", ["{}"]), range(64)))
    assert len(service.heard) == 64
    assert 2 <= service.busiest <= MOST_CONNECTIONS


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    def enter(name: str, **values: str) -> None:
        for variable in (choice.HTTP_DOMAIN, choice.LOCAL_KEY):
            monkeypatch.delenv(variable, raising=False)
        for variable, value in {"STAGE": name, **values}.items():
            monkeypatch.setenv(variable, value)
        settings.cache_clear()

    yield enter
    settings.cache_clear()


def row() -> Availability:
    [found] = [one for one in availabilities() if one.name == "realtime"]
    return found


def test_a_stage_without_an_address_is_off_and_says_so(stage: Callable[..., None]) -> None:
    stage("prod")
    assert row() == Availability("realtime", "off", "REALTIME_HTTP_DOMAIN is missing.")
    with pytest.raises(NotConfigured) as raised:
        choice.realtime().publish(CHANNEL, ["{}"])
    assert raised.value.details == [{"missing": "REALTIME_HTTP_DOMAIN is missing."}]


def test_a_laptop_needs_the_emulators_key_too(stage: Callable[..., None]) -> None:
    stage("local", REALTIME_HTTP_DOMAIN="127.0.0.1:1")
    assert row() == Availability("realtime", "off", "REALTIME_LOCAL_KEY is missing.")
    stage("local", REALTIME_HTTP_DOMAIN="127.0.0.1:1", REALTIME_LOCAL_KEY="k")
    assert row().mode == "stub"


@pytest.mark.parametrize("name", ["dev", "staging", "prod"])
def test_in_the_cloud_it_is_live_and_a_key_of_a_laptop_changes_nothing(
    stage: Callable[..., None], name: str
) -> None:
    stage(name, REALTIME_HTTP_DOMAIN=DOMAIN, REALTIME_LOCAL_KEY="k")
    assert row() == Availability("realtime", "live", "")
    door = choice.realtime()
    assert isinstance(door, EventDoor)
    assert door is choice.realtime(), "its connections are kept"
    assert "Authorization" in door._sign(f"https://{DOMAIN}/event", b"{}")
