"""An authenticated GET of one campaign through the real handler: counted by the limiter and not, through psycopg's
cursors, and beside the bare statement on one connection. All of them in random order, so that what else the machine
does meets all of them.

Limits (issue 15): one network round trip, at most 4.2× the bare statement, and counted at most 1.15× uncounted.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

import psycopg

from benchmarks.report import Row
from benchmarks.wire import counted_wire
from common import database as runtime
from common import limits
from local.postgres import Cluster
from tests.factories.campaigns import make_campaign
from tests.factories.events import LambdaContext, http_event
from tests.factories.people import make_user

REPEATS = 3_000
WARM_UP = 200
SEED = 15

Work = tuple[Callable[[], None], Callable[[], AbstractContextManager[object]]]
"""What is measured, and what is made so for it beforehand."""


def run(cluster: Cluster) -> list[Row]:
    """Round trips counted on the wire, and the medians with their ratios."""
    from campaign_lifecycle.api import lambda_handler

    with psycopg.connect(cluster.url(), autocommit=True) as db:
        brand = make_user(db, "brand")
        campaign = make_campaign(db, brand)
    event = http_event("GET", f"/api/v1/campaigns/{campaign}", user=brand)

    def handle() -> None:
        assert lambda_handler(event, LambdaContext())["statusCode"] == 200

    round_trips = _round_trips(cluster, handle)
    os.environ["DATABASE_URL"] = cluster.url("api_login")
    with psycopg.connect(cluster.url(), autocommit=True) as db:

        def ask() -> None:
            db.execute("select * from campaigns where id = %s", (campaign,)).fetchone()

        taken = _medians({
            "bare": (ask, nullcontext),
            "counted": (handle, nullcontext),
            "uncounted": (handle, _uncounted),
            "cursors": (handle, _uncounted_through_cursors),
        })  # fmt: skip
    runtime.close()
    bare, counted, uncounted, cursors = (taken[name] for name in ("bare", "counted", "uncounted", "cursors"))
    return [
        ("round trips of GET /api/v1/campaigns/{id}", str(round_trips), "limit 1", f"{round_trips:.1f}"),
        ("GET through handler and database, p50", f"{uncounted:.3f} ms", f"bare SQL {bare:.3f} ms (limit 4.2×)",
         f"{uncounted / bare:.1f}×"),
        ("the same, counted by the limiter, p50", f"{counted:.3f} ms",
         f"uncounted {uncounted:.3f} ms (limit 1.15×)", f"{counted / uncounted:.2f}×"),
        ("the same through psycopg's cursors, uncounted, p50", f"{cursors:.3f} ms",
         f"in one trip {uncounted:.3f} ms", f"{cursors / uncounted:.2f}×"),
    ]  # fmt: skip


def _round_trips(cluster: Cluster, work: Callable[[], None]) -> int:
    with tempfile.TemporaryDirectory() as folder, counted_wire(cluster.socket_dir, Path(folder)) as wire:
        os.environ["DATABASE_URL"] = f"postgresql://api_login@/atomic?host={folder}"
        runtime.close()
        work()
        before = wire.round_trips
        work()
        round_trips = wire.round_trips - before
        runtime.close()
    return round_trips


def _uncounted() -> AbstractContextManager[object]:
    return patch.object(limits.Count, "begin", lambda _: None)


@contextmanager
def _uncounted_through_cursors() -> Iterator[None]:
    with _uncounted(), patch.dict(os.environ, READS_IN_ONE_TRIP="no"):
        yield


def _medians(works: Mapping[str, Work]) -> dict[str, float]:
    """Median milliseconds of each, called in an order of chance, each within its surroundings."""
    chance = random.Random(SEED)
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(WARM_UP + REPEATS):
        for name in chance.sample([*works], len(works)):
            work, surroundings = works[name]
            with surroundings():
                begin = time.perf_counter()
                work()
                taken = time.perf_counter() - begin
            if number >= WARM_UP:
                times[name].append(taken * 1000)
    return {name: statistics.median(found) for name, found in times.items()}
