"""Releases a second over deals whose two sides two agents brought, beside deals that nobody brought. Limit: 1.3×.

With agents, a release has two more entries, two commissions, two lines of wallets and two pieces of news. All deals of
the first kind are of the same two agents, the worst there is: nobody may wait for anybody. And how long 100,000
commissions take to become available.
"""

import time
from uuid import UUID

import psycopg

from benchmarks.marketplace import SLOTS, timed
from benchmarks.report import Row
from local.postgres import Cluster
from tests.factories.agents import make_agent
from tests.factories.deals import Market, act, make_market, open_gig
from tests.factories.people import make_user
from tests.factories.referrals import refer
from tests.typing import Connection

LIMIT = 1.3
MANY = 100_000
BATCH = 1_000


def run(cluster: Cluster) -> list[Row]:
    """Releases without agents and with two, then commissions that become available."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        without = _releases(cluster, db, None)
        agents = make_agent(db), make_agent(db)
        both = _releases(cluster, db, agents)
        row = db.execute("select count(*) from commissions").fetchone()
        assert row == (2 * SLOTS,), row
        return [
            (
                f"releases of {SLOTS:,} deals of two agents", f"{SLOTS / both:.0f}/s",
                f"without agents {SLOTS / without:.0f}/s; limit {LIMIT}×", f"{both / without:.2f}×",
            ),
            _available(db),
        ]  # fmt: skip


def _releases(cluster: Cluster, db: Connection, agents: tuple[UUID, UUID] | None) -> float:
    """Seconds in which work of one gig is approved, from 16 connections."""
    market = make_market(db, 10**9)
    gig = open_gig(db, market, budget=10**7, slots=SLOTS)
    creators = [make_user(db) for _ in range(SLOTS)]
    # A deal within an hour of both sides' sign-up would be noted as fraud, which few are.
    db.execute("update auth.users set created_at = created_at - interval '1 month'")
    if agents:
        refer(db, agents[0], market.owner)
        refer(db, agents[1], *creators)
    timed(cluster, [(str(creator), "select app.claim_slot(%s)", (gig,)) for creator in creators])
    works = _hand_in(db, market)
    db.execute("vacuum analyze")
    review = "select app.review_work(%s, %s, 'approved')"
    return timed(cluster, [(str(market.owner), review, work) for work in works])


def _hand_in(db: Connection, market: Market) -> list[tuple[UUID, UUID]]:
    """Each escrow of the brand with its work."""
    held = db.execute(
        "select creator_user_id, id from escrows where brand_id = %s", (market.brand,)
    ).fetchall()
    return [
        (escrow, act(db, creator, "select app.hand_in_work(%s, 'text', null, null, 'x')", escrow))
        for creator, escrow in held
    ]


def _available(db: Connection) -> Row:
    """Commissions that all become available at once, in batches as the job takes them."""
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into commissions (agent_user_id, kind, base_fee, amount, currency, available_at)"
        " select user_id, 'returned', 0, 1, 'usd', '2000-01-01' from generate_series(1, %s),"
        " (select user_id from agent_profiles limit 1) as a",
        (MANY,),
    )
    db.execute("set session_replication_role = origin")
    db.execute("vacuum analyze commissions")
    begin, done = time.perf_counter(), BATCH
    while done == BATCH:
        row = db.execute("select app.mature_commissions('2000-01-02', %s)", (BATCH,)).fetchone()
        done = row[0] if row else 0
    return (f"{MANY:,} commissions become available", f"{time.perf_counter() - begin:.1f} s", "–", "–")
