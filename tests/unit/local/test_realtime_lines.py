"""Lines to the emulator that break, that nobody reads, that are there no more; and what it does when it starts anew."""

import asyncio
import json
import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from local.json_types import JsonObject
from local.realtime import socket_line
from local.realtime.conversation import Conversation, Service
from local.realtime.hub import Hub
from local.realtime.subscribing import Subscribing
from local.realtime.tokens import Tokens
from tests.realtime import connected, listening
from tests.unit.local.realtime_room import CHANNEL, SUBJECT, Room, in_a_room


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
            with pytest.raises(ConnectionClosed) as closed:  # by what it says next, or by what it hears
                for number in range(50):
                    client.tell("subscribe", id=str(number), channel=CHANNEL, authorization={})
                while True:
                    client.next()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1008

    in_a_room(tmp_path, scenario)


def test_it_says_from_time_to_time_that_it_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_line, "KEEP_ALIVE_SECONDS", 0.2)

    def scenario(room: Room) -> None:
        with connected(room.address, room.token()) as client:
            assert client.hears_nothing(0.5), "nobody introduced themselves yet"
            client.begin()
            assert [client.next(), client.next()] == [{"type": "ka"}] * 2

    in_a_room(tmp_path, scenario)


def lines_of(room: Room) -> int:
    assert room.running.system.realtime is not None
    return room.running.system.realtime.sockets
