"""The nightly search for rings over 1,000,000 referrals: time, and memory of its session. Target: 60 s, 1 GiB.

20,000 agents, 100,000 brands with three released deals each, 10,000 accounts that two people share, and 500 planted
rings of two to four people, all of which must be found. Rows alone, past every trigger: the search reads nothing else.
"""
# ruff: noqa: ISC004 - statements over several lines

import time
from typing import LiteralString

import psycopg

from benchmarks.report import Row
from benchmarks.session_memory import memory_of
from local.postgres import Cluster
from tests.typing import Connection

REFERRALS = 1_000_000
AGENTS = 20_000
BRANDS = 100_000
RINGS = 500
SECONDS = 60.0
MEMORY_MIB = 1_024

PEOPLE: tuple[LiteralString, ...] = (
    "create function pg_temp.person(n bigint) returns uuid language sql immutable"
    " return lpad(to_hex(n), 32, '0')::uuid",
    # Who is brought comes behind the agents: the first of them are owners of brands, the rest creators.
    "insert into referrals (referred_user_id, agent_user_id, source)"
    " select pg_temp.person(%(agents)s + g), pg_temp.person(1 + floor(random() * %(agents)s)::bigint), 'code'"
    " from generate_series(1, %(referrals)s) as g",
    "insert into brand_profiles (id, owner_user_id, slug, name)"
    " select pg_temp.person(%(agents)s + g), pg_temp.person(%(agents)s + g), 'brand-' || g, 'A'"
    " from generate_series(1, %(brands)s) as g",
    "insert into escrows (deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total, status,"
    " released_amount) select uuidv7(), uuidv7(), pg_temp.person(%(agents)s + mod(g, %(brands)s) + 1),"
    " pg_temp.person(%(agents)s + %(brands)s + 1 + floor(random() * (%(referrals)s - %(brands)s))::bigint), 'usd',"
    " 1, 0, 1, 'released', 1 from generate_series(1, 3 * %(brands)s) as g",
    "insert into wallets (user_id, currency, payout_fingerprint)"
    " select pg_temp.person(1 + floor(random() * %(referrals)s)::bigint), 'usd', (g / 2)::text"
    " from generate_series(1, %(agents)s) as g on conflict do nothing",
)
RING: tuple[LiteralString, ...] = (
    # Of ring r the people are 10^9 + 10 r and the next ones: the first brings the second, and so on around.
    "insert into referrals (referred_user_id, agent_user_id, source)"
    " select pg_temp.person(1000000000 + 10 * r + mod(p + 1, 2 + mod(r, 3))),"
    " pg_temp.person(1000000000 + 10 * r + p), 'code'"
    " from generate_series(1, %(rings)s) as r cross join lateral generate_series(0, 1 + mod(r, 3)) as p",
)


def run(cluster: Cluster) -> list[Row]:
    """The search, in one session whose memory is watched."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        _fill(db)
        db.execute("vacuum analyze")
        with memory_of(db.info.backend_pid) as memory:
            before, began = memory[0], time.perf_counter()
            rings = db.execute("select agent_user_id, members from app.fraud_rings(4)").fetchall()
            seconds = time.perf_counter() - began
        planted = {tuple(members) for _, members in rings if members[0].int >= 1_000_000_000}
        assert len(planted) == RINGS, f"{len(planted)} of {RINGS} planted rings"
        mib = (max(memory) - before) // 1024
    return [
        (f"{REFERRALS:,} referrals, seconds", f"{seconds:.1f}", f"{SECONDS:.0f}", f"{seconds / SECONDS:.2f}"),
        ("memory of the session, MiB", str(mib), str(MEMORY_MIB), f"{mib / MEMORY_MIB:.2f}"),
        ("planted rings found", str(len(planted)), str(RINGS), "1.00"),
        ("other rings", str(len(rings) - sum(2 + r % 3 for r in range(1, RINGS + 1))), "", ""),
    ]


def _fill(db: Connection) -> None:
    numbers = {"agents": AGENTS, "referrals": REFERRALS, "brands": BRANDS, "rings": RINGS}
    db.execute("set session_replication_role = replica")
    for statement in (*PEOPLE, *RING):
        # In the text, for a prepared plan knows no sizes.
        db.execute((statement % numbers).encode())
    db.execute("set session_replication_role = origin")
