"""Matched gigs of 100,000 open ones. Target: p95 of a page at most 30 ms.

Creators of every kind look: small and large ones, of one platform or four, with and without a country; so some are
eligible for thousands of gigs, others for a handful. Two statements, as the route: `app.match_gigs`, then the rows of
the page. Each creator asks for the first page and for the tenth one.
"""

import json
import os
import statistics
import time
from typing import LiteralString
from uuid import UUID

import psutil
import psycopg

from benchmarks.report import Row
from local.postgres import Cluster
from tests.factories.matching import make_creators
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

GIGS = int(os.environ.get("BENCH_GIGS", "100000"))
CREATORS = 2_000
SEEKERS = 100
BRANDS = 500
WARM_UP = 5
SEEDS = (0.17, 0.71)
LIMIT = 30.0
REPEATS = 5
Place = tuple[object, ...]
OPEN: LiteralString = """
insert into gigs (
  brand_id, created_by, mode, title, description, category, currency, price_min, price_max, platforms, countries,
  languages, followers_min, followers_max, status, opened_at, ends_at
)
select
  b.brand_id, b.user_id, case when d.a < 0.5 then 'claim' else 'application' end, 'A post',
  repeat('What a brief says. ', 20),
  (array[
    null, null, 'food', 'travel', 'fashion', 'beauty', 'fitness', 'gaming', 'music', 'humor', 'technology', 'family',
    'books', 'finance', 'cars', 'pets', 'home', 'sports', 'cooking', 'Food & Drinks', 'wine', 'yoga', 'photography',
    'lifestyle'
  ])[1 + floor(d.b * 24)::int], 'usd', 100, 200,
  (array['{}', '{tiktok}', '{instagram}', '{youtube}', '{instagram,tiktok}', '{instagram,tiktok}', '{youtube,tiktok}',
    '{twitter}', '{linkedin}', '{instagram,youtube}', '{instagram,tiktok,youtube}'])[1 + floor(d.c * 11)::int]::text[],
  (array['{}', '{}', '{}', '{DE}', '{DE,AT,CH}', '{US}', '{US}', '{US,GB,CA}', '{FR}', '{JP}', '{IS}'])
    [1 + floor(d.d * 11)::int]::text[],
  (array['{}', '{}', '{}', '{de}', '{en}', '{en,de}', '{fr}'])[1 + floor(d.e * 7)::int]::text[],
  case when d.f < 0.2 then null else (10 ^ (2 + 4 * d.f))::bigint end,
  case when d.g < 0.8 then null else (10 ^ (6 + 2 * d.g))::bigint end, 'open', now(), now() + interval '30 days'
from (
  select
    n, random() as a, random() as b, random() as c, random() as d, random() as e, random() as f, random() as g
  from generate_series(1, %(gigs)s) as n
) as d
inner join (
  select m.brand_id, m.user_id, row_number() over (order by m.brand_id) as number from brand_memberships as m
) as b on b.number = 1 + d.n %% %(brands)s
"""


def run(cluster: Cluster) -> list[Row]:
    """Median, p95 and worst of each page, and how many gigs the creators are eligible for."""
    rows: list[Row] = []
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        _prepare(db)
    for seed in SEEDS:
        with psycopg.connect(cluster.url(), autocommit=True) as db:
            _open_gigs(db, seed)
            seekers = [
                row[0]
                for row in db.execute(
                    "select user_id from creator_profiles order by hashtext(user_id::text) limit %s",
                    (SEEKERS,),
                ).fetchall()
            ]
        with psycopg.connect(cluster.url("api_login"), autocommit=True) as db:
            rows += _measure(db, seekers, seed)
    return rows


def _measure(db: Connection, seekers: list[UUID], seed: float) -> list[Row]:
    backend = psutil.Process(db.info.backend_pid)
    took: dict[str, list[float]] = {"first": [], "tenth": []}
    worked: dict[str, list[float]] = {"first": [], "tenth": []}
    for number, user in enumerate([*seekers[:WARM_UP], *seekers]):
        ninth: Place | None = None
        for _ in range(9):
            _, ninth = _page(db, user, ninth)
        for page, behind in (("first", None), ("tenth", ninth)):
            before = backend.cpu_times()
            times = [_page(db, user, behind)[0] for _ in range(REPEATS)]
            after = backend.cpu_times()
            if number >= WARM_UP:
                took[page] += times
                worked[page].append(
                    (after.user + after.system - before.user - before.system) * 1000 / REPEATS
                )
    return [row for page in took for row in _rows(f"{page} page, seed {seed}", took[page], worked[page])]


def _rows(page: str, took: list[float], worked: list[float]) -> list[Row]:
    """The server's processor time does not depend on who else is at work on the machine."""
    what = f"20 of {GIGS:,} open gigs, {SEEKERS} creators, {page}"
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    used = f"processor {statistics.quantiles(worked, n=20)[-1]:.0f} ms"
    return [
        (f"{what}, p50", f"{p50:.1f} ms", f"processor {statistics.mean(worked):.0f} ms (mean)", "–"),
        (f"{what}, p95", f"{p95:.1f} ms", f"limit {LIMIT:.0f} ms; {used}", f"{p95 / LIMIT:.2f}×"),
        (f"{what}, worst", f"{max(took):.1f} ms", "–", "–"),
    ]


def _page(db: Connection, user: UUID, last: Place | None) -> tuple[float, Place]:
    begin = time.perf_counter()
    with db.transaction():
        db.execute("select app.begin_request(%s)", (json.dumps({"sub": str(user)}),))
        found = db.execute(
            "select * from app.match_gigs(%s, %s, %s, 21)", last or (None, None, None)
        ).fetchall()
        db.execute(
            "select * from gig_listings where id = any(%s)", ([row[0] for row in found[:20]],)
        ).fetchall()
    took = (time.perf_counter() - begin) * 1000
    gig, fits, points = found[19][:3]
    return took, (fits, points, gig)


def _prepare(db: Connection) -> None:
    make_creators(db, CREATORS)
    db.execute(
        "update creator_profiles set languages = (array['{}', '{de}', '{en}', '{en,fr}'])"
        "[1 + abs(hashtext(user_id::text)) %% 4]::text[]".replace("%%", "%")
    )
    for _ in range(BRANDS):
        brand_of(db, make_user(db, "brand"))


def _open_gigs(db: Connection, seed: float) -> None:
    db.execute("set session_replication_role = replica")
    db.execute("truncate gig_cells")
    db.execute("delete from gigs")
    db.execute("select setseed(%s)", (seed,))
    db.execute(OPEN, {"gigs": GIGS, "brands": BRANDS})
    db.execute("set session_replication_role = origin")
    db.execute("select app.place_gigs(array(select id from gigs))")
    db.execute("vacuum analyze")
