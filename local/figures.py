"""What the laptop's Lambdas count, read from their logs as CloudWatch does; and what the gateway answered.

By name of the figure and minute (Unix time / 60), for a day.
"""

import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
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

    def refresh(self) -> None:
        """Read what came since the last time; a log that is shorter now begins anew."""
        with self._lock:
            for log in sorted(self._logs.glob("*.log")):
                for line in self._new_lines(log):
                    for name, minute, number in _figures_in(line):
                        self._add(name, minute, number)

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


def _figures_in(line: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, minute and number of each figure in a line of the embedded metric format; of any other line nothing."""
    try:
        told: dict[str, Any] = json.loads(line)
        about = told["_aws"]
        for directive in about["CloudWatchMetrics"]:
            for metric in directive["Metrics"]:
                yield metric["Name"], about["Timestamp"] // 60_000, int(told[metric["Name"]])
    except (ValueError, TypeError, KeyError, AttributeError):
        return
