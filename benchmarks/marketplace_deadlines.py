"""`deal-deadlines` over 1,000,000 escrows of which 10,000 are due. Target (issue 17): 3× the bare statements.

The mix of what is due: 30 % reviews that begin, 25 % reminders of a review, 25 % notices of a hold, 10 % milestones
that nobody paid for, 10 % money that goes back because nobody began; of 97 brands and 101 creators. The baseline is
the same UPDATEs and plain INSERTs of the same rows into copies of the tables without triggers, policies and foreign
keys, the money by `ledger.post_transfers`.
"""
# ruff: noqa: ISC004, S608 - statements over several lines, names of tables that stand here

import os
import resource
import time
from datetime import UTC, datetime
from typing import LiteralString
from unittest.mock import patch

import psycopg

from benchmarks.report import Row
from common import database
from local.postgres import Cluster
from marketplace.deadlines.service import run_deadlines
from tests.factories.deals import make_market
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.typing import Connection

ESCROWS = int(os.environ.get("BENCH_ESCROWS", "1000000"))
DUE = ESCROWS // 100
AS_OF = datetime(2026, 12, 1, tzinfo=UTC)
LIMIT = 3.0
BRANDS, CREATORS = 97, 101
"""Primes: each brand and each creator has some of all that is due."""
COPIES = ("deals", "escrows", "escrow_events", "creator_logs", "wallet_transactions", "notifications",
          "notification_deliveries", "outbox")  # fmt: skip


