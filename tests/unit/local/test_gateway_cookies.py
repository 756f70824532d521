"""Cookies pass where CloudFront lets them pass, both ways: the two of fans, on paths of fans, and no others."""

import json
import socket
from pathlib import Path

import pytest

from infra.topology.shared import fan_routes
from local.gateway.edge import Edge
from local.http1 import Request, Response
from tests.unit.local.running import Running, every_method, function, run, topology

SETS_FOUR = """
    import json
    def lambda_handler(event, context):
        return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(event),
                "cookies": ["__Host-device=d; Path=/; Secure", "__Host-staff=s; Path=/; Secure", "a=1",
                            "__Host-device2=x"]}
"""
SETS_ONE_AS_A_HEADER = """
    def lambda_handler(event, context):
        return {"statusCode": 200, "headers": {"Set-Cookie": "session=1"}, "body": ""}
"""
HOUSE = function(routes=(*fan_routes("/q/{short_code}", "GET", "POST"), *every_method("/open/{proxy+}")))
MINE = "__Host-device=mine"


def cookies_handed_on(path: str, *headers: str) -> list[str]:
    edge = Edge(topology(HOUSE))
    request = Request(headers=[("host", "a"), *(("cookie", one) for one in headers)])
    return [value for name, value in edge.hand_on(request, edge.door(path)).headers if name == "cookie"]


@pytest.mark.parametrize(
    ("sent", "arrives"),
    [
        ((f"session=1; {MINE}; _ga=2",), [MINE]),
        ((f"{MINE};__Host-staff=gate",), [f"{MINE}; __Host-staff=gate"]),
        ((MINE, "__Host-staff=gate; a=1"), [MINE, "__Host-staff=gate"]),
        (("__host-device=x; __Host-device2=y; __Host-devic=z; __Host-device",), []),
        (("session=1",), []),
        (("a=__Host-device=x",), []),
        (("__Host-device=a=b",), ["__Host-device=a=b"]),
        ((";; ;",), []),
        ((), []),
    ],
)
def test_of_what_a_fan_brings_the_two_cookies_go_on(sent: tuple[str, ...], arrives: list[str]) -> None:
    assert cookies_handed_on("/q/aB3dE9z", *sent) == arrives


@pytest.mark.parametrize("path", ["/open/x", "/nowhere", "/Q/aB3dE9z"])
def test_on_every_other_path_none_goes_on(path: str) -> None:
    assert cookies_handed_on(path, f"{MINE}; __Host-staff=gate") == []


def test_of_what_a_function_sets_the_two_cookies_of_fans_come_back() -> None:
    edge = Edge(topology(HOUSE))
    set_by_it = [
        ("content-type", "text/html"), ("set-cookie", "__Host-device=1; Path=/"), ("set-cookie", "other=1"),
        ("set-cookie", "__Host-staff=; Max-Age=0"),
    ]  # fmt: skip
    response = Response(200, tuple(set_by_it))
    of_fans = edge.hand_back(response, edge.door("/q/aB3dE9z"))
    assert of_fans.headers == (set_by_it[0], set_by_it[1], set_by_it[3])
    assert edge.hand_back(response, edge.door("/open/x")).headers == (set_by_it[0],)


def answer_of(port: int, path: str, cookie: str) -> tuple[list[bytes], list[str]]:
    """The `Set-Cookie` of an answer, and the cookies that the function saw."""
    asked = f"GET {path} HTTP/1.1\r\nhost: a\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n"
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall(asked.encode())
        while chunk := client.recv(65_536):
            received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    return [line for line in head.split(b"\r\n") if line.startswith(b"set-cookie")], json.loads(body).get(
        "cookies", []
    )


def test_a_fans_cookies_reach_the_function_in_its_list_and_each_answer_is_a_header_of_its_own(
    tmp_path: Path,
) -> None:
    def scenario(running: Running) -> None:
        answered, seen = answer_of(running.port, "/q/aB3dE9z", f"a=1; {MINE}; __Host-staff=gate")
        assert seen == [MINE, "__Host-staff=gate"]
        assert answered == [
            b"set-cookie: __Host-device=d; Path=/; Secure", b"set-cookie: __Host-staff=s; Path=/; Secure",
        ]  # fmt: skip
        assert answer_of(running.port, "/open/x", f"a=1; {MINE}") == ([], [])

    run(tmp_path, SETS_FOUR, scenario, HOUSE)


def test_a_cookie_that_stands_among_the_headers_is_taken_off_too(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        answer = running.call("GET", "/open/x")
        assert (answer.status, answer.headers.get("set-cookie")) == (200, None)

    run(tmp_path, SETS_ONE_AS_A_HEADER, scenario, HOUSE)
