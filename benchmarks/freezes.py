"""A card dispute freezes 10,000 escrows of one brand, and lets them go when it is won. Target: 3× the bare statements.

The baseline is what 9-decisions.md says: the same UPDATEs and plain INSERTs of the same rows into copies of the tables
without triggers, policies and foreign keys, in one transaction. Ours is the whole booking: locks, ledger, wallet,
which escrows the debt takes, the rest of each deadline, events, notifications to 100 creators and the brand.
"""
# ruff: noqa: ISC004, S608 - statements over several lines, names of tables that stand here

import os
import time
from typing import LiteralString

import psycopg

from benchmarks.report import Row
from local.postgres import Cluster
from tests.factories.card_disputes import OPEN, dispute, settle
from tests.factories.deals import make_market, value
from tests.factories.people import make_user
from tests.typing import Connection

ESCROWS = int(os.environ.get("BENCH_ESCROWS", "10000"))
CREATORS = 100
LIMIT = 3.0
FUNDS = 1_000
COPIES = ("deal_milestones", "escrows", "escrow_events", "notifications", "notification_deliveries", "outbox")
TOLD = COPIES[2:]
FROZEN: LiteralString = (
    "update bare_escrows set frozen_by = 'dp', frozen_at = now(), frozen_rest = deadline_at - now(),"
    " frozen_step = next_step, deadline_at = null, next_step = null, version = version + 1"
)
UNFROZEN: tuple[LiteralString, ...] = (
    "update bare_deal_milestones as m set due_at = m.due_at + (now() - e.frozen_at) from bare_escrows as e"
    " where m.id = e.milestone_id",
    "update bare_escrows set frozen_by = null, frozen_at = null, frozen_rest = null, frozen_step = null,"
    " deadline_at = now() + frozen_rest, next_step = frozen_step, version = version + 1,"
    " stood_still = tstzmultirange(tstzrange(frozen_at, now()))",
)


def run(cluster: Cluster) -> list[Row]:
    """Frozen and let go, each beside its bare statements over the same rows."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        intent = _prepare(db)
        amount = FUNDS + ESCROWS * 110
        begin = time.perf_counter()
        name = dispute(db, intent, OPEN, amount)
        froze = time.perf_counter() - begin
        assert value(db, "select count(*) from escrows where frozen_by is not null") == ESCROWS
        begin = time.perf_counter()
        assert settle(db) == 0
        passed = time.perf_counter() - begin
        bare_froze = _bare(db, FROZEN)
        for table in TOLD:
            db.execute(f"insert into seen_{table} select id from {table}")
        begin = time.perf_counter()
        dispute(db, intent, "won", amount, name)
        freed = time.perf_counter() - begin
        assert value(db, "select count(*) from escrows where next_step = 'refund_late'") == ESCROWS
        for table in TOLD:
            db.execute(f"truncate bare_{table}")
        bare_freed = _bare(db, *UNFROZEN)
    return [
        _row("frozen", froze, bare_froze), _row("let go", freed, bare_freed),
        ("a pass that finds nothing to let go", f"{passed * 1000:.0f} ms", "every five minutes", "–"),
    ]  # fmt: skip


def _row(what: str, ours: float, bare: float) -> Row:
    return (
        f"{ESCROWS:,} escrows of a brand {what}", f"{ours:.2f} s", f"bare {bare:.2f} s; limit {LIMIT:.0f}×",
        f"{ours / bare:.2f}×",
    )  # fmt: skip


def _prepare(db: Connection) -> str:
    """Deals at work whose brand's wallet is nearly empty; the payment intent of its deposit."""
    market = make_market(db, FUNDS)
    ids = {"brand": market.brand, "rows": ESCROWS, "creators": [make_user(db) for _ in range(CREATORS)]}
    db.execute(
        "create temp table drawn as select uuidv7() as deal, uuidv7() as milestone, uuidv7() as escrow,"
        " (%(creators)s::uuid[])[1 + n %% cardinality(%(creators)s)] as creator from generate_series(1, %(rows)s) as n",
        ids,
    )
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into deals (id, brand_id, creator_user_id, currency, price, fee_basis_points, fee, total, title,"
        " terms, terms_hash, status, brand_accepted_at, creator_accepted_at)"
        " select deal, %(brand)s, creator, 'usd', 100, 1000, 10, 110, 'A post', '{\"review_hours\": 72}', sha256(''),"
        " 'active', now(), now() from drawn",
        ids,
    )
    db.execute(
        "insert into deal_milestones (id, deal_id, brand_id, creator_user_id, number, title, price, fee, total,"
        " due_days, due_at) select milestone, deal, %(brand)s, creator, 1, 'All', 100, 10, 110, 14,"
        " now() + interval '10 days' from drawn",
        ids,
    )
    db.execute(
        "insert into escrows (id, deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total,"
        " status, version, funding, turn_at, locked_at, started_at, deadline_at, next_step) select escrow, deal,"
        " milestone, %(brand)s, creator, 'usd', 100, 10, 110, 'work_in_progress', 3, 'wallet', now(), now(), now(),"
        " now() + interval '24 days', 'refund_late' from drawn",
        ids,
    )
    db.execute("set session_replication_role = origin")
    for table in COPIES:
        db.execute(f"create table bare_{table} (like {table} including all)")
        db.execute(f"create table seen_{table} as select id from {table}")
    for table in COPIES[:2]:
        db.execute(f"insert into bare_{table} select * from {table}")
    for table in (*COPIES, "deals", *(f"bare_{table}" for table in COPIES[:2])):
        db.execute(f"vacuum analyze {table}")
    db.execute("checkpoint")
    return str(value(db, "select reference_id from wallet_transactions where transaction_type = 'deposit'"))


def _bare(db: Connection, *statements: LiteralString) -> float:
    """The same changes, and the rows that were new; seconds."""
    db.execute("checkpoint")
    begin = time.perf_counter()
    with db.transaction():
        for statement in statements:
            db.execute(statement)
        for table in TOLD:
            db.execute(
                f"insert into bare_{table} select n.* from {table} as n"
                f" where not exists (select from seen_{table} as s where s.id = n.id)"
            )
    return time.perf_counter() - begin
