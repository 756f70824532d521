"""An authenticated GET of one campaign through the real handler, against the bare statement on one connection, and
counted by the limiter against not counted, one by one in turn.

Limits: at most 2 network round trips (issue 2); counted, at most 1.15× as long as uncounted (issue 15).
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
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
from tests.factories.limits import allow_much
from tests.factories.people import make_user

REPEATS = 2_000
WARM_UP = 200


def run(cluster: Cluster) -> list[Row]:
    """p50 of the handler and of the bare SQL, and round trips counted on the wire."""
    from campaign_lifecycle.api import lambda_handler

    with psycopg.connect(cluster.url(), autocommit=True) as db:
        allow_much(db)
        brand = make_user(db, "brand")
        campaign = make_campaign(db, brand)
    event = http_event("GET", f"/api/v1/campaigns/{campaign}", user=brand)

    def handle() -> None:
        assert lambda_handler(event, LambdaContext())["statusCode"] == 200

    with tempfile.TemporaryDirectory() as folder, counted_wire(cluster.socket_dir, Path(folder)) as wire:
        os.environ["DATABASE_URL"] = f"postgresql://api_login@/atomic?host={folder}"
        runtime.close()
        handle()
        before = wire.round_trips
        handle()
        round_trips = wire.round_trips - before
        runtime.close()
    os.environ["DATABASE_URL"] = cluster.url("api_login")
    handler = _median(handle)
    counted, uncounted = _medians_in_turn(handle, lambda: _uncounted(handle))
    runtime.close()
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        bare = _median(lambda: db.execute("select * from campaigns where id = %s", (campaign,)).fetchone())
    return [
        ("round trips of GET /api/v1/campaigns/{id}", str(round_trips), "limit 2", f"{round_trips / 2:.1f}"),
        ("GET through handler and database, p50", f"{handler:.2f} ms", f"bare SQL {bare:.2f} ms",
         f"{handler / bare:.1f}×"),
        ("the same, counted by the limiter, p50", f"{counted:.3f} ms", f"uncounted {uncounted:.3f} ms (limit 1.15×)",
         f"{counted / uncounted:.2f}×"),
    ]  # fmt: skip


def _uncounted(handle: Callable[[], None]) -> None:
    with patch.object(limits.Count, "begin", lambda _: None):
        handle()


def _medians_in_turn(*works: Callable[[], None]) -> list[float]:
    """Median milliseconds of each, called in turn, so that what else the machine does meets all of them."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(WARM_UP + REPEATS):
        for work, found in zip(works, times, strict=True):
            begin = time.perf_counter()
            work()
            if number >= WARM_UP:
                found.append((time.perf_counter() - begin) * 1000)
    return [statistics.median(found) for found in times]


def _median(work: Callable[[], object]) -> float:
    """Median milliseconds of one call."""
    times = []
    for number in range(WARM_UP + REPEATS):
        begin = time.perf_counter()
        work()
        if number >= WARM_UP:
            times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)
