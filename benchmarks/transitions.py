"""`process-transitions` over 1,000,000 campaigns of which 10,000 are due. Target (issue 4): 3× the bare statements.

The baseline is what 9-decisions.md says: the UPDATEs, plus plain INSERTs of the same history, audit and outbox rows,
in a copy of the tables without triggers, policies and foreign keys.
"""

import os
import resource
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import LiteralString
from unittest.mock import patch

import psycopg

from benchmarks.report import Row
from campaign_lifecycle.clock.service import run_transitions
from common import database
from local.postgres import Cluster
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

CAMPAIGNS = 1_000_000
DUE = 10_000
BRANDS = 100
AS_OF = datetime(2026, 12, 1, tzinfo=UTC)
LIMIT = 3.0


def run(cluster: Cluster) -> list[Row]:
    """The job as it runs, then the bare statements over the same rows in the same run."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        _prepare(db)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with _as_jobs(cluster):
            begin = time.perf_counter()
            counts = run_transitions(AS_OF)
            took = time.perf_counter() - begin
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        moved = int(counts["activated"] + counts["completed"] + counts["paused"])
        bare = _bare(db)
    return [
        (f"{moved:,} due of {CAMPAIGNS:,} campaigns", f"{took:.2f} s", f"bare {bare:.2f} s; limit {LIMIT:.0f}×",
         f"{took / bare:.2f}×"),
        ("memory that the job's process grew by", f"{grown / 1024:.1f} MB", "flat", "–"),
    ]  # fmt: skip


def _as_jobs(cluster: Cluster) -> AbstractContextManager[object]:
    """The environment of the job's Lambda."""
    database.close()
    return patch.dict(os.environ, DATABASE_URL=cluster.url("jobs_login"))


def _prepare(db: Connection) -> None:
    owners = [make_user(db, "brand") for _ in range(BRANDS)]
    brands = [brand_of(db, owner) for owner in owners]
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into campaigns (brand_id, created_by, name, status, timeline_start, timeline_end, budget_total,"
        " budget_spent) select (%(brands)s::uuid[])[1 + n %% %(count)s], (%(owners)s::uuid[])[1 + n %% %(count)s],"
        " 'Campaign ' || n,"
        " case when n %% %(every)s > 0 then 'active' when n %% (2 * %(every)s) = 0 then 'draft' else 'active' end,"
        " '2026-11-01',"
        # Half of what is due starts; of the rest, most end and some have spent their budget.
        " case when n %% %(every)s > 0 or n %% (2 * %(every)s) = 0 or n %% (10 * %(every)s) = %(every)s"
        " then '2027-06-01'::date else '2026-12-01' end,"
        " 1000, case when n %% (10 * %(every)s) = %(every)s then 1000 else 0 end"
        " from generate_series(1, %(rows)s) as n",
        {"brands": brands, "owners": owners, "count": BRANDS, "every": CAMPAIGNS // DUE, "rows": CAMPAIGNS},
    )
    db.execute("set session_replication_role = origin")
    db.execute("create table bare_campaigns (like campaigns including all)")
    db.execute("create table bare_campaign_history (like campaign_history including all)")
    db.execute("create table bare_audit_logs (like audit_logs including all)")
    db.execute("create table bare_outbox (like outbox including all)")
    db.execute("insert into bare_campaigns select * from campaigns")
    db.execute("vacuum analyze campaigns")
    db.execute("vacuum analyze bare_campaigns")
    db.execute("checkpoint")


def _bare(db: Connection) -> float:
    """The same changes and rows by plain statements, in one transaction; seconds."""
    complete: LiteralString = (
        "update bare_campaigns set status = 'completed'"
        " where status in ('active', 'paused') and timeline_end <= %(today)s"
    )
    statements: tuple[LiteralString, ...] = (
        "update bare_campaigns set status = 'active' where status = 'draft' and timeline_start <= %(today)s",
        complete,
        "update bare_campaigns set status = 'paused' where status = 'active' and budget_spent >= budget_total",
        "insert into bare_campaign_history select * from campaign_history",
        "insert into bare_audit_logs select * from audit_logs where action = 'campaigns.update'",
        "insert into bare_outbox select * from outbox",
    )
    db.execute("checkpoint")
    begin = time.perf_counter()
    with db.transaction():
        for statement in statements:
            db.execute(statement, {"today": AS_OF.date()} if "%(today)s" in statement else None)
    return time.perf_counter() - begin
