"""The laptop's emulator answers the recorded client as the recorded service does, with TLS and without."""

import json
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from websockets.exceptions import ConnectionClosed

from local.identity import load_or_create
from tests.contract.realtime.recorded import agree, lines
from tests.realtime import RealtimeClient, connected
from tests.unit.local.realtime_room import CHANNEL, Room, in_a_room


def play(room: Room, client: RealtimeClient, recording: list[dict[str, Any]]) -> None:
    for line in recording:
        if "client" in line:
            client.socket.send(json.dumps(line["client"]))
        elif "publish" in line:
            assert room.publish(**line["publish"]).status_code == 200
        else:
            said = client.next()
            assert agree(said, line["service"]), (said, line["service"])


def names(room: Room) -> dict[str, str]:
    key = load_or_create(room.folder / "key.pem")
    stranger = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    claims = jwt.decode(room.token(), options={"verify_signature": False})
    return {
        "token": room.token(), "host": room.address, "channel": CHANNEL, "key": room.realtime.key,
        "expired": room.token(seconds=-1),
        "foreign": jwt.encode(claims, stranger, algorithm="RS256", headers={"kid": key.key_id}),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["conversation", "refusals"])
@pytest.mark.parametrize("tls", [True, False], ids=["wss", "ws"])
def test_a_recorded_client_is_answered_as_recorded(tmp_path: Path, name: str, *, tls: bool) -> None:
    def scenario(room: Room) -> None:
        roots = room.realtime.roots if tls else None
        with connected(room.address, room.token(), roots=roots) as client:
            play(room, client, lines(name, **names(room)))
            assert client.hears_nothing()

    in_a_room(tmp_path, scenario)


def test_a_connection_without_a_token_that_holds_is_refused_and_ended(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        known = names(room)
        for headers in (
            {"Authorization": known["expired"], "host": room.address},
            {"Authorization": known["foreign"], "host": room.address},
            {"host": room.address},
            {"x-api-key": room.realtime.key, "host": room.address},
        ):
            with connected(room.address, "", headers=headers) as client:
                play(room, client, lines("refused_connection"))
                with pytest.raises(ConnectionClosed):
                    client.next()

    in_a_room(tmp_path, scenario)


def test_requests_are_answered_as_recorded(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        for line in lines("publish", **names(room)):
            headers = {"x-api-key": line["key"]} if line["key"] else {}
            answer = httpx.post(
                f"http://{room.address}/event", json=line["request"], headers=headers, trust_env=False
            )
            assert answer.status_code == line["status"], (line, answer.text)
            assert agree(answer.json(), line["answer"]), (line, answer.text)

    in_a_room(tmp_path, scenario)
