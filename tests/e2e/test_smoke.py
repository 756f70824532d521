"""`make smoke` against a running system, and against what is none."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.e2e.system import RunningSystem
from tools.release import smoke


class _Yes(BaseHTTPRequestHandler):
    """Answers 200 and an empty object to whatever is asked."""

    def _answer(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_GET = do_POST = do_OPTIONS = _answer  # noqa: N815 - as the standard library names them

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its parent does
        """Say nothing."""


@pytest.fixture
def yes() -> Iterator[str]:
    """The address of a server that says yes to everything."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Yes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_running_system_passes(system: RunningSystem) -> None:
    assert smoke.run(system.url, system.token("brand@example.com"), pause_seconds=0.1) == []


def test_a_token_that_is_nobodys_is_said(system: RunningSystem) -> None:
    person, place = smoke.run(system.url, "a.b.c", pause_seconds=0)
    assert person.startswith("the token is somebody's: 401")
    assert place.startswith("there is a place to listen: 401")


def test_a_server_that_says_yes_to_everything_fails_every_check(yes: str) -> None:
    wrong = smoke.run(yes, pause_seconds=0)
    assert {line.partition(":")[0] for line in wrong} == {
        check.what.partition(":")[0] for check in smoke.checks(None)
    }


def test_an_answer_without_a_push_service_is_said(yes: str) -> None:
    (wrong,) = (line for line in smoke.run(yes, "a.b.c", pause_seconds=0) if "a place to listen" in line)
    assert wrong.endswith("it names no push service: ''")


def test_where_nothing_listens_every_check_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = smoke.run("http://127.0.0.1:9", pause_seconds=0)
    assert all("no answer" in line for line in wrong)
    assert smoke.main(["ftp://example.com"]) == 2
    assert "make smoke URL=" in capsys.readouterr().err
