"""Lambda's door on a laptop, asked as AWS is: with boto3."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from common.schedules import Timer, start
from infra.topology.types import Schedule
from local.invocations import VARIABLE
from local.up import listen
from tests.unit.local.running import Running, function, run, topology

NOW = datetime(2026, 12, 24, 8, tzinfo=UTC)
BEFORE = datetime(2026, 12, 1, tzinfo=UTC)
TIMES = {"scheduled_time": "2026-12-24T08:00:00Z", "as_of": "2026-12-24T08:00:00Z"}
HANDLER = """
    import json, pathlib
    def lambda_handler(event, context):
        pathlib.Path({seen!r}).open("a").write(json.dumps(event) + "\\n")
"""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A socket for orders, which the environment names as it does for Lambdas."""
    orders = listen(0)
    monkeypatch.setenv(VARIABLE, f"http://127.0.0.1:{orders.getsockname()[1]}")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "local")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "local")
    return orders


def test_an_order_runs_the_job_as_of_the_time_that_it_names(tmp_path: Path, address: Any) -> None:
    seen = tmp_path / "seen"
    timer = topology(function(routes=(), schedules=(Schedule(job="tick", cron="0 0 1 1 *"),)))

    def scenario(running: Running) -> None:
        start(Timer("tick", "0 0 1 1 *", "room"), scheduled_at=NOW, as_of=BEFORE)
        until_written(seen)
        assert json.loads(seen.read_text()) == {
            "job": "tick", "scheduled_time": "2026-12-24T08:00:00Z", "as_of": "2026-12-01T00:00:00Z",
        }  # fmt: skip

    run(tmp_path, HANDLER.format(seen=str(seen)), scenario, topology=timer, orders=address)


@pytest.mark.parametrize(
    ("called", "event", "kind", "code"),
    [
        ("room", {"job": "tock"} | TIMES, "Event", "ResourceNotFoundException"),
        ("other", {"job": "tick"} | TIMES, "Event", "ResourceNotFoundException"),
        ("room", {"job": "tick"}, "Event", "InvalidRequestContentException"),
        ("room", [], "Event", "InvalidRequestContentException"),
        ("room", {"job": "tick"} | TIMES, "RequestResponse", "InvalidRequestContentException"),
    ],
)
def test_what_is_no_order_is_refused_as_lambda_does(
    tmp_path: Path, address: Any, *, called: str, event: object, kind: Any, code: str
) -> None:
    seen = tmp_path / "seen"
    timer = topology(function(routes=(), schedules=(Schedule(job="tick", cron="0 0 1 1 *"),)))

    def scenario(running: Running) -> None:
        client = boto3.client("lambda")
        with pytest.raises(ClientError) as refused:
            client.invoke(FunctionName=called, InvocationType=kind, Payload=json.dumps(event).encode())
        assert refused.value.response["Error"]["Code"] == code

    run(tmp_path, HANDLER.format(seen=str(seen)), scenario, topology=timer, orders=address)
    assert not seen.exists()


def until_written(file: Path) -> None:
    """Wait for a line; the test's own time-out ends it."""
    import time

    for _ in range(300):
        if file.exists() and file.read_text().endswith("\n"):
            return
        time.sleep(0.05)
    raise AssertionError("the job did not run")
