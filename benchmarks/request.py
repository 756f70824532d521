"""An authenticated GET of one campaign through the real handler, against the bare statement on one connection.

Limits (issue 2): at most 2 network round trips.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from benchmarks.report import Row
from benchmarks.wire import counted_wire
from common import database as runtime
from local.postgres import Cluster
from tests.factories.campaigns import make_campaign
from tests.factories.events import LambdaContext, http_event
from tests.factories.people import make_user

REPEATS = 2_000
WARM_UP = 200


def run(cluster: Cluster) -> list[Row]:
    """p50 of the handler and of the bare SQL, and round trips counted on the wire."""
    from campaign_lifecycle.api import lambda_handler

    with psycopg.connect(cluster.url(), autocommit=True) as db:
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
    runtime.close()
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        bare = _median(lambda: db.execute("select * from campaigns where id = %s", (campaign,)).fetchone())
    return [
        ("round trips of GET /api/v1/campaigns/{id}", str(round_trips), "limit 2", f"{round_trips / 2:.1f}"),
        ("GET through handler and database, p50", f"{handler:.2f} ms", f"bare SQL {bare:.2f} ms",
         f"{handler / bare:.1f}×"),
    ]  # fmt: skip


def _median(work: Callable[[], object]) -> float:
    """Median milliseconds of one call."""
    times = []
    for number in range(WARM_UP + REPEATS):
        begin = time.perf_counter()
        work()
        if number >= WARM_UP:
            times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)
