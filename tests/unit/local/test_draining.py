"""The stop of a system whose queue holds the only copy of something, against moto."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from infra.topology.types import Queue, QueueSource
from local import queues
from local.aws import Aws
from local.environment import Stage
from local.failures import LocalFailure
from local.watch import Condition, Part
from tests.unit.local.running import Running, function, run, topology
from tests.unit.local.test_queues import simulated, wait_for

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

HANDLER = """
    import pathlib, time
    here = pathlib.Path(__file__).parent
    def lambda_handler(event, context):
        if not (here / "open").exists():
            with (here / "sent away").open("a") as sent:
                sent.write(len(event["Records"]) * ".")
            raise ValueError("the shop is closed")
        time.sleep(float((here / "open").read_text() or 0))
        with (here / "sold").open("a") as sold:
            sold.writelines(record["body"] + "\\n" for record in event["Records"])
"""
HOURS = 3_600
GOODS = Queue(
    name="goods", visibility_timeout_seconds=HOURS, maximum_receives=1_000, holds_the_only_copy=True
)
BELL = Queue(name="bell", visibility_timeout_seconds=HOURS)
SHOP = function(routes=(), timeout_seconds=5, queues=(QueueSource(queue="goods", batch_size=10),))

Scenario = Callable[[Running, "SQSClient", dict[str, str]], None]


def shop(tmp_path: Path, scenario: Scenario, *parts: Part) -> Aws:
    """Run the shop until the scenario ends; then it is stopped, as by Ctrl-C."""
    with simulated(tmp_path) as server:
        urls = server.create_queues((GOODS, BELL))
        stage = Stage(
            cluster=None, values={}, aws=server.environment, queue_urls=urls, task_root=tmp_path / "task"
        )
        run(
            tmp_path, HANDLER, lambda running: scenario(running, server.sqs(), urls),
            topology=topology(SHOP, queues=(GOODS, BELL)), stage=stage, aws=server, watched=parts,
        )  # fmt: skip
    return server


def door(tmp_path: Path) -> Path:
    return tmp_path / "task" / "room" / "open"


def sold(tmp_path: Path) -> list[str]:
    try:
        return (tmp_path / "task" / "room" / "sold").read_text().split()
    except FileNotFoundError:
        return []


def deliver(client: "SQSClient", url: str, number: int) -> None:
    for first in range(0, number, 10):
        client.send_message_batch(
            QueueUrl=url,
            Entries=[{"Id": str(n), "MessageBody": str(n)} for n in range(first, min(first + 10, number))],
        )


def test_what_waits_is_done_before_the_stop_and_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def scenario(_running: Running, client: "SQSClient", urls: dict[str, str]) -> None:
        door(tmp_path).write_text("0.1")
        deliver(client, urls["goods"], 25)

    shop(tmp_path, scenario)
    assert sorted(sold(tmp_path), key=int) == [str(n) for n in range(25)]
    assert "NOT STORED" not in capsys.readouterr().out


def test_what_failed_and_hides_for_an_hour_is_done_before_the_stop(tmp_path: Path) -> None:
    def scenario(_running: Running, client: "SQSClient", urls: dict[str, str]) -> None:
        deliver(client, urls["goods"], 12)
        sent_away = door(tmp_path).with_name("sent away")
        wait_for(lambda: sent_away.exists() and len(sent_away.read_text()) == 12)
        door(tmp_path).touch()
        time.sleep(0.5)
        assert sold(tmp_path) == [], "nothing comes again by itself"

    shop(tmp_path, scenario)
    assert sorted(sold(tmp_path), key=int) == [str(n) for n in range(12)]


def test_what_cannot_be_done_is_told_by_its_number_with_its_dead_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "SECONDS_WITHOUT_PROGRESS", 1.0)

    def scenario(_running: Running, client: "SQSClient", urls: dict[str, str]) -> None:
        deliver(client, urls["goods"], 7)
        client.send_message(QueueUrl=f"{urls['goods']}-dead", MessageBody="refused long ago")
        client.send_message(QueueUrl=urls["bell"], MessageBody="{}")

    shop(tmp_path, scenario)
    assert "NOT STORED, and lost: 8 messages of the queue goods." in capsys.readouterr().out


def test_a_second_wish_to_stop_leaves_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "SECONDS_WITHOUT_PROGRESS", 60.0)

    def scenario(running: Running, client: "SQSClient", urls: dict[str, str]) -> None:
        deliver(client, urls["goods"], 3)
        threading.Timer(1.0, running.system.hurry.set).start()  # while it is being drained
        scenario_ended.append(time.monotonic())

    scenario_ended: list[float] = []
    shop(tmp_path, scenario)
    assert time.monotonic() - scenario_ended[0] < 15
    assert "3 messages of the queue goods still to be stored" in (said := capsys.readouterr().out)
    assert "NOT STORED, and lost: 3 messages of the queue goods." in said


def test_queues_that_died_are_spoken_of_and_hold_up_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def scenario(running: Running, client: "SQSClient", urls: dict[str, str]) -> None:
        deliver(client, urls["goods"], 3)
        kill[0]()
        scenario_ended.append(time.monotonic())

    kill: list[Callable[[], None]] = []
    scenario_ended: list[float] = []
    with simulated(tmp_path) as server:
        kill.append(server.stop)
        urls = server.create_queues((GOODS, BELL))
        stage = Stage(
            cluster=None, values={}, aws=server.environment, queue_urls=urls, task_root=tmp_path / "task"
        )
        run(
            tmp_path, HANDLER, lambda running: scenario(running, server.sqs(), urls),
            topology=topology(SHOP, queues=(GOODS, BELL)), stage=stage, aws=server,
        )  # fmt: skip
    assert time.monotonic() - scenario_ended[0] < 15
    assert "nobody can say how much" in capsys.readouterr().out


class Shutter:
    """The shop's shutter: it is down, and opens the shop when it is started again."""

    name = "The shutter"
    remedy = "Lift it."

    def __init__(self, path: Path, *, jams: bool = False) -> None:
        self._path = path
        self._jams = jams

    def condition(self) -> Condition:
        return Condition.RUNS if self._path.exists() else Condition.STOPPED

    def start_again(self) -> str:
        if self._jams:
            raise LocalFailure("The shutter jams.")
        self._path.touch()
        return "The shutter is up."


def test_what_the_work_needs_and_stands_still_is_started_for_it(tmp_path: Path) -> None:
    def scenario(_running: Running, client: "SQSClient", urls: dict[str, str]) -> None:
        deliver(client, urls["goods"], 5)

    shop(tmp_path, scenario, Shutter(door(tmp_path)))
    assert sorted(sold(tmp_path), key=int) == [str(n) for n in range(5)]


def test_what_the_work_needs_and_cannot_be_started_is_said_with_the_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "SECONDS_WITHOUT_PROGRESS", 1.0)

    def scenario(_running: Running, client: "SQSClient", urls: dict[str, str]) -> None:
        deliver(client, urls["goods"], 5)

    shop(tmp_path, scenario, Shutter(door(tmp_path), jams=True))
    assert "The shutter jams." in (said := capsys.readouterr().out)
    assert "NOT STORED, and lost: 5 messages of the queue goods." in said
