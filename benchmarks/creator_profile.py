"""What it costs to change a creator's profile with the indexes of matching and of the directory kept, beside the bare
update.

Limit (issue 14): 1.5×. The bare update is the same statement on a copy of the table with its indexes and constraints,
but no trigger and no policy. Both run in turn in one session, each in a transaction that is committed to disk.
`BENCH_CREATORS` says how many creators there are; each is placed as a change would place them, in about 0.5 ms.
"""

import os
import random
import statistics
import time
from typing import LiteralString

import psycopg
from psycopg import sql

from benchmarks.report import Row
from local.postgres import Cluster
from tests.factories.directory import ENTRIES
from tests.typing import Connection

CREATORS = int(os.environ.get("BENCH_CREATORS", "100000"))
PLACED_AT_ONCE = 500
"""A statement compares each row with each creator that it is given: a hundred thousand at once take hours."""
UPDATES = 2_000
WARM_UP = 100
CATEGORIES = ("food", "travel", "fashion", "beauty", "fitness", "gaming", "music", "humor", "books", "cars")
COUNTRIES = ("DE", "FR", "US", "GB", "BR", "IN", "JP", "ES")
LIMIT = 1.5

PREPARE: tuple[LiteralString, ...] = (
    "set session_replication_role = replica",
    """
    insert into auth.users (email, app_metadata, confirmed_at)
    select 'bench-' || n || '@example.com', '{}', now() from generate_series(1, %(creators)s) as n
    """,
    "insert into user_roles (user_id, role) select id, 'creator' from auth.users",
    """
    insert into creator_profiles (user_id, display_name, categories, country_code, city)
    select id, 'Somebody', array[(%(categories)s::text[])[1 + floor(random() * 10)::int]],
      (%(countries)s::text[])[1 + floor(random() * 8)::int], 'Berlin'
    from auth.users
    """,
    """
    insert into social_accounts (
      user_id, platform, platform_user_id, username, follower_count, engagement_rate, last_synced_at
    )
    select u.id, p.platform, u.id, 'somebody', (10 ^ (2 + random() * 4))::bigint, random() * 0.1, now()
    from auth.users as u cross join (values ('instagram'), ('tiktok')) as p (platform)
    where p.platform = 'instagram' or random() < 0.5
    """,
    ENTRIES,
    "analyze",
    "create table bench_profiles (like creator_profiles including all)",
    "insert into bench_profiles select * from creator_profiles",
    "set session_replication_role = origin",
    "vacuum analyze creator_profiles",
    "vacuum analyze bench_profiles",
    "vacuum analyze social_accounts",
    "vacuum analyze creator_directory",
)
KEPT, BARE = "creator_profiles", "bench_profiles"
CASES: dict[str, LiteralString] = {
    "a headline": "update {} set headline = %(word)s where user_id = %(user)s",
    "a city": "update {} set headline = %(word)s, city = %(word)s where user_id = %(user)s",
    "categories, country and city": (
        "update {} set headline = %(word)s, categories = %(categories)s, country_code = %(country)s, city = %(word)s"
        " where user_id = %(user)s"
    ),
}


def run(cluster: Cluster, creators: int = CREATORS) -> list[Row]:
    """The median of each, and the ratio."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        given = {"creators": creators, "categories": list(CATEGORIES), "countries": list(COUNTRIES)}
        db.execute("select setseed(0.42)")
        for statement in PREPARE:
            db.execute(statement, given if "%(" in statement else None)
        people = [row[0] for row in db.execute("select user_id from creator_profiles").fetchall()]
        for first in range(0, len(people), PLACED_AT_ONCE):
            db.execute("select app.place_creators(%s)", (people[first : first + PLACED_AT_ONCE],))
        db.execute("vacuum analyze creator_cells")
        return [_measure(db, name, change, people, creators) for name, change in CASES.items()]


def _measure(db: Connection, name: str, change: LiteralString, people: list[object], creators: int) -> Row:
    dice = random.Random(20_261_129)
    statements = {table: sql.SQL(change).format(sql.Identifier(table)) for table in (KEPT, BARE)}
    took: dict[str, list[float]] = {table: [] for table in statements}
    for number in range(UPDATES + WARM_UP):
        given = {
            "user": dice.choice(people), "word": f"word {dice.randrange(10**9)}",
            "categories": dice.sample(CATEGORIES, 2), "country": dice.choice(COUNTRIES),
        }  # fmt: skip
        for table in (KEPT, BARE) if number % 2 else (BARE, KEPT):
            begin = time.perf_counter()
            db.execute(statements[table], given)
            took[table].append((time.perf_counter() - begin) * 1_000)
    kept, bare = (statistics.median(took[table][WARM_UP:]) for table in (KEPT, BARE))
    return (
        f"change {name} of one of {creators:,} creators, index kept (p50)",
        f"{kept:.3f} ms",
        f"bare update {bare:.3f} ms; limit {LIMIT}×",
        f"{kept / bare:.2f}×",
    )
