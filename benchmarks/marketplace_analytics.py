"""`marketplace-analytics` over a year that nobody has counted: as much time a day as over 90 days, the same memory.

Limits: a day of 365 costs at most 1.5 times a day of 90; memory of the session's own at most 64 MiB. A night as any
other, with a year of history behind it, is beside them: it has three days to count. `BENCH_ACTS` (environment, 2,000)
is how much is written down on a day: so many audit rows, half as many entries of the ledger, a quarter as many steps.
"""
# ruff: noqa: ISC004 - statements over several lines

import os
import time
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import psycopg

from benchmarks.report import Row
from benchmarks.session_memory import memory_of
from common import database
from common.database import transaction
from common.identity import SERVICE
from local.postgres import Cluster
from marketplace.analytics.count import count_days
from tests.factories.deals import make_deal, make_market
from tests.factories.events import LambdaContext
from tests.typing import Connection

ACTS = int(os.environ.get("BENCH_ACTS", "2000"))
DAYS, FEW = 365, 90
NIGHT = datetime(2026, 11, 1, 2, 15, tzinfo=UTC)
LIMIT, LIMIT_KB = 1.5, 64 * 1024


def run(cluster: Cluster) -> list[Row]:
    """Both spans, then a night with nothing to catch up."""
    with (
        psycopg.connect(cluster.url(), autocommit=True) as db,
        patch.dict(os.environ, DATABASE_URL=cluster.url("jobs_login")),
    ):
        _live_for_a_year(db)
        database.close()
        few, few_kb = _count(db, FEW)
        many, many_kb = _count(db, DAYS)
        night, _ = _count(db, 0)
        database.close()
    assert many / DAYS <= LIMIT * few / FEW
    assert many_kb <= LIMIT_KB
    return [
        (f"a day of {DAYS} days, each of {ACTS:,} acts", f"{1000 * many / DAYS:.1f} ms",
         f"of {FEW} days {1000 * few / FEW:.1f} ms; limit {LIMIT}×", f"{many / DAYS / (few / FEW):.2f}×"),
        ("memory of the session's own", f"{many_kb / 1024:.0f} MiB",
         f"{few_kb / 1024:.0f} MiB; limit {LIMIT_KB // 1024} MiB", f"{many_kb / few_kb:.2f}×"),
        ("a night with nothing to catch up", f"{1000 * night:.0f} ms", "three days", "–"),
    ]  # fmt: skip


def _count(db: Connection, days: int) -> tuple[float, int]:
    """Seconds and most memory (KiB) of a night that has so many days to catch up; 0: three as any night."""
    if days:
        db.execute("delete from platform_analytics")
        db.execute("delete from financial_analytics")
        db.execute(
            "insert into platform_analytics (date) values (%s)", (NIGHT.date() - timedelta(days=days + 1),)
        )
    with transaction(SERVICE) as tx:
        pid: int = tx.fetch_value("select pg_backend_pid()")
    with memory_of(pid) as seen:
        begin = time.perf_counter()
        counted = count_days(NIGHT, LambdaContext())
        took = time.perf_counter() - begin
    assert (counted["days"], counted["more_due"]) == (days or 3, 0), counted
    return took, max(seen)


def _live_for_a_year(db: Connection) -> None:
    """Rows as the real functions write them, so many a day, in the order of time."""
    market = make_market(db)
    make_deal(db, market)
    db.execute("select ledger.account('platform_revenue', 'usd')")
    db.execute("set session_replication_role = replica")
    values = {"acts": ACTS, "since": NIGHT.date() - timedelta(days=DAYS), "until": NIGHT.date(), "owner": market.owner,
              "brand": market.brand, "creator": market.creator}  # fmt: skip
    db.execute(
        "create temp table moments as select row_number() over (order by at) as n, at from ("
        " select d.day::timestamp at time zone 'UTC' + random() * interval '1 day' as at from"
        " generate_series(%(since)s::date, %(until)s::date - 1, interval '1 day') as d (day),"
        " generate_series(1, %(acts)s::integer)) as drawn",
        values,
    )
    for statement in (
        "insert into auth.users (email, created_at) select 'u' || n || '@example.com', at from moments"
        " where n %% 100 = 0",
        "insert into user_roles (user_id, role, created_at) select id, 'creator', created_at from auth.users"
        " where email like 'u%%' on conflict do nothing",
        "insert into audit_logs (user_id, action, resource_type, resource_id, created_at) select (array["
        " %(owner)s, %(creator)s]::uuid[])[1 + n %% 2], 'update', 'gigs', n, at from moments",
        "insert into blocked_attempts (source, action, sqlstate, at) select 'x', 'y', 'IK001', at from moments"
        " where n %% 100 = 1",
        "insert into gigs (brand_id, created_by, mode, title, currency, slots_total, status, created_at, opened_at,"
        " ends_at, closed_at, close_reason) select %(brand)s, %(owner)s, 'claim', 'Tea', 'usd', 1, 'cancelled', at, at,"
        " at + interval '10 days', at + interval '9 days', 'closed' from moments where n %% 50 = 2",
        "insert into escrow_events (escrow_id, brand_id, creator_user_id, seq, event_type, actor_user_id, created_at)"
        " select e.id, %(brand)s, %(creator)s, 1000 + n, 'reminded', %(creator)s, at from moments, escrows as e"
        " where n %% 4 = 3",
        "insert into payouts (batch_id, creator_user_id, amount, currency, status, stripe_account_id, idempotency_key,"
        " stripe_transfer_id, paid_at) select uuidv7(), %(creator)s, n, 'usd', 'paid', 'acct', n, n, at from moments"
        " where n %% 40 = 4",
        "insert into ledger.entries (transaction_id, account_id, amount, currency, created_at) select t.id, a.id,"
        " t.sign * 100, 'usd', t.at from (select uuidv7() as id, at, n from moments where n %% 4 = 0) as m"
        " cross join lateral (values (m.id, m.at, case when m.n %% 8 = 0 then 'deal_held' else 'brand_available' end,"
        " -1), (m.id, m.at, case when m.n %% 8 = 0 then 'brand_available' else 'platform_revenue' end, 1))"
        " as t (id, at, purpose, sign) inner join (select distinct on (purpose) id, purpose from ledger.accounts"
        " order by purpose, id) as a using (purpose)",
    ):
        db.execute(statement, values)
    db.execute("set session_replication_role = origin")
    for table in ("audit_logs", "escrow_events", "ledger.entries", "gigs", "payouts", "blocked_attempts"):
        db.execute(f"vacuum analyze {table}")
