"""What the emulator asks our handler, says to whom, and refuses."""

import json
import socket
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from local.realtime import conversation, emulator
from tests.factories.subscriptions import subscription_event
from tests.realtime import SubscribeRefused, connected, listening
from tests.unit.local.realtime_room import CHANNEL, SUBJECT, Room, in_a_room


def test_the_handler_is_asked_with_the_event_of_aws(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        with connected(room.address, room.token(), headers={
            "Authorization": room.token(), "host": room.address, "x-amz-user-agent": "tests",
        }) as client:  # fmt: skip
            client.subscribe(CHANNEL)
        asked = json.loads((room.folder / "task" / "event.json").read_text())
        documented = subscription_event(CHANNEL, subject=SUBJECT)
        assert asked.keys() == documented.keys()
        assert asked["info"] == documented["info"]
        assert asked["identity"].keys() == documented["identity"].keys()
        assert (asked["identity"]["sub"], asked["identity"]["claims"]["token_use"]) == (SUBJECT, "access")
        assert isinstance(asked["identity"]["claims"]["exp"], int)
        assert asked["request"]["headers"] == {"host": room.address, "x-amz-user-agent": "tests"}

    in_a_room(tmp_path, scenario)


@pytest.mark.parametrize("place", ["closed", "broken", "odd"])
def test_only_null_lets_somebody_listen(tmp_path: Path, place: str) -> None:
    def scenario(room: Room) -> None:
        with connected(room.address, room.token()) as client:
            with pytest.raises(SubscribeRefused):
                client.subscribe(f"/users/{place}/channel")
            assert room.publish(f"/users/{place}/channel", ["1"]).status_code == 200
            assert client.hears_nothing()
            client.subscribe(CHANNEL)  # the line itself is as good as before

    in_a_room(tmp_path, scenario)


def test_an_event_reaches_all_who_listen_there_and_nobody_else(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        with (
            listening(room.address, room.token(), CHANNEL) as one,
            listening(room.address, room.token(), CHANNEL, roots=room.realtime.roots) as two,
            listening(room.address, room.token(), "/users/another") as other,
        ):
            events = [json.dumps({"seq": seq}) for seq in range(50)]
            for start in range(0, 50, 5):
                room.publish(CHANNEL, events[start : start + 5])
            for client in (one, two):
                assert [client.event()["seq"] for _ in events] == list(range(50))
            assert other.hears_nothing()

    in_a_room(tmp_path, scenario)


def test_a_connection_has_so_many_subscriptions_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MOST_SUBSCRIPTIONS", 2)

    def scenario(room: Room) -> None:
        with connected(room.address, room.token()) as client:
            first, _ = client.subscribe(CHANNEL), client.subscribe("/users/another")
            with pytest.raises(SubscribeRefused) as refused:
                client.subscribe("/users/third")
            assert refused.value.types == ["MaxSubscriptionsReachedError"]
            client.tell("unsubscribe", id=first)
            assert client.next()["type"] == "unsubscribe_success"
            client.subscribe("/users/third")

    in_a_room(tmp_path, scenario)


@pytest.mark.parametrize("frame", ["no json", "[]", "1", '{"type": 1}', "{}", "[" * 100_000])
def test_what_cannot_be_understood_is_said_to_be_so(tmp_path: Path, frame: str) -> None:
    def scenario(room: Room) -> None:
        with connected(room.address, room.token()) as client:
            client.socket.send(frame)
            assert client.next()["type"] == "error"
            client.subscribe(CHANNEL)

    in_a_room(tmp_path, scenario)


def test_frames_in_pieces_are_one_and_bytes_or_too_much_end_the_line(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        with connected(room.address, room.token()) as client:
            client.socket.send(iter(['{"type": "conn', 'ection_init"}']))
            assert client.next()["type"] == "connection_ack"
        for sent, code in ((b"{}", 1003), ("x" * 300_000, 1009)):
            with connected(room.address, room.token()) as client:
                client.socket.send(sent)
                with pytest.raises(ConnectionClosed) as closed:
                    client.next()
                assert closed.value.rcvd is not None
                assert closed.value.rcvd.code == code

    in_a_room(tmp_path, scenario)


def test_other_places_and_other_protocols_are_not_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emulator, "SECONDS_TO_SAY_SOMETHING", 0.3)

    def scenario(room: Room) -> None:
        for path, protocols in (("/event", ["aws-appsync-event-ws"]), ("/event/realtime", ["graphql-ws"])):
            with (
                pytest.raises(InvalidStatus),
                connect(f"ws://{room.address}{path}", subprotocols=protocols, proxy=None),  # type: ignore[arg-type]
            ):
                pass
        for method, path in (("POST", "/other"), ("PUT", "/event"), ("DELETE", "/event")):
            answer = httpx.request(method, f"http://{room.address}{path}", trust_env=False)
            assert answer.status_code == 404
        assert httpx.get(f"http://{room.address}/event/realtime", trust_env=False).status_code in (400, 426)
        host, _, port = room.address.partition(":")
        with socket.create_connection((host, int(port)), timeout=5) as silent:
            assert silent.recv(1) == b"", "who never says a word is not waited for"

    in_a_room(tmp_path, scenario)


def test_as_much_as_aws_takes_is_taken_and_no_byte_more(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        most = 240 * 1024
        with listening(room.address, room.token(), CHANNEL) as client:
            assert room.publish(CHANNEL, [json.dumps("x" * (most - 2))]).status_code == 200
            assert len(client.event()) == most - 2
            assert room.publish(CHANNEL, [json.dumps("x" * (most - 1))]).status_code == 400
            assert room.publish(CHANNEL, [json.dumps("x" * most)] * 5).status_code == 400
            assert client.hears_nothing()

    in_a_room(tmp_path, scenario)
