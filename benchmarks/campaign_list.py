"""The campaign list over 1,000,000 rows of one brand: the last page must be as fast as the first (issue 4)."""

import os
import statistics
import time
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from benchmarks.report import Row
from campaign_lifecycle.campaigns.repository import list_campaigns
from common import database
from common.identity import Actor
from common.models.campaigns import CampaignStatus
from local.postgres import Cluster
from tests.factories.people import brand_of, make_user

CAMPAIGNS = 1_000_000
REPEATS = 60
PAGE = 21
LIMIT = 1.5

# Where the last page of a list begins: its rows are the oldest that the filter lets through.
OLDEST: LiteralString = "select id from campaigns order by id offset 21 limit 1"
OLDEST_PAUSED: LiteralString = (
    "select id from campaigns where status = 'paused' order by id offset 21 limit 1"
)
OLDEST_FOOD: LiteralString = "select id from campaigns where category = 'food' order by id offset 21 limit 1"

Filter = dict[str, Any]


def run(cluster: Cluster) -> list[Row]:
    """p50 of the first and of the last page, per filter, alternating in one run, as the brand's owner."""
    os.environ["DATABASE_URL"] = cluster.url("api_login")
    database.close()
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        owner = make_user(db, "brand")
        _prepare(db, owner)
        cases: list[tuple[str, Filter, LiteralString]] = [
            ("no filter", {}, OLDEST),
            (
                "status",
                {"status": CampaignStatus.PAUSED},
                OLDEST_PAUSED,
            ),
            (
                "category",
                {"category": "food"},
                OLDEST_FOOD,
            ),
            (
                "brand",
                {"brand_id": brand_of(db, owner)},
                OLDEST,
            ),
        ]
        return [_measure(db, owner, *case) for case in cases]


def _measure(
    db: psycopg.Connection[Any], owner: UUID, name: str, chosen: Filter, last_page: LiteralString
) -> Row:
    row = db.execute(last_page).fetchone()
    assert row is not None
    times: dict[UUID | None, list[float]] = {None: [], row[0]: []}
    for _ in range(REPEATS):
        for before, taken in times.items():
            begin = time.perf_counter()
            with database.transaction(Actor("user", owner)) as tx:
                rows = list_campaigns(
                    tx, **({"brand_id": None, "status": None, "category": None} | chosen), before=before,
                    limit=PAGE,
                )  # fmt: skip
            taken.append((time.perf_counter() - begin) * 1000)
            assert len(rows) == PAGE
    first, last = (statistics.median(taken) for taken in times.values())
    return (
        f"last page, filter: {name}", f"{last:.2f} ms", f"first page {first:.2f} ms; limit {LIMIT}×",
        f"{last / first:.2f}×",
    )  # fmt: skip


def _prepare(db: psycopg.Connection[Any], owner: UUID) -> None:
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into campaigns (brand_id, created_by, name, status, category)"
        " select %(brand)s, %(owner)s, 'Campaign ' || n, (array['draft', 'active', 'paused', 'completed'])"
        "[1 + n %% 4], (array['food', 'travel', 'sports'])[1 + n %% 3] from generate_series(1, %(rows)s) as n",
        {"brand": brand_of(db, owner), "owner": owner, "rows": CAMPAIGNS},
    )
    db.execute("set session_replication_role = origin")
    db.execute("vacuum analyze campaigns")
