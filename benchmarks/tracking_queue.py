"""Clicks a second that the worker of the mode `queue` stores, against COPY of the same rows.

Limit (issue 6): at least 0.5 × COPY, in batches of 1,000.
"""

import json
import os
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks.report import Row
from common import database as runtime
from local.postgres import Cluster
from tests.factories.events import LambdaContext

BATCH = 1_000
BATCHES = 100
ROUNDS = 3
AGENTS = [f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{n}.0 Safari/537.36" for n in range(50)]
COPY = (
    "copy tracking_events (id, created_at, event_type, tracking_link_id, campaign_id, brand_id, creator_user_id,"
    " visitor_ip_hash, user_agent, referrer) from stdin"
)


def run(cluster: Cluster) -> list[Row]:
    """Rows a second of both, the best of `ROUNDS` each, taking turns."""
    from tracking_redirect.worker import lambda_handler

    os.environ["DATABASE_URL"] = cluster.url("jobs_login")
    runtime.close()
    by_worker, by_copy, again = [], [], []
    for _ in range(ROUNDS):
        batches = [_batch() for _ in range(BATCHES)]
        events = [_event(batch) for batch in batches]
        begin = time.perf_counter()
        for event in events:
            assert lambda_handler(event, LambdaContext()) == {"batchItemFailures": []}
        by_worker.append(BATCH * BATCHES / (time.perf_counter() - begin))
        begin = time.perf_counter()
        for event in events:
            lambda_handler(event, LambdaContext())
        again.append(BATCH * BATCHES / (time.perf_counter() - begin))
        by_copy.append(_copy(cluster, [_batch() for _ in range(BATCHES)]))
    runtime.close()
    with psycopg.connect(cluster.url()) as db:
        stored = db.execute("select count(*) from tracking_events").fetchone()
    assert stored == (2 * ROUNDS * BATCH * BATCHES,), "each click once"
    best, copy = max(by_worker), max(by_copy)
    return [
        (f"clicks/s stored by the worker, batches of {BATCH:,}", f"{best:,.0f}", f"COPY {copy:,.0f}; limit 0.5×",
         f"{best / copy:.2f}×"),
        ("the same batches delivered again (nothing stored)", f"{max(again):,.0f}", "–", "–"),
    ]  # fmt: skip


def _batch() -> list[dict[str, Any]]:
    from common.uuids import uuid7

    link, campaign, brand = str(uuid4()), str(uuid4()), str(uuid4())
    milliseconds = time.time_ns() // 1_000_000
    at = datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds")
    return [
        {"id": str(uuid7(milliseconds)), "at": at, "type": "click", "link": link, "campaign": campaign,
         "brand": brand, "creator": None, "visitor": str(uuid4()), "agent": AGENTS[n % len(AGENTS)],
         "referrer": "https://www.instagram.com/"}
        for n in range(BATCH)
    ]  # fmt: skip


def _event(batch: list[dict[str, Any]]) -> dict[str, Any]:
    return {"Records": [{"messageId": str(n), "body": json.dumps(visit)} for n, visit in enumerate(batch)]}


def _copy(cluster: Cluster, batches: list[list[dict[str, Any]]]) -> float:
    """The same rows by COPY, a transaction a batch, by the superuser, whom no policy slows down."""
    # The messages' fields stand in the order of the columns.
    rows = [[tuple(visit.values()) for visit in batch] for batch in batches]
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        begin = time.perf_counter()
        for batch in rows:
            with db.cursor() as cursor, cursor.copy(COPY) as copy:
                for row in batch:
                    copy.write_row(row)
        return BATCH * BATCHES / (time.perf_counter() - begin)
