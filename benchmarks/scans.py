"""A stadium: 50,000 scans by 45,000 devices behind one address, as fast as they go, over eight connections.

Of a hundred scans five are sent again (their answer was lost) and two are made outside the fence. Counts are exact, and
nobody is refused for the address that all have. Beside it the bare statement: a row of limits and a row of scans. The
same scans of another activation go through `app.record_scans` as the worker of a peak sends them.

`SCANS=5000` makes fewer.
"""

import json
import os
import random
import statistics
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg

from benchmarks.report import Row
from local.postgres import Cluster
from tests.database.scanning import INSIDE, OUTSIDE, Stall, place

SCANS = int(os.environ.get("SCANS", "50000"))
DEVICES = SCANS * 9 // 10
SENT_AGAIN, OUTSIDE_FENCE = SCANS // 20, SCANS // 50
CONNECTIONS = 8
BATCH = 1_000
MOST_P99_MS = 250
RECORD: LiteralString = "select verdict, reasons from app.record_scan(%s::jsonb)"
BARE: LiteralString = """
with counted as (
  insert into scan_limits as l (activation_id, subject_id, day, brand_id, n)
  select (s ->> 'activation_id')::uuid, (s ->> 'device_id')::uuid, current_date, gen_random_uuid(), 1
  from (select %s::jsonb) as g (s)
  on conflict on constraint scan_limits_pkey do update set n = l.n + 1 returning activation_id, subject_id, brand_id
)
insert into scans (
  activation_id, campaign_id, brand_id, code_id, device_id, scan_key, claimed_at, day, verdict, source
)
select
  activation_id, brand_id, brand_id, brand_id, subject_id, gen_random_uuid(), now(), current_date, 'accepted', 'online'
from counted returning verdict, reasons
"""


def run(cluster: Cluster) -> list[Row]:
    """The door's rate and p99 against the bare statement, the worker's rate, and whether the counts are exact."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        bare = _at_once(cluster.url(), BARE, _crowd(_stadium(db)))
        db.execute("truncate scans, scan_limits")
        stall = _stadium(db)
        door = _at_once(cluster.url("scan_login"), RECORD, _crowd(stall))
        wrong = _require_exact(stall)
        peak = _stadium(db)
        by_worker = _in_batches(cluster.url("jobs_login"), _crowd(peak))
        wrong += _require_exact(peak)
    return [
        (
            f"scans a second: {SCANS:,} by {DEVICES:,} devices, {CONNECTIONS} connections", f"{door.rate:,.0f}",
            f"bare statement {bare.rate:,.0f}", f"{bare.rate / door.rate:.1f}×",
        ),
        ("the same, p99", f"{door.p99:.1f} ms", f"bare {bare.p99:.1f} ms; limit {MOST_P99_MS} ms",
         f"{door.p99 / bare.p99:.1f}×"),
        (f"the same in batches of {BATCH:,} (peak mode), 2 workers", f"{by_worker:,.0f}",
         f"one by one {door.rate:,.0f}", f"{by_worker / door.rate:.1f}×"),
        ("refused for the address, or counted wrong", str(wrong), "limit 0", "–"),
    ]  # fmt: skip


class Crossed:
    """What a crowd took: scans a second, and milliseconds within which 99 of 100 were answered."""

    def __init__(self, seconds: float, times: list[float]) -> None:
        self.rate = len(times) / seconds
        self.p99 = statistics.quantiles(times, n=100)[98]


def _stadium(db: psycopg.Connection[Any]) -> Stall:
    stall = Stall(db, fence={}, fence_mode="refuse", limit_total=SCANS, limit_per_device_day=3)
    stall.give_quota(*[SCANS // 16] * 15, SCANS - SCANS // 16 * 15)
    return stall


def _crowd(stall: Stall) -> list[str]:
    """All scans in the order in which they come; who is outside stays there."""
    dice, address = random.Random(7), str(UUID(int=7))
    said: dict[str, Any] = {
        "visitor_hash": address,
        "had_cookie": False,
        "agent_class": "browser",
        "country": "DE",
    }
    fans = [uuid4() for _ in range(DEVICES - OUTSIDE_FENCE)]
    again = dice.sample(fans, SCANS - DEVICES - SENT_AGAIN)
    scans = [stall.scan(fan, **said, position=place(INSIDE)) for fan in fans + again]
    scans += [stall.scan(**said, position=place(OUTSIDE)) for _ in range(OUTSIDE_FENCE)]
    dice.shuffle(scans)
    for _ in range(SENT_AGAIN):
        sent = dice.randrange(len(scans))
        scans.insert(dice.randrange(sent, len(scans)) + 1, scans[sent])
    return [json.dumps(scan) for scan in scans]


def _at_once(url: str, query: LiteralString, scans: list[str]) -> Crossed:
    slices = [(url, query, scans[first::CONNECTIONS]) for first in range(CONNECTIONS)]
    began = time.perf_counter()
    with ProcessPoolExecutor(CONNECTIONS) as pool:
        times = [one for some in pool.map(_send, slices) for one in some]
    return Crossed(time.perf_counter() - began, times)


def _send(given: tuple[str, LiteralString, list[str]]) -> list[float]:
    """Milliseconds of each scan, one after the other on one connection."""
    url, query, scans = given
    times = []
    with psycopg.connect(url, autocommit=True, prepare_threshold=1) as door:
        for scan in scans:
            began = time.perf_counter()
            door.execute(query, (scan,)).fetchone()
            times.append((time.perf_counter() - began) * 1_000)
    return times


def _in_batches(url: str, scans: list[str]) -> float:
    """Scans a second of two workers."""
    batches = [(url, scans[first : first + BATCH]) for first in range(0, len(scans), BATCH)]
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_judge, batches))
    return len(scans) / (time.perf_counter() - began)


def _judge(given: tuple[str, list[str]]) -> None:
    url, scans = given
    with psycopg.connect(url) as worker:
        worker.execute("set local role service")
        worker.execute("select app.record_scans(%s::jsonb)", (f"[{','.join(scans)}]",))


def _require_exact(stall: Stall) -> int:
    """How many scans more or fewer than sent have each verdict."""
    found = Counter(
        f"{verdict} {' '.join(set(reasons) - {'burst'})}".strip() for verdict, reasons in stall.rows()
    )
    due = Counter({"accepted": SCANS - SENT_AGAIN - OUTSIDE_FENCE, "refused too_far": OUTSIDE_FENCE})
    wrong = sum(((found - due) + (due - found)).values())
    left = stall.db.execute(
        "select sum(left_over) from activation_quotas where activation_id = %s", (stall.activation,)
    ).fetchone()
    assert left == (SCANS - due["accepted"],), "the quota and the scans differ"
    return wrong
