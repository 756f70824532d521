"""Claims a second on one gig of 1,000 slots from 16 connections, and releases a second over those deals.

Targets (issue 17): claims at most 3×, releases at most 2× the bare statements. The baseline is what 9-decisions.md
says: the same rows written by plain statements into copies of the tables without triggers, policies and foreign keys,
the money by `ledger.post`, one transaction for each; releases also as a multiple of `ledger.post` alone.
"""
# ruff: noqa: ISC004, S608 - statements over several lines, names of tables that stand here

import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import LiteralString, TypeVar
from uuid import UUID

import psycopg

from benchmarks.report import Row
from local.postgres import Cluster
from tests.factories.deals import Market, act, make_market, open_gig, value
from tests.factories.people import make_user
from tests.typing import Connection

Work = TypeVar("Work")
SLOTS = 1_000
CONNECTIONS = 16
COPIES = (
    "gig_slots", "deals", "deal_milestones", "escrows", "escrow_events", "deal_reviews", "earnings",
    "wallet_transactions", "notifications", "notification_deliveries", "outbox",
)  # fmt: skip
CLAIMED: tuple[LiteralString, ...] = (
    "update bare_gig_slots set status = 'claimed', deal_id = %(deal)s where id = (select id from bare_gig_slots"
    " where status = 'open' order by number limit 1 for no key update skip locked)",
    "insert into bare_deals select * from deals where id = %(deal)s",
    "insert into bare_deal_milestones select * from deal_milestones where deal_id = %(deal)s",
    "insert into bare_escrows select * from escrows where id = %(escrow)s",
    "insert into bare_escrow_events select * from escrow_events where escrow_id = %(escrow)s and seq = 1",
    *(
        f"insert into bare_{table} select * from {table} where {key} = any(%({key})s)"
        for table, key in (("notifications", "id"), ("notification_deliveries", "notification_id"))
    ),
    "insert into bare_outbox select * from outbox where deduplication_key = any(%(delivery)s)",
    "select ledger.post('bare', 'bare-claim:' || %(escrow)s, %(accounts)s::uuid[], %(amounts)s)",
)
RELEASED: tuple[LiteralString, ...] = (
    "update bare_escrows set status = 'under_review', version = version + 1 where id = %(escrow)s",
    "insert into bare_deal_reviews select * from deal_reviews where escrow_id = %(escrow)s",
    "update bare_escrows set status = 'approved', version = version + 1 where id = %(escrow)s",
    "update bare_escrows set status = 'releasing', version = version + 1 where id = %(escrow)s",
    "insert into bare_earnings select * from earnings where escrow_id = %(escrow)s",
    "insert into bare_wallet_transactions select * from wallet_transactions where ledger_transaction_id = %(posted)s",
    "update bare_escrows set status = 'released', version = version + 2, released_amount = price, fee_amount = fee,"
    " deadline_at = null, next_step = null where id = %(escrow)s",
    "insert into bare_escrow_events select * from escrow_events where escrow_id = %(escrow)s and seq > %(seq)s",
    "update bare_gig_slots set status = 'approved' where deal_id = %(deal)s",
    "update bare_deals set status = 'completed', closed_at = now() where id = %(deal)s",
    "insert into bare_notifications select * from notifications where id = any(%(id)s)",
    "insert into bare_notification_deliveries select * from notification_deliveries"
    " where notification_id = any(%(id)s)",
    "insert into bare_outbox select * from outbox where deduplication_key = any(%(delivery)s)",
)
POSTED: LiteralString = "select ledger.post('bare', %(key)s, %(accounts)s::uuid[], %(amounts)s)"


