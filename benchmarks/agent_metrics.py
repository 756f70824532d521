"""A night of agents' figures with 1,000,000 referrals: count three days, move tiers, rank; time and memory.

Of 1,000 agents' people a third had a deal released in the last 93 days. `BENCH_REFERRALS` says how many referrals.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import LiteralString
from unittest.mock import patch

import psycopg

from agents.agent_tiers.service import run_tiers
from agents.leaderboard.service import run_rankings
from agents.performance.service import run_metrics
from benchmarks.report import Row
from benchmarks.session_memory import memory_of
from common import database
from common.database import transaction
from common.identity import SERVICE
from local.postgres import Cluster
from tests.factories.people import make_user
from tests.typing import Connection

REFERRALS = int(os.environ.get("BENCH_REFERRALS", "1000000"))
AGENTS = 1_000
NIGHT = datetime(2026, 12, 1, 1, 20, tzinfo=UTC)
LIMIT_SECONDS = 60
"""A night has ten minutes of a Lambda for each."""
LIMIT_MIB = 1_024
BARE: LiteralString = (
    "select count(*), sum(released_amount + fee_amount) from escrows"
    " where released_at >= %s::timestamptz - interval '93 days'"
)


def run(cluster: Cluster) -> list[Row]:
    """Each job once over everything, and once more where nothing has changed."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        _prepare(db)
        database.close()
        with patch.dict(os.environ, DATABASE_URL=cluster.url("jobs_login")):
            with transaction(SERVICE) as tx:
                pid: int = tx.fetch_value("select pg_backend_pid()")
            with memory_of(pid) as memory:
                took = {
                    "three days counted": _timed(lambda: run_metrics(NIGHT)),
                    "three days counted again": _timed(lambda: run_metrics(NIGHT)),
                    "tiers moved": _timed(lambda: run_tiers(NIGHT)),
                    "leaderboard written": _timed(lambda: run_rankings(NIGHT)),
                }
            with transaction(SERVICE) as tx:
                assert tx.fetch_value("select pg_backend_pid()") == pid, "one session for all of them"
        bare = _timed(lambda: db.execute(BARE, (NIGHT,)).fetchone())
    times: list[Row] = [
        (f"{what}, {REFERRALS:,} referrals", f"{seconds:.2f} s", f"at most {LIMIT_SECONDS} s; bare read {bare:.2f} s",
         f"{seconds / LIMIT_SECONDS:.2f}×")
        for what, seconds in took.items()
    ]  # fmt: skip
    mib = max(memory) / 1024
    return [
        *times,
        (
            "memory of the session's own",
            f"{mib:.0f} MiB",
            f"limit {LIMIT_MIB} MiB",
            f"{mib / LIMIT_MIB:.2f}×",
        ),
    ]


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _prepare(db: Connection) -> None:
    owner = make_user(db, "brand")
    ids = {"agents": AGENTS, "referrals": REFERRALS, "night": NIGHT, "owner": owner}
    db.execute(
        "insert into auth.users (email, app_metadata, confirmed_at) select 'agent-' || n || '@example.com',"
        ' \'{"role": "agent"}\', now() from generate_series(1, %(agents)s) as n',
        ids,
    )
    db.execute("set session_replication_role = replica")
    db.execute(
        "create temp table drawn as select uuidv7() as person, n,"
        " (array(select user_id from agent_profiles order by user_id))[1 + n %% %(agents)s] as agent"
        " from generate_series(1, %(referrals)s) as n",
        ids,
    )
    db.execute(
        "insert into auth.users (id, email, confirmed_at)"
        " select person, 'person-' || n || '@example.com', now() from drawn"
    )
    db.execute(
        "insert into referrals (referred_user_id, agent_user_id, source, attributed_at)"
        " select person, agent, 'manual',"
        " %(night)s::timestamptz - make_interval(mins => (200000 * n::bigint / %(referrals)s)::integer + 1)"
        " from drawn",
        ids,
    )
    # Every third person had a deal, in the last hundred days but after they came.
    db.execute(
        "insert into escrows (deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total, status,"
        " released_amount, fee_amount, released_at)"
        " select uuidv7(), uuidv7(), b.id, d.person, 'usd', 10000, 1000, 11000, 'released', 10000, 1000,"
        " greatest(r.attributed_at, %(night)s::timestamptz - make_interval(mins => n %% 144000))"
        " from drawn as d inner join referrals as r on r.referred_user_id = d.person"
        " inner join brand_profiles as b on b.owner_user_id = %(owner)s where n %% 3 = 0",
        ids,
    )
    db.execute(
        "insert into commissions (agent_user_id, escrow_id, side, base_fee, amount, currency, available_at, created_at)"
        " select r.agent_user_id, e.id, 'creator', 1000, 1000, 'usd', e.released_at, e.released_at"
        " from escrows as e inner join referrals as r on r.referred_user_id = e.creator_user_id"
    )
    db.execute("set session_replication_role = origin")
    for table in ("auth.users", "referrals", "escrows", "commissions", "agent_profiles", "brand_profiles"):
        db.execute(f"vacuum analyze {table}".encode())
