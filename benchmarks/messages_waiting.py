"""`messages-waiting` over 1,000,000 members of conversations, of whom 10,000 are due, beside bare statements.

100,000 more have something unread and were told: a pass that finds nobody must not read them, so it is measured too.
The baseline is the same UPDATE and plain INSERTs of the same rows into copies of the tables without triggers, policies
and foreign keys.
"""
# ruff: noqa: S608 - statements over several lines, names of tables that stand here

import os
import time
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import psycopg

from benchmarks.report import Row
from common import database
from local.postgres import Cluster
from messaging.waiting.service import tell_of_waiting
from tests.factories.events import LambdaContext
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

MEMBERS = int(os.environ.get("BENCH_MEMBERS", "1000000"))
DUE = MEMBERS // 100
BRANDS = 50
"""Each talks with everybody: two members a conversation."""
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
COPIES = ("notifications", "notification_deliveries", "outbox")


def run(cluster: Cluster) -> list[Row]:
    """A pass with 10,000 due, the bare statements over the same rows, and a pass with nobody due."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        _prepare(db)
        database.close()
        with patch.dict(os.environ, DATABASE_URL=cluster.url("jobs_login")):
            took, told = _pass(NOON)
            assert told == DUE, told
            idle, nobody = _pass(NOON + timedelta(minutes=2))
            assert nobody == 0, nobody
        bare = _bare(db)
    return [
        (f"{told:,} due of {MEMBERS:,} members", f"{took:.2f} s", f"bare {bare:.2f} s",
         f"{took / bare:.2f}×"),
        (f"nobody due, {MEMBERS // 10:,} unread and told", f"{idle * 1000:.1f} ms", "a schedule of two minutes", "–"),
    ]  # fmt: skip


def _pass(as_of: datetime) -> tuple[float, int]:
    begin = time.perf_counter()
    counts = tell_of_waiting(as_of, LambdaContext())
    return time.perf_counter() - begin, counts["told"]


def _prepare(db: Connection) -> None:
    brands = [(owner, brand_of(db, owner)) for owner in (make_user(db, "brand") for _ in range(BRANDS))]
    db.execute("insert into auth.users (email, app_metadata, confirmed_at) select 'reader-' || n || '@example.com',"
               " '{\"role\": \"creator\"}', now() from generate_series(1, %s) as n", (DUE,))  # fmt: skip
    ids = {"owners": [owner for owner, _ in brands], "brands": [brand for _, brand in brands], "noon": NOON}
    db.execute("set session_replication_role = replica")
    db.execute("create temp table drawn as select uuidv7() as id, b.owner, b.brand, u.id as person, u.n + b.m as place"
               " from unnest(%(owners)s::uuid[], %(brands)s::uuid[]) with ordinality as b (owner, brand, m)"
               " cross join (select id, row_number() over () as n from auth.users where email like 'reader-%%') as u",
               ids)  # fmt: skip
    db.execute("insert into conversations (id, kind, brand_id, person_user_id, last_seq, last_message_at)"
               " select id, 'direct', brand, person, 1, %(noon)s from drawn", ids)  # fmt: skip
    db.execute("insert into messages (conversation_id, seq, brand_id, person_user_id, sender_user_id, side, body,"
               " created_at) select id, 1, brand, person, owner, 'brand', 'Good morning.',"
               " %(noon)s::timestamptz - interval '10 minutes' from drawn", ids)  # fmt: skip
    # One of fifty is due, one of five was told: of each reader one.
    db.execute("insert into conversation_members (conversation_id, user_id, brand_id, person_user_id, side,"
               " last_read_seq, last_delivered_seq, unread_count, notified_seq, waits_since)"
               " select id, person, brand, person, 'person', read, read, 1 - read, notified, since from ("
               "  select *, (place %% 50 <> 0 and place %% 5 <> 1)::integer as read,"
               "   (place %% 5 = 1)::integer as notified,"
               "   case when place %% 50 = 0 then %(noon)s::timestamptz - interval '10 minutes' end as since from drawn"
               " ) as d union all select id, owner, brand, person, 'brand', 1, 1, 0, 1, null from drawn",
               ids)  # fmt: skip
    db.execute("set session_replication_role = origin")
    db.execute("create table bare_conversation_members (like conversation_members including all)")
    db.execute("insert into bare_conversation_members select * from conversation_members")
    for table in COPIES:
        db.execute(f"create table bare_{table} (like {table} including all)")
    for table in (
        "conversations",
        "conversation_members",
        "bare_conversation_members",
        "messages",
        "auth.users",
    ):
        db.execute(f"vacuum analyze {table}")
    db.execute("checkpoint")


def _bare(db: Connection) -> float:
    """The same changes and rows by plain statements, in one transaction; seconds."""
    db.execute("checkpoint")
    begin = time.perf_counter()
    with db.transaction():
        db.execute("update bare_conversation_members set notified_seq = 1, waits_since = null where waits_since <= %s",
                   (NOON - timedelta(minutes=10),))  # fmt: skip
        for table in COPIES:
            db.execute(f"insert into bare_{table} select * from {table}")
    return time.perf_counter() - begin
