"""Ten times the events of a day: ten times the time to count them, the same memory, and no statement near its time-out.

Limits: time per event at most 1.5 times that of the smaller day; memory of the session's own at most 64 MiB, however
many; the longest step a quarter of the job's `statement_timeout` of 120 s, for 50,000,000 events. `EVENTS`
(environment, 5,000,000) is the smaller day's size. Both days take some 20 GB of disk and, mostly to be made, half an
hour on two cores.
"""

import os
import time
from datetime import UTC, date, datetime, timedelta

import psycopg

from benchmarks.events_of_a_day import make_day, make_links
from benchmarks.report import Row
from benchmarks.session_memory import memory_of
from common import database as runtime
from common.database import transaction
from common.identity import SERVICE
from local.postgres import Cluster

EVENTS = int(os.environ.get("EVENTS", "5000000"))
TIMES = 10


def run(cluster: Cluster) -> list[Row]:
    """Seconds, longest step and memory of both days."""
    os.environ["DATABASE_URL"] = cluster.url("jobs_login")
    runtime.close()
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    sizes = {yesterday: EVENTS, yesterday - timedelta(days=1): TIMES * EVENTS}
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        make_links(db)
        for day, events in sizes.items():
            make_day(db, day, events)
    (few, few_step, few_kb), (many, many_step, many_kb) = (
        _measure(day, events) for day, events in sizes.items()
    )
    runtime.close()
    return [
        (f"a day of {TIMES * EVENTS:,} events", f"{many:.1f} s", f"{EVENTS:,}: {few:.1f} s; limit {1.5 * TIMES:.0f}×",
         f"{many / few:.1f}×"),
        ("its longest step", f"{many_step:.2f} s", f"{few_step:.2f} s; limit 30 s", f"{many_step / few_step:.1f}×"),
        ("memory of the session's own", f"{many_kb / 1024:.0f} MiB", f"{few_kb / 1024:.0f} MiB; limit 64 MiB",
         f"{many_kb / few_kb:.2f}×"),
    ]  # fmt: skip


def _measure(day: date, events: int) -> tuple[float, float, int]:
    """Seconds of the day, seconds of its longest step, and the most memory (KiB) that the session had."""
    from tracking_redirect.aggregation import service

    count, steps = service.count_hour, [0.0]

    def timed(hour: datetime) -> None:
        begin = time.perf_counter()
        count(hour)
        steps.append(time.perf_counter() - begin)

    with transaction(SERVICE) as tx:
        pid: int = tx.fetch_value("select pg_backend_pid()")
    service.count_hour = timed
    try:
        with memory_of(pid) as most:
            begin = time.perf_counter()
            assert service.aggregate_day(day) == events
            seconds = time.perf_counter() - begin
    finally:
        service.count_hour = count
    return seconds, max(steps), max(most)
