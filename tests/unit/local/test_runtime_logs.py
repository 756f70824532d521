"""What Lambdas say goes into a log each, and their end depends on no line of it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.local.running import Running, every_method, function, run


def test_functions_have_logs_of_their_own(tmp_path: Path) -> None:
    handler = """
        import os
        def lambda_handler(event, context):
            print("hello from", os.environ["AWS_LAMBDA_FUNCTION_NAME"])
            return {}
    """
    doors = [function(name=name, routes=every_method(f"/{name}")) for name in "ab"]

    def scenario(running: Running) -> None:
        for name in "ab":
            assert running.call("GET", f"/{name}").status == 200
            assert f"hello from {name}" in running.log(name)
        assert "hello from b" not in running.log("a")

    run(tmp_path, handler, scenario, *doors)


FULL_DISK = """
    import os, time
    def lambda_handler(event, context):
        if event["rawPath"] == "/slow":
            time.sleep(60)
        if event["rawPath"] == "/crash":
            os._exit(7)
        return {"pid": os.getpid()}
"""


def on_a_full_disk(tmp_path: Path, scenario: Callable[[Running], None]) -> None:
    """Run a scenario whose log lies on a disk without room: every write to it fails with ENOSPC."""
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "room.log").symlink_to("/dev/full")
    run(tmp_path, FULL_DISK, scenario, function(timeout_seconds=1))


@pytest.mark.parametrize("path", ["/slow", "/crash"])
def test_a_call_that_dies_is_answered_though_its_log_line_cannot_be_written(
    tmp_path: Path, path: str
) -> None:
    def scenario(running: Running) -> None:
        before = running.call("GET", "/quick").json["pid"]
        started = time.monotonic()
        assert running.call("GET", path).status == 500
        assert time.monotonic() - started < 5, "the caller waited out the gateway"
        deadline = time.monotonic() + 5
        while before in running.system.functions.pids:
            assert time.monotonic() < deadline, "the dead process stays in the pool"
            time.sleep(0.02)
        assert running.call("GET", "/quick").json["pid"] != before

    on_a_full_disk(tmp_path, scenario)


def test_a_slow_start_ends_though_its_log_line_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local.runtime.worker.LONGEST_INIT_SECONDS", 0.2)
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "room.log").symlink_to("/dev/full")

    def scenario(running: Running) -> None:
        started = time.monotonic()
        assert running.call("GET", "/a").status == 500
        assert time.monotonic() - started < 5, "the caller waited out the gateway"
        assert running.system.functions.pids == []

    run(tmp_path, "import time\ntime.sleep(60)", scenario, function(timeout_seconds=1))
