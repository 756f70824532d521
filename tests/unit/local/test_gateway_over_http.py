"""The gateway as its clients meet it, on a socket."""

import json
import socket
import time
from pathlib import Path

from infra.topology.types import Function, Route, Schedule, Throttle
from tests.unit.local.running import Running, every_method, function, run, topology

ECHO = """
    import json
    def lambda_handler(event, context):
        return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(event)}
"""
OPEN = every_method("/open/{proxy+}")
CLOSED = Route(method="GET", path="/closed")
NARROW = Route(
    method="GET", path="/narrow", authorization="none", throttle=Throttle(requests_per_second=1, burst=2)
)


def house() -> Function:
    return function(routes=(*OPEN, CLOSED, NARROW))


def raw(port: int, data: bytes, *, until: bytes = b"", patience: float = 5) -> bytes:
    """Bytes in, bytes out: until the peer hangs up or has sent `until`."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as client:
        client.sendall(data)
        while chunk := client.recv(65_536):
            received += chunk
            if until and until in received:
                break
    return received


def test_the_gateway_answers_for_itself(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        missing = running.call("GET", "/nowhere")
        assert (missing.status, missing.body) == (404, b'{"message":"Not Found"}')
        assert missing.headers["content-type"] == "application/json"
        assert missing.headers["apigw-requestid"]
        refused = running.call("GET", "/closed")
        assert (refused.status, refused.body) == (401, b'{"message":"Unauthorized"}')
        assert refused.headers["www-authenticate"] == "Bearer"
        throttled = [running.call("GET", "/narrow").status for _ in range(4)]
        assert throttled[:2] == [200, 200]
        assert 429 in throttled
        assert running.call("HEAD", "/narrow").status == 404

    run(tmp_path, ECHO, scenario, house())


def test_the_gateways_own_doors_open_to_no_page_of_elsewhere(tmp_path: Path) -> None:
    doors = ("/_local/outbox", "/_local/outbox.json", "/%5Flocal/outbox.json", "/.well-known/jwks.json")

    def scenario(running: Running) -> None:
        for path in doors:
            for host in ("localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"):
                assert running.call("GET", path, headers={"Host": host}).status == 200
            own = {"Host": "localhost:8000", "Origin": "http://localhost:8000"}
            assert running.call("GET", path, headers=own).status == 200, "a form of our own page"
            for headers in (
                {"Host": "localhost:8000", "Origin": "http://localhost:8001"},
                {"Host": "evil.example", "Origin": "http://evil.example"},
                {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Host": "evil.example:8000"},
                {"Host": "127.0.0.1.evil.example"}, {"Host": "localhost@evil.example"}, {"Host": ""},
            ):  # fmt: skip
                refused = running.call("GET", path, headers=headers)
                assert (refused.status, refused.body) == (403, b'{"message":"Forbidden"}'), (path, headers)
                assert "access-control-allow-origin" not in refused.headers
        assert "access-control-allow-origin" not in running.call("GET", doors[0]).headers
        shared = running.call("GET", "/open/x", headers={"Origin": "https://front.example"})
        assert shared.headers["access-control-allow-origin"] == "*"

    run(tmp_path, ECHO, scenario, house())


def test_a_machine_token_opens_a_closed_door(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        token = running.key.service_token()
        answer = running.call("GET", "/closed", headers={"Authorization": f"Bearer {token}"})
        claims = answer.json["requestContext"]["authorizer"]["jwt"]["claims"]
        assert (claims["client_id"], claims["scope"]) == (
            "atomic-influence-service",
            "atomic-influence/service",
        )
        expired = running.key.service_token(now=time.time() - 7_200)
        assert running.call("GET", "/closed", headers={"Authorization": f"Bearer {expired}"}).status == 401
        (published,) = running.call("GET", "/.well-known/jwks.json").json["keys"]
        assert published["kid"] == running.key.key_id

    run(tmp_path, ECHO, scenario, house())


def test_a_browser_may_call_from_another_origin(tmp_path: Path) -> None:
    origin = {"Origin": "https://app.test"}

    def scenario(running: Running) -> None:
        asked = {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,apikey,content-type,idempotency-key",
        }
        preflight = running.call("OPTIONS", "/closed", headers=origin | asked)
        assert (preflight.status, preflight.body) == (204, b"")
        allowed = preflight.headers["access-control-allow-headers"].split(",")
        assert {"authorization", "apikey", "x-client-info", "content-type", "idempotency-key"} <= set(allowed)
        assert "POST" in preflight.headers["access-control-allow-methods"].split(",")
        for target in ("/open/x", "/closed", "/nowhere"):
            assert running.call("GET", target, headers=origin).headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-origin" not in running.call("GET", "/open/x").headers

    run(tmp_path, ECHO, scenario, house())


def test_bodies_arrive_whole_in_whatever_way_they_are_sent(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        typed = {"Content-Type": "application/json"}
        assert running.call("POST", "/open/x", b'{"a":1}', typed).json["body"] == '{"a":1}'
        chunked = raw(
            running.port,
            b"POST /open/x HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n"
            b"connection: close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
        )
        assert json.loads(chunked.partition(b"\r\n\r\n")[2])["body"] == "abcde"
        patient = raw(
            running.port,
            b"POST /open/x HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\nexpect: 100-continue\r\n\r\n",
            until=b"100 Continue",
        )
        assert patient.startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
        large = b"x" * 2_000_000
        assert len(
            running.call("POST", "/open/x", large, {"Content-Type": "text/plain"}).json["body"]
        ) == len(large)

    run(tmp_path, ECHO, scenario, house())


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        for megabytes in (7, 11):
            answer = running.call("POST", "/open/x", b"x" * (megabytes << 20), {"Content-Type": "text/plain"})
            assert (answer.status, answer.json) == (413, {"message": "Request Entity Too Large"})
        assert running.call("GET", "/open/x", headers={"X-Long": "x" * 11_000}).status == 431
        assert running.call("GET", f"/open/x?long={'x' * 11_000}").status == 431, "the line counts, too"
        assert running.call("GET", "/open/x").status == 200

    run(tmp_path, ECHO, scenario, house())


def test_what_is_not_http_is_refused_and_the_gateway_lives_on(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        for nonsense in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nbad header\r\n\r\n"):
            assert raw(running.port, nonsense).startswith(b"HTTP/1.1 400 ")
        assert running.call("GET", "/open/x").status == 200

    run(tmp_path, ECHO, scenario, house())


def test_pipelined_requests_are_answered_in_order(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        first = b"GET /open/1 HTTP/1.1\r\nhost: a\r\n\r\n"
        last = b"GET /nowhere HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
        answers = raw(running.port, first + first.replace(b"open/1", b"open/2") + last)
        assert answers.count(b"HTTP/1.1 ") == 3
        assert answers.index(b"/open/1") < answers.index(b"/open/2")
        assert answers.rindex(b"HTTP/1.1 404") > answers.index(b"/open/2")
        then_nonsense = raw(running.port, first + b"nonsense\r\n\r\n")
        assert then_nonsense.startswith(b"HTTP/1.1 200 ")
        assert b"HTTP/1.1 400 " in then_nonsense

    run(tmp_path, ECHO, scenario, house())


def test_a_head_answer_has_no_body(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        answer = raw(running.port, b"HEAD /open/x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        assert body == b""

    run(tmp_path, ECHO, scenario, house())


def test_a_client_that_leaves_does_not_stop_the_work(tmp_path: Path) -> None:
    handler = """
        import time, pathlib
        def lambda_handler(event, context):
            time.sleep(0.5)
            print("done with", event["rawPath"], flush=True)
            return {}
    """

    def scenario(running: Running) -> None:
        with socket.create_connection(("127.0.0.1", running.port)) as client:
            client.sendall(b"GET /open/left HTTP/1.1\r\nhost: a\r\n\r\n")
            time.sleep(0.1)
        assert running.call("GET", "/open/next").status == 200
        deadline = time.monotonic() + 5
        while "done with /open/left" not in running.log():
            assert time.monotonic() < deadline
            time.sleep(0.05)

    run(tmp_path, handler, scenario, house())


def test_a_job_runs_by_hand_and_as_of_a_chosen_time_only_with_a_test_clock(tmp_path: Path) -> None:
    handler = """
        def lambda_handler(event, context):
            return event
    """
    job = {"schedules": (Schedule(job="tick", cron="0 0 1 1 *"),)}
    timer = topology(function(routes=(), **job))
    body = b'{"scheduled_time": "2030-01-01T02:00:00+02:00"}'

    def closed(running: Running) -> None:
        refused = running.call("POST", "/_local/schedules/tick", body)
        assert (refused.status, "CLOCK=1" in refused.json["message"]) == (403, True)
        assert running.call("POST", "/_local/schedules/tick").json["job"] == "tick"

    def opened(running: Running) -> None:
        fired = running.call("POST", "/_local/schedules/tick", body)
        assert (fired.status, fired.json["scheduled_time"]) == (200, "2030-01-01T00:00:00Z")
        assert running.call("POST", "/_local/schedules/tock", body).status == 404
        assert running.call("POST", "/_local/schedules/tick", b"{}").status == 200
        assert running.call("POST", "/_local/schedules/tick", b"[]").status == 400
        assert (
            running.call("POST", "/_local/schedules/tick", b'{"scheduled_time": "2030-01-01T00:00"}').status
            == 400
        )
        page = {"Origin": "https://evil.test"}
        assert running.call("POST", "/_local/schedules/tick", body, page).status == 403

    run(tmp_path, handler, closed, topology=timer)
    run(tmp_path, handler, opened, topology=timer, test_clock=True)
