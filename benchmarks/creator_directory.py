"""The directory of 1,000,000 creators: 20 random searches through the handler, and what a change of a profile costs.

p95 of a page is to be at most 30 ms and the next page as fast as the first; a profile's update with the directory kept
at most 1.5× of the bare update. `BENCH_CREATORS` says how many creators there are, `BENCH_SEED` which searches.
"""

import os
import random
import statistics
import time
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from benchmarks.report import Row
from common import database
from local.postgres import Cluster
from tests.factories.directory import fill_directory
from tests.factories.events import call, http_event
from tests.factories.people import make_user
from tests.typing import Connection

CREATORS = int(os.environ.get("BENCH_CREATORS", "1000000"))
SEED = int(os.environ.get("BENCH_SEED", "14"))
SEARCHES = 20
REPEATS = 15
UPDATES = 300
PATH = "/api/v1/creators"
BARE: LiteralString = """
create table bench_profiles (like creator_profiles including defaults including constraints including indexes);
insert into bench_profiles select * from creator_profiles;
vacuum analyze bench_profiles
"""
UPDATE: dict[str, LiteralString] = {
    "kept": "update creator_profiles set categories = %s, country_code = %s, headline = %s where user_id = %s",
    "bare": "update bench_profiles set categories = %s, country_code = %s, headline = %s where user_id = %s",
}


def run(cluster: Cluster) -> list[Row]:
    """Pages of the searches, as a brand's owner; then updates, with and without the directory, in turn."""
    os.environ["DATABASE_URL"] = cluster.url("api_login")
    database.close()
    dice = random.Random(SEED)
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        owner = make_user(db, "brand")
        fill_directory(db, CREATORS)
        searches = [_search(dice) for _ in range(SEARCHES)]
        pages = _measured_pages(owner, searches)
        return [*_rows_of_pages(pages), _updates(db, dice)]


def _search(dice: random.Random) -> dict[str, str]:
    """A search as brands make them: one to four filters, some of which hardly anybody meets, and any order."""
    low = dice.choice([1_000, 10_000, 100_000, 1_000_000])
    rate = {"rate_type": "instagram_post", "rate_currency": dice.choice(["usd", "eur"]),
            "rate_max": str(dice.choice([2_000, 20_000, 200_000]))}  # fmt: skip
    filters: list[dict[str, str]] = [
        {"search": dice.choice(["a", "anna", "sven b", "юлия", "zoe 00", "nobody"])},
        {"platform": dice.choice(["instagram", "tiktok", "linkedin", "youtube,tiktok"])},
        {"category": dice.choice(["food", "wine", "beauty", "knitting", "food,travel,books", "falconry"])},
        {"country": dice.choice(["US", "DE", "JP", "IS", "DE,AT,CH", "LI"])},
        {"followers_min": str(low), "followers_max": str(low * dice.choice([5, 10, 1_000]))},
        {"engagement_min": dice.choice(["0.01", "0.05", "0.1", "0.3"])},
        {"language": dice.choice(["en", "de", "ja", "is"])},
        rate,
    ]
    chosen = dice.sample(filters, dice.choice([1, 2, 2, 3, 3, 4]))
    query = {name: value for one in chosen for name, value in one.items()}
    return query | {"sort": dice.choice(["followers", "followers", "engagement", "newest", "name"])}


def _measured_pages(owner: UUID, searches: list[dict[str, str]]) -> list[tuple[list[float], list[float]]]:
    """Milliseconds of the first and of the next page of each search, which not every one has."""
    found = []
    for search in searches:
        cursor = _page(owner, search)[1]  # and what is cold is warm
        first = [_page(owner, search)[0] for _ in range(REPEATS)]
        behind = search | {"cursor": cursor} if cursor else None
        found.append((first, [_page(owner, behind)[0] for _ in range(REPEATS)] if behind else []))
    return found


def _page(owner: UUID, query: dict[str, str]) -> tuple[float, Any]:
    from user_management import api  # after the database is named

    event = http_event("GET", PATH, user=owner, query=query)
    begin = time.perf_counter()
    answer = call(api.lambda_handler, event)
    took = (time.perf_counter() - begin) * 1000
    assert answer.status == 200, answer.body
    return took, answer.body["next_cursor"]


def _rows_of_pages(pages: list[tuple[list[float], list[float]]]) -> list[Row]:
    first = [took for one, _ in pages for took in one]
    following = [took for _, one in pages for took in one]
    slowest = max(statistics.median(one) for one, _ in pages)
    p95, next_p95 = _p95(first), _p95(following)
    label = f"{SEARCHES} random searches of {CREATORS:,} creators, through the handler"
    return [
        (f"{label}, p50", f"{statistics.median(first):.1f} ms", f"slowest search {slowest:.1f} ms", ""),
        (f"{label}, p95", f"{p95:.1f} ms", "limit 30 ms", f"{p95 / 30:.2f}×"),
        (f"{label}, next page, p95", f"{next_p95:.1f} ms", f"first page {p95:.1f} ms", f"{next_p95 / p95:.2f}×"),
    ]  # fmt: skip


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _updates(db: Connection, dice: random.Random) -> Row:
    """Both in turn, committed. The cells of matching are another index, and measured with it."""
    for statement in BARE.split(";"):
        db.execute(statement.encode())
    db.execute("alter table creator_profiles disable trigger move_creator")
    creators = [
        row[0] for row in db.execute(
            "select user_id from creator_directory order by user_id limit %s", (UPDATES,)
        ).fetchall()
    ]  # fmt: skip
    _let_in(db, creators)
    took: dict[str, list[float]] = {name: [] for name in UPDATE}
    for creator in creators:
        given = (
            dice.sample(["food", "wine", "books", "cars"], 2),
            dice.choice(["DE", "FR"]),
            str(dice.random()),
        )
        for name in dice.sample([*UPDATE], 2):
            begin = time.perf_counter()
            db.execute(UPDATE[name], (*given, creator))
            took[name].append((time.perf_counter() - begin) * 1000)
    kept, bare = (statistics.median(took[name][UPDATES // 10 :]) for name in ("kept", "bare"))
    return ("a profile's update with the directory kept, p50", f"{kept:.2f} ms",
            f"bare update {bare:.2f} ms; limit 1.5×", f"{kept / bare:.2f}×")  # fmt: skip


def _let_in(db: Connection, creators: list[UUID]) -> None:
    """Accounts and roles for those who change: the directory asks whether they are here."""
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into auth.users (id, email, app_metadata, confirmed_at)"
        " select u.id, u.id || '@example.com', '{}', now() from unnest(%s::uuid[]) as u (id)", (creators,),
    )  # fmt: skip
    db.execute(
        "insert into user_roles (user_id, role) select u.id, 'creator' from unnest(%s::uuid[]) as u (id)",
        (creators,),
    )
    db.execute("set session_replication_role = origin")
