"""Lambdas as processes: cold start, reuse, concurrency, time-out, crash, and what clients see of it."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.unit.local.running import Running, function, run

ECHO = """
    import os
    def lambda_handler(event, context):
        return {"pid": os.getpid(), "event": event, "remaining": context.get_remaining_time_in_millis(),
                "arn": context.invoked_function_arn, "request_id": context.aws_request_id}
"""


def test_a_process_starts_with_the_first_request_and_is_used_again(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        assert running.system.functions.pids == []
        answers = [running.call("GET", "/a").json for _ in range(5)]
        answered = {answer["pid"] for answer in answers}
        # On a busy machine a second process may have been started meanwhile, and have had nothing to do.
        assert answered <= set(running.system.functions.pids)
        assert len(answered) < len(answers)
        assert len({answer["request_id"] for answer in answers}) == 5
        assert 9_000 < answers[0]["remaining"] <= 10_000
        assert answers[0]["arn"].endswith(":function:room")

    run(tmp_path, ECHO, scenario)


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    pids: list[int] = []

    def scenario(running: Running) -> None:
        running.call("GET", "/a")
        pids.extend(running.system.functions.pids)

    run(tmp_path, ECHO, scenario)
    assert len(pids) == 1
    assert not psutil.pid_exists(pids[0])


def test_concurrent_requests_get_processes_of_their_own_up_to_the_cap(tmp_path: Path) -> None:
    handler = """
        import os, time
        def lambda_handler(event, context):
            time.sleep(0.4)
            return {"pid": os.getpid()}
    """

    def scenario(running: Running) -> None:
        with ThreadPoolExecutor(6) as threads:
            answers = list(threads.map(lambda _: running.call("GET", "/a"), range(6)))
        assert [answer.status for answer in answers] == [200] * 6
        assert len({answer.json["pid"] for answer in answers}) == 2
        assert len(running.system.functions.pids) == 2

    run(tmp_path, handler, scenario, function(reserved_concurrency=2))


def test_a_time_out_kills_the_process_and_the_next_request_works(tmp_path: Path) -> None:
    handler = """
        import os, time
        def lambda_handler(event, context):
            if event["rawPath"] == "/slow":
                time.sleep(60)
            return {"pid": os.getpid()}
    """

    def scenario(running: Running) -> None:
        before = running.call("GET", "/quick").json["pid"]
        started = time.monotonic()
        slow = running.call("GET", "/slow")
        assert (slow.status, slow.json) == (500, {"message": "Internal Server Error"})
        assert time.monotonic() - started < 5
        after = running.call("GET", "/quick")
        assert after.status == 200
        assert after.json["pid"] != before
        assert "room timed out after 1 s" in running.log()
        assert not psutil.pid_exists(before)

    run(tmp_path, handler, scenario, function(timeout_seconds=1))


def test_a_crash_is_a_500_and_the_next_request_works(tmp_path: Path) -> None:
    handler = """
        import os
        def lambda_handler(event, context):
            if event["rawPath"] == "/crash":
                os._exit(7)
            return {}
    """

    def scenario(running: Running) -> None:
        assert running.call("GET", "/crash").json == {"message": "Internal Server Error"}
        assert running.call("GET", "/fine").status == 200
        assert "ended in the middle of an invocation (exit code 7)" in running.log()

    run(tmp_path, handler, scenario)


def test_a_process_killed_while_idle_is_replaced(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        pid = running.call("GET", "/a").json["pid"]
        os.kill(pid, 9)
        answer = running.call("GET", "/a")
        assert answer.status in (200, 500)  # 500 only where the request came before the news
        again = running.call("GET", "/a")
        assert again.status == 200
        assert again.json["pid"] != pid

    run(tmp_path, ECHO, scenario)


def test_an_exception_is_a_500_whose_traceback_is_in_the_log_only(tmp_path: Path) -> None:
    handler = """
        import os
        def lambda_handler(event, context):
            if event["rawPath"] == "/raise":
                raise ValueError("a secret detail")
            return {"pid": os.getpid()}
    """

    def scenario(running: Running) -> None:
        pid = running.call("GET", "/fine").json["pid"]
        answer = running.call("GET", "/raise")
        assert (answer.status, answer.body) == (500, b'{"message":"Internal Server Error"}')
        assert "a secret detail" in running.log()
        assert running.call("GET", "/fine").json["pid"] == pid, "a raised exception costs no process"

    run(tmp_path, handler, scenario)


def test_a_module_that_cannot_be_imported_is_a_500_for_every_request(tmp_path: Path) -> None:
    def scenario(running: Running) -> None:
        assert [running.call("GET", "/a").status for _ in range(2)] == [500, 500]
        assert "No module named 'not_there'" in running.log()
        assert running.system.functions.pids == []

    run(tmp_path, "import not_there", scenario)


def test_a_slow_init_is_waited_for(tmp_path: Path) -> None:
    handler = """
        import time
        time.sleep(1.5)
        def lambda_handler(event, context):
            return {}
    """

    def scenario(running: Running) -> None:
        started = time.monotonic()
        assert running.call("GET", "/a").status == 200
        cold = time.monotonic() - started
        assert cold > 1.5
        started = time.monotonic()
        assert running.call("GET", "/a").status == 200
        assert time.monotonic() - started < 0.5

    run(tmp_path, handler, scenario, function(timeout_seconds=1))


def test_a_result_that_is_not_json_is_a_500(tmp_path: Path) -> None:
    handler = """
        def lambda_handler(event, context):
            return b"bytes" if event["rawPath"] == "/bytes" else object()
    """

    def scenario(running: Running) -> None:
        for path in ("/bytes", "/object"):
            answer = running.call("GET", path)
            assert (answer.status, answer.json) == (500, {"message": "Internal Server Error"})

    run(tmp_path, handler, scenario)


def test_a_result_over_six_megabytes_is_a_500_and_a_large_one_arrives_whole(tmp_path: Path) -> None:
    handler = """
        def lambda_handler(event, context):
            return {"statusCode": 200, "body": "x" * int(event["queryStringParameters"]["size"])}
    """

    def scenario(running: Running) -> None:
        large = running.call("GET", "/a?size=5000000")
        assert (large.status, len(large.body)) == (200, 5_000_000)
        assert running.call("GET", "/a?size=7000000").status == 500
        assert running.call("GET", "/a?size=1").body == b"x"

    run(tmp_path, handler, scenario)


def test_a_child_of_a_killed_process_dies_with_it(tmp_path: Path) -> None:
    handler = """
        import subprocess, time
        def lambda_handler(event, context):
            child = subprocess.Popen(["sleep", "300"])
            print("child", child.pid, flush=True)
            time.sleep(60)
    """

    def scenario(running: Running) -> None:
        assert running.call("GET", "/a").status == 500

    run(tmp_path, handler, scenario, function(timeout_seconds=1))
    log = (tmp_path / "logs" / "room.log").read_text()
    pid = int(log.split("child ")[1].split()[0])
    deadline = time.monotonic() + 5
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the child of a killed Lambda lives on"
        time.sleep(0.05)


def test_a_process_that_gets_no_runtime_api_is_a_500_and_leaves_the_pool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many open files, for one: the worker ends before its process begins."""

    def scenario(running: Running) -> None:
        async def refuse(_: object) -> None:
            raise OSError(24, "Too many open files")

        with monkeypatch.context() as patched:
            patched.setattr("local.runtime.worker.Worker._open_runtime_api", refuse)
            started = time.monotonic()
            assert running.call("GET", "/a").status == 500
            assert time.monotonic() - started < 5, "the caller waited out the gateway"
        assert running.call("GET", "/a").status == 200

    run(tmp_path, ECHO, scenario)
