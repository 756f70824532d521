"""What the laptop's Lambdas count, read from their logs as CloudWatch does; and what the gateway answered.

By name of the figure and minute (Unix time / 60), for a day.
"""

import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MINUTES_KEPT = 24 * 60
MARK = b'"_aws"'
"""A line without it is no figure: most are not, and need no reading."""
REDIRECT = "/t/"
SERVER_FAULT = 500

ANSWERS: Mapping[str, str] = {
    "answers": "Answers",
    "answers_failed": "Answers that were our fault",
    "redirects": "Redirects",
    "redirects_failed": "Redirects that were our fault",
}
"""Figures of the gateway; in AWS the access log has them (infra/constructs/objectives.py)."""


class Figures:
    """Grows as the logs do. Its methods may be called in threads."""

    def __init__(self, logs: Path, clock: Callable[[], float] = time.time) -> None:
        self._logs = logs
        self._clock = clock
        self._read_up_to: dict[Path, int] = {}
        self._by_minute: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._levels: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        self._lock = threading.Lock()

    def saw(self, path: str, status: int) -> None:
        """The gateway answered."""
        with self._lock:
            names = ["answers"]
            if status >= SERVER_FAULT:
                names.append("answers_failed")
            if path.startswith(REDIRECT):
                names += [name.replace("answers", "redirects") for name in names]
            for name in names:
                self._add(name, self.now(), 1)

    def now(self) -> int:
        """The minute that has begun last."""
        return int(self._clock()) // 60

    def of(self, name: str, *, minutes: int) -> list[int]:
        """So many minutes up to now, oldest first, with what was counted in each."""
        with self._lock:
            counted, now = self._by_minute[name], self.now()
            return [counted[minute] for minute in range(now - minutes + 1, now + 1)]

    def levels(self, name: str, *, minutes: int) -> dict[str, list[int]]:
        """The same of a gauge by its kinds ("" where it has none): a level stands until it is told again, 0 before."""
        with self._lock:
            now = self.now()
            return {
                kind: _standing(told, range(now - minutes + 1, now + 1))
                for (gauge, kind), told in sorted(self._levels.items())
                if gauge == name
            }

    def refresh(self) -> None:
        """Read what came since the last time; a log that is shorter now begins anew."""
        with self._lock:
            for log in sorted(self._logs.glob("*.log")):
                for line in self._new_lines(log):
                    for told in _figures_in(line):
                        if told.of is None:
                            self._add(told.name, told.minute, told.number)
                        else:
                            self._levels[told.name, told.of][told.minute] = told.number

    def _new_lines(self, log: Path) -> Iterator[bytes]:
        """Whole lines only: the rest is still being written."""
        begin = self._read_up_to.get(log, 0)
        if log.stat().st_size < begin:
            begin = 0
        with log.open("rb") as file:
            file.seek(begin)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                begin += len(line)
                if MARK in line:
                    yield line
        self._read_up_to[log] = begin

    def _add(self, name: str, minute: int, number: int) -> None:
        oldest = self.now() - MINUTES_KEPT
        if minute <= oldest:
            return
        counted = self._by_minute[name]
        if minute not in counted:
            for past in [one for one in counted if one <= oldest]:
                del counted[past]
        counted[minute] += number


def _standing(told: Mapping[int, int], minutes: range) -> list[int]:
    """In each of the minutes, what was told last up to it."""
    level = next((told[minute] for minute in sorted(told, reverse=True) if minute < minutes.start), 0)
    return [level := told.get(minute, level) for minute in minutes]


@dataclass(frozen=True)
class _Told:
    """A figure of a line; `of` is the kind of a gauge, and None of what is counted."""

    name: str
    minute: int
    number: int
    of: str | None


def _figures_in(line: bytes) -> Iterator[_Told]:
    """Each figure in a line of the embedded metric format; of any other line nothing."""
    try:
        told: dict[str, Any] = json.loads(line)
        about = told["_aws"]
        for directive in about["CloudWatchMetrics"]:
            for metric in directive["Metrics"]:
                of = told.get("Of", "") if metric.get("Unit") == "None" else None
                yield _Told(metric["Name"], about["Timestamp"] // 60_000, int(told[metric["Name"]]), of)
    except (ValueError, TypeError, KeyError, AttributeError):
        return
