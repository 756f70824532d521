"""The engine of rewards with 100 live triggers: facts a second against a bare insert, one hot person, a million cold.

Ten triggers ask for the facts that are counted, ninety for others: the usual share. A hundred thousand facts are
compared with a group-by that knows nothing of the engine. The rest of the rows come past every trigger.
"""
# ruff: noqa: ISC004 - statements over several lines

import os
import time
from typing import LiteralString

import psycopg

from benchmarks.report import Row
from benchmarks.session_memory import memory_of
from local.postgres import Cluster
from tests.database.test_rewards_equal_a_group_by import counters, grouped, make_facts, make_triggers
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger
from tests.typing import Connection

CHECKED, PEOPLE = 100_000, 1_000
HOT = 20_000
COLD = 1_000_000
TRIGGERS = 100
ASK = 6  # beside the four that the check compares
MEMORY_MIB = 64

COLD_PEOPLE: tuple[LiteralString, ...] = (
    "create temp table cold as select md5('cold' || g)::uuid as id from generate_series(1, %d) as g",
    "insert into auth.users (id, email, confirmed_at) select id, id || '@example.com', now() from cold",
    "insert into reward_subjects (user_id) select id from cold",
    "insert into reward_facts (type, subject_user_id, at, data, applied_at)"
    " select 'deal.released', id, now() - interval '1 day', '{}', now() from cold",
)


def run(cluster: Cluster) -> list[Row]:
    """All in one database, one worker: what is bare first, then the engine, then the engine among a million."""
    os.environ["DATABASE_URL"] = cluster.url("jobs_login")
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        triggers = make_triggers(db)
        _more_triggers(db)
        bare = _bare(db)
        ids, made = make_facts(db, CHECKED, PEOPLE)
        db.execute("vacuum analyze")
        engine = _work(CHECKED)
        assert counters(db, triggers, ids) == grouped(made), "the engine and a group-by differ"
        _add_cold(db)
        one = make_user(db)
        hot, mib = _hot(db, str(one))
        some, _ = make_facts(db, HOT, PEOPLE)
        assert len(some) == PEOPLE
        among = _work(HOT)
    label = f"facts a second, {TRIGGERS} live triggers: {CHECKED:,} facts"
    return [
        (label, f"{engine:,.0f}", f"bare insert {bare:,.0f}", f"{bare / engine:.1f}×"),
        (
            f"the same among {COLD:,} applied ones",
            f"{among:,.0f}",
            f"{engine:,.0f}",
            f"{engine / among:.2f}×",
        ),
        (f"the same of one person: {HOT:,} facts", f"{hot:,.0f}", f"{engine:,.0f}", f"{engine / hot:.2f}×"),
        ("memory of the session, MiB more", str(mib), str(MEMORY_MIB), f"{mib / MEMORY_MIB:.2f}"),
    ]


def _more_triggers(db: Connection) -> None:
    program = make_program(db)
    for number in range(TRIGGERS - 4):
        make_trigger(
            db, program, on="deal.released" if number < ASK else "survey.answered", key=f"more-{number}",
            definition={"window": ("day", "week", "rolling:30d")[number % 3], "levels": [10**9]},
        )  # fmt: skip


def _bare(db: Connection) -> float:
    """Facts a second that are written one by one, and deleted again."""
    person, began = make_user(db), time.perf_counter()
    with db.transaction(force_rollback=True):
        for _ in range(5_000):
            db.execute(
                "insert into reward_facts (type, subject_user_id, data) values ('deal.released', %s, '{\"price\": 1}')",
                (person,),
            )
        return 5_000 / (time.perf_counter() - began)


def _work(number: int) -> float:
    """Facts a second that the worker counts."""
    from common.deadline import NEVER
    from rewards.counting.service import count_what_is_due

    began = time.perf_counter()
    done = count_what_is_due(NEVER)
    assert (done["applied"], done["failed"]) == (number, 0), done
    return number / (time.perf_counter() - began)


def _hot(db: Connection, person: str) -> tuple[float, int]:
    """Facts a second of one person, and how much memory the worker's session took."""
    db.execute(
        "insert into reward_facts (type, subject_user_id, at, data)"
        " select 'deal.released', %s, now() - g * interval '10 minutes', '{\"price\": 7, \"platform\": \"x\"}'"
        " from generate_series(1, %s) as g",
        (person, HOT),
    )
    worker = db.execute("select pid from pg_stat_activity where usename = 'jobs_login' limit 1").fetchone()
    assert worker is not None
    with memory_of(worker[0]) as memory:
        before = memory[0]
        speed = _work(HOT)
    return speed, max((max(memory) - before) // 1024, 0)


def _add_cold(db: Connection) -> None:
    db.execute("set session_replication_role = replica")
    for statement in COLD_PEOPLE:
        db.execute((statement % COLD if "%d" in statement else statement).encode())
    db.execute("set session_replication_role = origin")
    db.execute("vacuum analyze reward_facts, reward_subjects, auth.users")
