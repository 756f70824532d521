"""Figures of the business: `metrics.count("payouts")` logs a line of JSON, of which CloudWatch makes a metric.

What is counted adds up; how much there is (`metrics.gauge("escrows_overdue", 2)`) stands until it is told again.

(Embedded metric format: no request to anybody, so a hot path can afford it.) Which figures there are stands in the map,
`infra/topology/`, each on the page of the capability that counts it; alarms, dashboards and the laptop read it there.
"""

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from common.errors import DomainError
from common.settings import optional

NAMESPACE = "AtomicInfluence"
LINE = (
    '{{"_aws":{{"Timestamp":{at},"CloudWatchMetrics":[{{"Namespace":"'
    + NAMESPACE
    + '","Dimensions":[["Stage"]],'
    '"Metrics":[{{"Name":"{name}","Unit":"Count"}}]}}]}},"Stage":"{stage}","{name}":{number}}}\n'
)


class _Held(threading.local):
    """What is counted in the transaction of this thread; None outside of one."""

    counts: Counter[str] | None = None


_held = _Held()


def count(name: str, number: int = 1) -> None:
    """Count so many of what the map calls `name`. Inside a transaction it is told once that is committed, or never."""
    if _held.counts is not None:
        _held.counts[name] += number
    else:
        _tell(name, number)


def gauge(name: str, level: int, *, of: str | None = None) -> None:
    """Tell how much there is of what the map calls `name`, also nothing; `of` which kind, where the map divides it."""
    dimensions = {"Stage": optional("STAGE") or "unknown"} | ({} if of is None else {"Of": of})
    directive = {
        "Namespace": NAMESPACE,
        "Dimensions": [list(dimensions)],
        "Metrics": [{"Name": name, "Unit": "None"}],
    }
    about = {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": [directive]}
    with suppress(OSError):
        sys.stdout.write(json.dumps({"_aws": about, **dimensions, name: level}, separators=(",", ":")) + "\n")


@contextmanager
def counted(done: str, refused: str) -> Iterator[None]:
    """Count how the block ends: `done`, or `refused` where it raises a `DomainError`; anything else is no answer."""
    try:
        yield
    except DomainError:
        count(refused)
        raise
    count(done)


@contextmanager
def told_when_committed() -> Iterator[None]:
    """Around a transaction and its commit: what it counts is told behind them, and forgotten if they fail."""
    _held.counts = Counter()
    try:
        yield
        counts = _held.counts
    finally:
        _held.counts = None
    for name, number in counts.items():
        _tell(name, number)


def _tell(name: str, number: int) -> None:
    """A log that takes no line (a full disk) undoes nothing of what was counted."""
    if number:
        stage = optional("STAGE") or "unknown"
        at = time.time_ns() // 1_000_000
        with suppress(OSError):
            sys.stdout.write(LINE.format(at=at, name=name, stage=stage, number=number))
