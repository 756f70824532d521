"""The scan page over a slow line: what it weighs in each language, and when its button can be pressed.

Through the laptop's gateway, uncompressed; Chromium is given 400 ms from question to answer and 400 kbit/s. Limits
(issue 22): 30 kB with all that it loads, a second until it can be used, once the door has a warm worker.
"""

import os
from pathlib import Path
from typing import Any

import psycopg

from activations.scan_pages.languages import LANGUAGES
from benchmarks.report import Row
from benchmarks.scan_step import KEY, with_door
from local.postgres import Cluster
from tests.database.scanning import Stall
from tests.unit.local.running import Running
from tools.browser import perform

CODE = "page1234"
ROUND_TRIP_MS, BITS_A_SECOND = 400, 400_000
MOST_BYTES, MOST_MS = 30_000, 1_000


def run(cluster: Cluster) -> list[Row]:
    """Bytes and milliseconds of each language, the heaviest and the slowest beside the limits."""
    os.environ["ACTIVATIONS_KEY"] = KEY
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        Stall(db, code={"short_code": CODE}, min_age=16, landing_url="https://shop.example.com/")
    seen: list[dict[str, Any]] = []

    def scenario(running: Running) -> None:
        running.call("GET", f"/q/{CODE}")  # a worker starts, and knows the code
        pages = [f"http://127.0.0.1:{running.port}/q/{CODE}?lang={language}" for language in LANGUAGES]
        asked = {"urls": pages, "round_trip_ms": ROUND_TRIP_MS, "bits_a_second": BITS_A_SECOND}
        seen.extend(perform(Path(__file__).with_name("scan_page.mjs"), asked))

    with_door(cluster, 1, scenario)
    assert not any(page["others"] for page in seen), "the page loads something beside itself"
    assert len({page["button"] for page in seen}) > 1, "all languages have one button"
    sizes, times = [page["bytes"] for page in seen], [page["usable_ms"] for page in seen]
    return [
        (
            f"scan page, bytes in the heaviest of {len(seen)} languages", f"{max(sizes):,}",
            f"limit {MOST_BYTES:,}; " + _each(sizes), f"{max(sizes) / MOST_BYTES:.2f}×",
        ),
        (
            f"its button can be pressed ({ROUND_TRIP_MS} ms, {BITS_A_SECOND // 1000} kbit/s), the slowest",
            f"{max(times):,} ms", f"limit {MOST_MS:,} ms; " + _each(times), f"{max(times) / MOST_MS:.2f}×",
        ),
    ]  # fmt: skip


def _each(values: list[int]) -> str:
    return ", ".join(f"{language} {value:,}" for language, value in zip(LANGUAGES, values, strict=True))
