"""What the Lambdas lean on: noticed when it dies, started again a few times, spoken of when it stays away."""

import asyncio
from dataclasses import dataclass, field

import pytest

from local import watch
from local.failures import LocalFailure
from local.watch import MOST_TRIES, SECONDS_UNTIL_TRUSTED, Condition, Watcher


@dataclass
class Candle:
    """A part that burns until it is put out; lit again unless it is `spent`."""

    name: str = "The candle"
    remedy: str = "Light it."
    now: Condition = Condition.RUNS
    spent: bool = False
    left_by_a_failed_start: Condition = Condition.DIED
    starts: int = field(default=0)

    def condition(self) -> Condition:
        return self.now

    def start_again(self) -> str:
        self.starts += 1
        if self.spent:
            self.now = self.left_by_a_failed_start
            raise LocalFailure("There is no wick.")
        self.now = Condition.RUNS
        return "The candle burns again."


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "SECONDS_BETWEEN_LOOKS", 0)


def look(watcher: Watcher, times: int = 1) -> None:
    async def several() -> None:
        for _ in range(times):
            await watcher.look()

    asyncio.run(several())


def test_what_died_is_started_again_and_both_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    candle = Candle(now=Condition.DIED)
    look(Watcher(candle), 3)
    assert (candle.starts, candle.now) == (1, Condition.RUNS)
    assert capsys.readouterr().out == "The candle died; it is started again.\nThe candle burns again.\n"


def test_what_was_stopped_stays_so_and_the_remedy_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    candle = Candle(now=Condition.STOPPED)
    watcher = Watcher(candle)
    look(watcher, 5)
    assert candle.starts == 0
    assert capsys.readouterr().out == "The candle was stopped. Light it.\n"
    candle.now = Condition.RUNS
    look(watcher)
    candle.now = Condition.STOPPED
    look(watcher)
    assert capsys.readouterr().out == "The candle was stopped. Light it.\n"


@pytest.mark.parametrize("left", [Condition.DIED, Condition.STOPPED])
def test_a_start_that_fails_is_tried_again_and_then_no_more(
    left: Condition, capsys: pytest.CaptureFixture[str]
) -> None:
    candle = Candle(now=Condition.DIED, spent=True, left_by_a_failed_start=left)
    watcher = Watcher(candle)
    look(watcher, MOST_TRIES + 5)
    said = capsys.readouterr().out
    assert candle.starts == MOST_TRIES
    assert said.count("There is no wick.") == MOST_TRIES
    assert said.count("see the logs before `make up`") == 1
    candle.spent, candle.now = False, Condition.RUNS  # somebody mended it
    look(watcher)
    assert capsys.readouterr().out == ""


def test_the_tries_come_back_when_it_has_run_for_a_while() -> None:
    now = 0.0
    candle = Candle()
    watcher = Watcher(candle, clock=lambda: now)
    for _ in range(MOST_TRIES + 3):
        candle.now = Condition.DIED
        look(watcher)
        assert candle.now is Condition.RUNS
        now += SECONDS_UNTIL_TRUSTED
        look(watcher)
    assert candle.starts == MOST_TRIES + 3
    for _ in range(MOST_TRIES + 3):  # and they do not, where it dies at once
        candle.now = Condition.DIED
        look(watcher, 2)
    assert candle.starts == 2 * MOST_TRIES + 3


def test_a_look_that_fails_does_not_end_the_watch(caplog: pytest.LogCaptureFixture) -> None:
    class Blind(Candle):
        looks = 0

        def condition(self) -> Condition:
            self.looks += 1
            if self.looks < 3:
                raise OSError(24, "Too many open files")
            return Condition.RUNS

    blind = Blind()

    async def some_looks() -> None:
        task = asyncio.create_task(Watcher(blind).run())
        while blind.looks < 5:
            await asyncio.sleep(0)
        task.cancel()

    asyncio.run(some_looks())
    assert "the look at The candle failed" in caplog.messages
