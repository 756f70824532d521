"""The emulator on its bad days: lines that break, clients that do not read, handlers that fail, a new start."""

import asyncio
import json
import socket
import time
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from local.json_types import JsonObject
from local.realtime import conversation, emulator, socket_line
from local.realtime.conversation import Conversation, Service
from local.realtime.hub import Hub
from local.realtime.subscribing import Subscribing
from local.realtime.tokens import Tokens
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


def test_lines_are_cut_without_a_word_and_their_clients_come_again(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        with listening(room.address, room.token(), CHANNEL) as client:
            assert room.running.call("POST", "/_local/realtime/cut").json == {"cut": 1}
            with pytest.raises(ConnectionClosed) as closed:
                client.next()
            assert closed.value.rcvd is None
        with listening(room.address, room.token(), CHANNEL) as client:
            room.publish(CHANNEL, ["1"])
            assert client.event() == 1
        assert room.running.call("POST", "/_local/realtime/cut").json in ({"cut": 0}, {"cut": 1})

    in_a_room(tmp_path, scenario)


def test_of_a_line_that_is_gone_nothing_is_left(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        system = room.running.system.realtime
        assert system is not None
        with listening(room.address, room.token(), CHANNEL) as client:
            client.subscribe("/users/another")
            assert (system.sockets, system.subscriptions) == (1, 2)
        deadline = time.monotonic() + 5
        while system.sockets and time.monotonic() < deadline:
            time.sleep(0.01)
        assert (system.sockets, system.subscriptions) == (0, 0)

    in_a_room(tmp_path, scenario)


def test_a_line_that_is_cut_while_the_handler_thinks_hears_nothing() -> None:
    async def main() -> None:
        thinking: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        hub, line = Hub(), Mute()

        async def think(_name: str, _event: bytes) -> bytes:
            return await thinking

        talk = Conversation(Service(hub, Anybody(), Subscribing(think, "socket")), {}, line)
        wish = json.dumps({"type": "subscribe", "id": "1", "channel": CHANNEL})
        hearing = asyncio.create_task(talk.hear(wish))
        await asyncio.sleep(0.01)
        talk.end()
        thinking.set_result(b"null")
        await hearing
        assert (hub.size, line.said) == (0, [])

    asyncio.run(main())


class Mute:
    """A line on which somebody only writes."""

    address = "127.0.0.1"

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, frame: str) -> None:
        self.said.append(frame)

    def keep_alive(self) -> None: ...

    def hang_up(self) -> None: ...


class Anybody(Tokens):
    """Every token holds."""

    def __init__(self) -> None: ...

    def identity_of(self, _headers: object, _address: str) -> JsonObject:
        return {"sub": SUBJECT}


def test_after_a_new_start_it_is_where_it_was_and_has_forgotten_everything(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        with listening(room.address, room.token(), CHANNEL) as client:
            begun = time.monotonic()
            answer = room.running.call("POST", "/_local/realtime/restart", b'{"seconds": 0.3}')
            assert (answer.json, time.monotonic() - begun > 0.3) == ({"restarted": True}, True)
            with pytest.raises(ConnectionClosed):
                client.next()
        assert room.publish(CHANNEL, ["1"]).status_code == 200
        with listening(room.address, room.token(), CHANNEL) as client:
            assert client.hears_nothing()
        for nonsense in (b'{"seconds": -1}', b'{"seconds": 61}', b'{"seconds": "nan"}', b"[]", b"{"):
            assert room.running.call("POST", "/_local/realtime/restart", nonsense).status == 400

    in_a_room(tmp_path, scenario)


def test_who_does_not_read_is_cut_off_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        long = json.dumps("x" * 200_000)
        with (
            listening(room.address, room.token(), CHANNEL) as awake,
            listening(room.address, room.token(), CHANNEL),
        ):
            assert lines_of(room) == 2
            for _ in range(100):  # twenty megabytes: more than the buffers of both ends hold
                assert room.publish(CHANNEL, [long]).status_code == 200
                awake.event()
            assert lines_of(room) == 1
            room.publish(CHANNEL, ["1"])
            assert awake.event() == 1

    in_a_room(tmp_path, scenario)


def test_who_asks_without_waiting_for_answers_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_line, "MOST_UNANSWERED", 4)

    def scenario(room: Room) -> None:
        with connected(room.address, room.token()) as client:
            for number in range(50):
                client.tell("subscribe", id=str(number), channel=CHANNEL, authorization={})
            with pytest.raises(ConnectionClosed) as closed:
                while True:
                    client.next()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1008

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


def test_it_says_from_time_to_time_that_it_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_line, "KEEP_ALIVE_SECONDS", 0.2)

    def scenario(room: Room) -> None:
        with connected(room.address, room.token()) as client:
            assert client.hears_nothing(0.5), "nobody introduced themselves yet"
            client.begin()
            assert [client.next(), client.next()] == [{"type": "ka"}] * 2

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


def lines_of(room: Room) -> int:
    assert room.running.system.realtime is not None
    return room.running.system.realtime.sockets
