"""Disputes opened a second, over 1,000 deals at work, from 16 connections. Target: 3× the bare statements.

The baseline is what 9-decisions.md says: the same rows written by plain statements into copies of the tables without
triggers, policies and foreign keys, a transaction for each. Ours has the locks, the evidence and its hash, what is left
of the deadline, the event and the news for both sides. What freezes and lets go 10,000 escrows, `freezes.py` measures.
"""
# ruff: noqa: ISC004 - statements over several lines, names of tables that stand here

from typing import LiteralString

import psycopg

from benchmarks.marketplace import SLOTS, beside, timed, timed_bare
from benchmarks.report import Row
from local.postgres import Cluster
from tests.factories.deals import make_market, open_gig
from tests.factories.people import make_user
from tests.typing import Connection

LIMIT = 3.0
CLAIM: LiteralString = "select app.claim_slot(%s)"
START: LiteralString = "select app.start_work(%s)"
OPEN: LiteralString = "select app.open_deal_dispute(%s, 'not_paid', 'It is what you asked for.', 1)"
COPIES = ("escrows", "deal_disputes", "escrow_events", "notifications", "notification_deliveries", "outbox")
OPENED: tuple[LiteralString, ...] = (
    "insert into bare_deal_disputes select * from deal_disputes where escrow_id = %(escrow)s",
    "update bare_escrows set status = 'disputed', version = version + 1, disputed_at = now(),"
    " disputed_from = 'work_in_progress', deadline_at = now() + interval '5 days', next_step = 'decide'"
    " where id = %(escrow)s",
    "insert into bare_escrow_events select * from escrow_events where escrow_id = %(escrow)s and seq = %(seq)s",
    "insert into bare_notifications select * from notifications where id = any(%(ids)s)",
    "insert into bare_notification_deliveries select * from notification_deliveries"
    " where notification_id = any(%(ids)s)",
    "insert into bare_outbox select * from outbox where deduplication_key = any(%(deliveries)s)",
)


def run(cluster: Cluster) -> list[Row]:
    """Openings, each beside its bare statements."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        market = make_market(db, 10**9)
        gig = open_gig(db, market, budget=10**7, slots=SLOTS)
        timed(cluster, [(str(make_user(db)), CLAIM, (gig,)) for _ in range(SLOTS)])
        held = db.execute("select creator_user_id::text, id from escrows").fetchall()
        timed(cluster, [(creator, START, (escrow,)) for creator, escrow in held])
        for table in COPIES:
            db.execute(f"create table bare_{table} (like {table} including all)")
        db.execute("insert into bare_escrows select * from escrows")
        db.execute("vacuum analyze")
        ours = timed(cluster, [(creator, OPEN, (escrow,)) for creator, escrow in held])
        bare = timed_bare(cluster, OPENED, _facts(db))
    return [beside("disputes opened", ours, bare, LIMIT)]


def _facts(db: Connection) -> list[dict[str, object]]:
    """What the bare statements of each opening name."""
    rows = db.execute(
        "select e.id, e.version, array_agg(n.id), array_agg(d.id::text) from escrows as e"
        " join notifications as n on n.metadata ->> 'escrow_id' = e.id::text and n.type = 'deal_dispute_opened'"
        " left join notification_deliveries as d on d.notification_id = n.id"
        " where e.status = 'disputed' group by e.id, e.version"
    ).fetchall()
    assert len(rows) == SLOTS
    return [{"escrow": row[0], "seq": row[1], "ids": row[2], "deliveries": row[3]} for row in rows]
