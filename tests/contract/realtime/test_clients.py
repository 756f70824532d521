"""Our clients bear the recorded service: the door that publishes, and the connection that the tests listen by."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol

from common.adapters.realtime.local import KEY_HEADER, local
from common.adapters.realtime.port import MOST_EVENTS, RealtimeRefused
from tests.contract.realtime.recorded import agree, lines
from tests.realtime import PROTOCOL, RealtimeClient, SubscribeRefused, connected

CHANNEL = "/users/0197a7a4-0000-7000-8000-000000000001/kkkkkkkkkkkkkkkkkkkkkk"


@contextmanager
def recorded_service(recording: list[dict[str, Any]], complaints: list[object]) -> Iterator[str]:
    """A service that says what was recorded, and complains of a client that does not say its part.

    A client may leave out what Amplify says besides: of its frame, what it does say has to agree.
    """

    def talk(socket: ServerConnection) -> None:
        ids: dict[str, str] = {}
        for line in recording:
            if "client" in line:
                said, expected = json.loads(socket.recv(timeout=5)), line["client"]
                if "id" in expected:
                    ids[expected["id"]] = said["id"]
                known = {name: expected.get(name) for name in said if name not in ("id", "authorization")}
                if not agree({name: said[name] for name in known}, known):
                    complaints.append((said, expected))
                if "authorization" in said and "Authorization" not in said["authorization"]:
                    complaints.append(said)
            elif "service" in line:
                answer = line["service"]
                socket.send(json.dumps(answer | ({"id": ids[answer["id"]]} if "id" in answer else {})))

    with serve(talk, "127.0.0.1", 0, subprotocols=[Subprotocol(PROTOCOL)]) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host, port = server.socket.getsockname()
        yield f"{host}:{port}"
        server.shutdown()


def frames(name: str) -> list[dict[str, Any]]:
    names = dict.fromkeys(("token", "host", "expired", "foreign"), "x") | {"channel": CHANNEL}
    return lines(name, **names)


def follow(client: RealtimeClient) -> list[Any]:
    """What our client hears of the recorded conversation."""
    assert client.begin() == {"type": "connection_ack", "connectionTimeoutMs": 300_000}
    first = client.subscribe(CHANNEL)
    heard = [client.event(), client.event()]
    client.subscribe(CHANNEL)
    client.tell("unsubscribe", id=first)
    assert client.next()["type"] == "unsubscribe_success"
    heard.append(client.event())
    client.tell("unsubscribe", id=first)
    assert client.next()["type"] == "unsubscribe_error"
    return heard


def test_the_listener_follows_a_recorded_conversation() -> None:
    recording, complaints = frames("conversation"), list[object]()
    said = [line["service"]["event"] for line in recording if line.get("service", {}).get("type") == "data"]
    with recorded_service(recording, complaints) as address, connected(address, "token") as client:
        assert follow(client) == [json.loads(event) for event in said]
    assert complaints == []


def test_a_client_that_says_something_else_is_found_out() -> None:
    recording, complaints = frames("conversation"), list[object]()
    recording[2]["client"]["channel"] = "/users/another"
    with recorded_service(recording, complaints) as address, connected(address, "token") as client:
        follow(client)
    assert len(complaints) == 1


def test_the_listener_is_told_why_it_may_not_listen() -> None:
    refusal = [line for line in frames("refusals") if "publish" not in line.get("client", {}).get("type", "")]
    recording = [*refusal[:2], *refusal[3:5]]
    with recorded_service(recording, []) as address, connected(address, "token") as client:
        client.begin()
        with pytest.raises(SubscribeRefused):
            client.subscribe("/users/closed/channel")


SAYABLE = [
    line
    for line in lines("publish", channel=CHANNEL, key="ours")
    if 0 < len(line["request"]["events"]) <= MOST_EVENTS
    and all(isinstance(event, str) for event in line["request"]["events"])
]
"""What our door would never say is left to the emulator's side."""


@pytest.mark.parametrize("line", SAYABLE, ids=lambda one: str(one["status"]))
def test_the_door_that_publishes_asks_and_understands_as_recorded(line: dict[str, Any]) -> None:
    asked: list[httpx.Request] = []

    def service(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(line["status"], json=line["answer"])

    door = local("127.0.0.1:1", line["key"], transport=httpx.MockTransport(service))
    events = line["request"]["events"]
    if line["status"] == 200:
        assert door.publish(line["request"]["channel"], events) == frozenset()
    else:
        with pytest.raises(RealtimeRefused) as refused:
            door.publish(line["request"]["channel"], events)
        assert refused.value.details[0]["status"] == line["status"]
    (request,) = asked
    assert (request.method, request.url.path) == ("POST", "/event")
    assert json.loads(request.content) == line["request"]
    assert request.headers.get(KEY_HEADER, "") == line["key"]