def run(cluster: Cluster) -> list[Row]:
    """The job as it runs, then the bare statements over the same rows in the same run."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        _prepare(db)
        database.close()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with patch.dict(os.environ, DATABASE_URL=cluster.url("jobs_login")):
            begin = time.perf_counter()
            counts = run_deadlines(AS_OF, LambdaContext())
            took = time.perf_counter() - begin
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert not counts["errors"], counts
        bare = _bare(db)
    return [
        (f"{counts['steps']:,} due of {ESCROWS:,} escrows", f"{took:.2f} s", f"bare {bare:.2f} s; limit {LIMIT:.0f}×",
         f"{took / bare:.2f}×"),
        ("memory that the job's process grew by", f"{grown / 1024:.1f} MB", "flat", "–"),
    ]  # fmt: skip


def _prepare(db: Connection) -> None:
    markets = [make_market(db, 10**9) for _ in range(BRANDS)]
    ids = {
        "brands": [market.brand for market in markets],
        "creators": [make_user(db) for _ in range(CREATORS)],
        "rows": ESCROWS,
        "every": ESCROWS // DUE,
        "as_of": AS_OF,
    }
    db.execute("create temp table drawn as select n, uuidv7() as deal, uuidv7() as milestone, uuidv7() as escrow,"
               " (%(brands)s)[1 + (n / %(every)s) %% cardinality(%(brands)s)] as brand,"
               " (%(creators)s)[1 + (n / %(every)s) %% cardinality(%(creators)s)] as creator,"
               " case when n %% %(every)s > 0 then 'later' else (array['open','open','open','open','open','open',"
               " 'remind','remind','remind','remind','remind','warn','warn','warn','warn','warn','cancel','cancel',"
               " 'unstarted','unstarted'])[1 + (n / %(every)s) %% 20] end as kind"
               " from generate_series(1, %(rows)s) as n", ids)  # fmt: skip
    db.execute("set session_replication_role = replica")
    db.execute("insert into deals (id, brand_id, creator_user_id, currency, price, fee_basis_points, fee, total, title,"
               " terms, terms_hash, status, brand_accepted_at, creator_accepted_at)"
               " select deal, brand, creator,"
               " 'usd', 100, 1000, 10, 110, 'A post', '{\"review_hours\": 72}', sha256(''), 'active', now(), now()"
               " from drawn", ids)  # fmt: skip
    db.execute("insert into deal_milestones (id, deal_id, brand_id, creator_user_id, number, title, price, fee, total,"
               " due_days, due_at) select milestone, deal, brand, creator, 1, 'All', 100, 10, 110, 14,"
               " %(as_of)s::timestamptz + interval '10 days' from drawn", ids)  # fmt: skip
    db.execute("insert into escrows (id, deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total,"
               " status, version, funding, turn_at, locked_at, started_at, submitted_at, deadline_at, next_step)"
               " select escrow, deal, milestone, brand, creator, 'usd', 100, 10, 110,"
               " case kind when 'open' then 'work_submitted' when 'remind' then 'under_review' when 'warn' then"
               " 'work_in_progress' when 'cancel' then 'pending_payment' when 'unstarted' then 'locked'"
               " else 'work_in_progress' end, 1, 'wallet', %(as_of)s::timestamptz - interval '3 days',"
               " %(as_of)s::timestamptz - case kind when 'warn' then interval '45 days' else interval '8 days' end,"
               " %(as_of)s::timestamptz - interval '8 days', %(as_of)s::timestamptz - case kind when 'open' then"
               " interval '1 hour' else interval '48 hours' end, %(as_of)s::timestamptz + case kind when 'later' then"
               " interval '5 days' else interval '0' end, case kind when 'open' then 'open_review' when 'remind' then"
               " 'remind_review' when 'warn' then 'warn_hold' when 'cancel' then 'cancel' when 'unstarted' then"
               " 'refund_unstarted' else 'refund_late' end from drawn", ids)  # fmt: skip
    db.execute("insert into ledger.accounts (purpose, currency, brand_id, deal_id, owner_id, balance, version,"
               " may_go_negative) select 'deal_held', 'usd', brand, deal, deal, 110, 1, false from drawn"
               " where kind = 'unstarted'", ids)  # fmt: skip
    db.execute("set session_replication_role = origin")
    _copy(db)
    for table in ("deals", "deal_milestones", "escrows", "bare_deals", "bare_escrows", "ledger.accounts"):
        db.execute(f"vacuum analyze {table}")
    db.execute("checkpoint")


def _copy(db: Connection) -> None:
    for table in COPIES:
        db.execute(f"create table bare_{table} (like {table} including all)")
    for table in ("deals", "escrows"):
        db.execute(f"insert into bare_{table} select * from {table}")


def _bare(db: Connection) -> float:
    """The same changes and rows by plain statements, in one transaction; seconds."""
    due: LiteralString = "where deadline_at <= %(as_of)s and next_step = "
    statements: tuple[LiteralString, ...] = (
        f"update bare_escrows set status = 'under_review', version = 2, next_step = 'remind_review',"
        f" deadline_at = deadline_at + interval '47 hours' {due}'open_review'",
        f"update bare_escrows set reminded_at = %(as_of)s, version = 2, deadline_at = deadline_at + interval '1 day'"
        f" {due}'remind_review'",
        f"update bare_escrows set reminded_at = %(as_of)s, version = 2, deadline_at = deadline_at + interval '9 days'"
        f" {due}'warn_hold'",
        f"update bare_escrows set status = 'cancelled', version = 2, deadline_at = null, next_step = null,"
        f" cancelled_at = %(as_of)s {due}'cancel'",
        f"update bare_escrows set status = 'refunding', version = 2 {due}'refund_unstarted'",
        f"update bare_escrows set status = 'refunded', version = 3, deadline_at = null, next_step = null,"
        f" refunded_at = %(as_of)s, refunded_amount = total {due}'refund_unstarted'",
        "update bare_deals as b set status = d.status, closed_at = d.closed_at from deals as d"
        " where d.id = b.id and d.status = 'cancelled'",
        "select ledger.post_transfers('bare', array_agg('bare:' || a.id), array_agg(a.id), array_agg(t.id),"
        " array_agg(110::bigint)) from ledger.accounts as a, ledger.accounts as t"
        " where a.purpose = 'deal_held' and t.purpose = 'stripe_clearing'",
        *(f"insert into bare_{table} select * from {table}" for table in COPIES[2:]),
    )
    db.execute("set session_replication_role = replica")
    db.execute("update ledger.accounts set balance = 110 where purpose = 'deal_held'")
    db.execute("set session_replication_role = origin")
    db.execute("checkpoint")
    begin = time.perf_counter()
    with db.transaction():
        for statement in statements:
            db.execute(statement, {"as_of": AS_OF} if "%(as_of)s" in statement else None)
    return time.perf_counter() - begin