def run(cluster: Cluster) -> list[Row]:
    """Claims, then the reviews of the same deals, each beside its bare statements."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        market = make_market(db, 10**9)
        gig = open_gig(db, market, budget=10**7, slots=SLOTS)
        creators = [make_user(db) for _ in range(SLOTS)]
        for table in COPIES:
            db.execute(f"create table bare_{table} (like {table} including all)")
        db.execute("insert into bare_gig_slots select * from gig_slots")
        db.execute("vacuum analyze")
        claims = timed(cluster, [(str(creator), "select app.claim_slot(%s)", (gig,)) for creator in creators])
        facts = _facts(db)
        bare = timed_bare(cluster, CLAIMED, facts)
        return [beside("claims", claims, bare, 3.0), *_releases(cluster, db, market, facts)]


def _releases(cluster: Cluster, db: Connection, market: Market, facts: list[dict[str, object]]) -> list[Row]:
    for fact in facts:
        act(
            db,
            UUID(str(fact["creator"])),
            "select app.hand_in_work(%s, 'text', null, null, 'x')",
            fact["escrow"],
        )
    db.execute(
        "update bare_escrows as b set status = e.status, version = e.version from escrows as e where e.id = b.id"
    )
    db.execute("vacuum analyze")
    works = {row[0]: row[1] for row in db.execute("select escrow_id, id from deal_submissions").fetchall()}
    ours = timed(
        cluster,
        [
            (
                str(market.owner),
                "select app.review_work(%s, %s, 'approved')",
                (fact["escrow"], works[fact["escrow"]]),
            )
            for fact in facts
        ],
    )
    released = _released_facts(db, facts)
    post = timed_bare(cluster, (POSTED,), [fact | {"key": f"alone:{fact['escrow']}"} for fact in released])
    bare = timed_bare(
        cluster, (*RELEASED, POSTED), [fact | {"key": f"bare:{fact['escrow']}"} for fact in released]
    )
    return [
        beside("releases", ours, bare, 2.0),
        (
            "releases beside `ledger.post` alone",
            f"{SLOTS / ours:.0f}/s",
            f"{SLOTS / post:.0f}/s",
            f"{ours / post:.1f}×",
        ),
    ]


def _facts(db: Connection) -> list[dict[str, object]]:
    """What the bare statements of each claim name. Money goes to and fro between accounts that may go below zero."""
    accounts = [
        value(db, "select ledger.account(%s, 'usd')", purpose)
        for purpose in ("platform_revenue", "stripe_clearing")
    ]
    return [
        {"escrow": row[0], "deal": row[1], "creator": row[2], "id": row[3], "notification_id": row[3],
         "delivery": row[4], "accounts": [row[5], accounts[0]], "amounts": [1, -1], "seq": 1}
        for row in db.execute(
            "select e.id, e.deal_id, e.creator_user_id, n.ids, n.deliveries, a.id from escrows as e"
            " join ledger.accounts as a on a.deal_id = e.deal_id cross join lateral"
            " (select array_agg(n.id) as ids, array_agg(d.id::text) as deliveries from notifications as n"
            "  left join notification_deliveries as d on d.notification_id = n.id"
            "  where n.metadata ->> 'escrow_id' = e.id::text) as n"
        ).fetchall()
    ]  # fmt: skip


def _released_facts(db: Connection, facts: list[dict[str, object]]) -> list[dict[str, object]]:
    """What the bare statements of each release name: creator and platform, by one unit."""
    found = {
        row[0]: {"posted": row[1], "seq": row[2], "id": row[3], "delivery": row[4], "accounts": row[5],
                 "amounts": [1, -1]}
        for row in db.execute(
            "select e.id, v.ledger_transaction_id, v.seq - 3, n.ids, n.deliveries,"
            " (select array_agg(l.account_id order by a.may_go_negative) filter (where a.purpose in"
            " ('creator_payable', 'platform_revenue')) from ledger.entries as l"
            " join ledger.accounts as a on a.id = l.account_id where l.transaction_id = v.ledger_transaction_id)"
            " from escrows as e join escrow_events as v on v.escrow_id = e.id and v.event_type = 'released'"
            " cross join lateral (select array_agg(n.id) as ids, array_agg(d.id::text) as deliveries"
            "  from notifications as n left join notification_deliveries as d on d.notification_id = n.id"
            "  where n.metadata ->> 'escrow_id' = e.id::text and n.type = 'deal_released') as n"
        ).fetchall()
    }  # fmt: skip
    return [fact | found[fact["escrow"]] for fact in facts]


def timed(cluster: Cluster, calls: Sequence[tuple[str, LiteralString, tuple[object, ...]]]) -> float:
    """Each call in a transaction of its person; seconds for all, from 16 connections."""

    def one(db: Connection, call: tuple[str, LiteralString, tuple[object, ...]]) -> None:
        who, statement, parameters = call
        with db.transaction():
            db.execute("select app.begin_request(%s)", (json.dumps({"sub": who}),))
            db.execute(statement, parameters)

    return _in_parallel(cluster, "api_login", calls, one)


def timed_bare(
    cluster: Cluster, statements: Sequence[LiteralString], facts: Sequence[dict[str, object]]
) -> float:
    """The statements of each fact in a transaction; seconds for all, from 16 connections."""

    def one(db: Connection, fact: dict[str, object]) -> None:
        with db.transaction():
            for statement in statements:
                db.execute(statement, fact)

    return _in_parallel(cluster, None, facts, one)


def _in_parallel(
    cluster: Cluster, login: str | None, works: Sequence[Work], one: Callable[[Connection, Work], None]
) -> float:
    def worker(place: int) -> None:
        url = cluster.url(login) if login else cluster.url()
        with psycopg.connect(url, autocommit=True) as db:
            for work in works[place::CONNECTIONS]:
                one(db, work)

    begin = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(worker, range(CONNECTIONS)))
    return time.perf_counter() - begin


def beside(what: str, ours: float, bare: float, limit: float) -> Row:
    """So many a second, ours beside the bare ones; seconds of both."""
    return (
        f"{what}, {SLOTS:,} from {CONNECTIONS} connections", f"{SLOTS / ours:.0f}/s",
        f"bare {SLOTS / bare:.0f}/s; limit {limit:.0f}×", f"{ours / bare:.2f}×",
    )  # fmt: skip
