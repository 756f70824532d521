"""A step from nobody to a crowd: fans press the button from one second to the next, and no worker of the door runs yet.

Through the laptop's gateway to real processes, which start cold. Whoever is turned away (429, 5xx, no answer) sends
the same ticket again as the page's script does, up to eight times. Counted is who was answered, and how late: from the
first press to the verdict. `FANS_A_SECOND=100 STEP_SECONDS=2` makes a smaller step.
"""

import asyncio
import json
import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg

from activations import tickets
from benchmarks.report import Row
from infra.topology.activations import ACTIVATIONS_SCAN
from infra.topology.types import Throttle
from local.environment import Stage
from local.postgres import Cluster
from tests.database.scanning import Stall
from tests.unit.local.running import Running
from tests.unit.local.running import run as run_system

FANS_A_SECOND = int(os.environ.get("FANS_A_SECOND", "1000"))
STEP_SECONDS = int(os.environ.get("STEP_SECONDS", "3"))
WORKERS = int(os.environ.get("WORKERS", "8"))
CODE = "step1234"
KEY = "for measuring alone: of more than 32 characters"
NO_STEP = -1
"""Of a ticket whose code does not rotate."""
MOST_REPEATS = 8
TURNED_AWAY = 429
Heard = tuple[float, int]
"""Seconds from the first press to the verdict (infinite: there was none), and how often it was sent."""


def run(cluster: Cluster) -> list[Row]:
    """How many fans were answered and counted, and how late."""
    os.environ["ACTIVATIONS_KEY"] = KEY
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        stall = Stall(db, code={"short_code": CODE})
    fans = FANS_A_SECOND * STEP_SECONDS
    issued = [
        tickets.issue(stall.activation, stall.code, stall.brand, short_code=CODE, step=NO_STEP)
        for _ in range(fans)
    ]
    heard: list[Heard] = []

    def scenario(running: Running) -> None:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as crowd:
            heard.extend(crowd.submit(press, running.port, issued).result())

    with_door(cluster, WORKERS, scenario)
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        counted = db.execute("select count(*) from scans where verdict <> 'refused'").fetchone()
    return _rows(heard, counted[0] if counted else 0)


def with_door(cluster: Cluster, workers: int, scenario: Callable[[Running], None]) -> None:
    """The door behind the laptop's gateway, with so many workers at most and no throttle."""
    plenty = Throttle(requests_per_second=1_000_000, burst=1_000_000)
    function = replace(
        ACTIVATIONS_SCAN, sends_to=(), environment=(), reserved_concurrency=workers,
        routes=tuple(replace(route, throttle=plenty) for route in ACTIVATIONS_SCAN.routes),
    )  # fmt: skip
    values = {
        "STAGE": "local",
        "LOG_LEVEL": "ERROR",
        "SITE_URL": "http://127.0.0.1:3000",
        "ACTIVATIONS_KEY": KEY,
    }
    with tempfile.TemporaryDirectory() as folder:
        run_system(Path(folder), "", scenario, function, stage=Stage(cluster=cluster, values=values))


def _rows(heard: list[Heard], counted: int) -> list[Row]:
    late = [seconds for seconds, _ in heard if seconds != float("inf")]
    cuts = statistics.quantiles(late, n=100)
    step = f"{FANS_A_SECOND:,} a second for {STEP_SECONDS} s, {WORKERS} workers that start cold"
    again = sum(sent - 1 for _, sent in heard)
    return [
        (f"fans without an answer: {step}", f"{len(heard) - len(late)}", f"of {len(heard):,}; limit 0", "–"),
        ("how late the answer was: p50", f"{cuts[49]:.1f} s", f"p99 {cuts[98]:.1f} s, last {max(late):.1f} s", "–"),
        ("sent again by the page's script", f"{again:,}", f"{again / len(heard):.1f} a fan", "–"),
        ("scans counted", f"{counted:,}", f"of {len(heard):,}; exact", f"{counted / len(heard):.2f}×"),
    ]  # fmt: skip


def press(port: int, issued: list[str]) -> list[Heard]:
    """All fans, each at its moment of the step."""

    async def together() -> list[Heard]:
        return await asyncio.gather(
            *(_fan(port, ticket, number / FANS_A_SECOND) for number, ticket in enumerate(issued))
        )

    return asyncio.run(together())


async def _fan(port: int, ticket: str, moment: float) -> Heard:
    await asyncio.sleep(moment)
    began = time.perf_counter()
    for repeat in range(MOST_REPEATS + 1):
        if await _is_answered(port, ticket):
            return time.perf_counter() - began, repeat + 1
        if repeat < MOST_REPEATS:
            await asyncio.sleep(0.5 * 2**repeat * (0.5 + random.random()))
    return float("inf"), MOST_REPEATS + 1


async def _is_answered(port: int, ticket: str) -> bool:
    body = json.dumps({"ticket": ticket}).encode()
    head = (
        "POST /api/v1/qr/scan HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nUser-Agent: Mozilla/5.0\r\n"
        "Accept: application/json\r\nContent-Type: application/json\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    try:
        async with asyncio.timeout(15):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(head.encode() + body)
                status = int((await reader.readline()).split()[1])
                await reader.read()
            finally:
                writer.close()
    except (OSError, TimeoutError, IndexError):
        return False
    if status < TURNED_AWAY and status != 200:
        raise AssertionError(f"the door says {status} to a good ticket")
    return status == 200
