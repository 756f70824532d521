"""The best 20 of 1,000,000 creators: the index-assisted plan beside the same scores of everybody, in one run.

Both use the same functions of the score and must find the same. The peer scans a table with one narrow row a creator,
which is the best case of a full scan. Targets are drawn at random; some ask for what hardly anybody has.
"""

import random
import statistics
import time
from typing import LiteralString
from uuid import UUID

import psycopg

from benchmarks.report import Row
from local.postgres import Cluster
from tests.typing import Connection

CREATORS = 1_000_000
TARGETS = 200
SCANNED = 15
WARM_UP = 20
WANTED = 20
COUNTRIES = ("DE", "FR", "US", "GB", "BR", "IN", "JP", "ES", "IT", "PL", "AT", "CH", "NL", "ZA", "MX", "ID")
CATEGORIES = (
    "food", "travel", "fashion", "beauty", "fitness", "gaming", "music", "humor", "technology", "family", "books",
    "finance", "cars", "pets", "home", "sports", "cooking", "wine", "yoga", "photography", "lifestyle", "comedy",
)  # fmt: skip

Found = list[tuple[UUID, int]]

DICE: LiteralString = """
create unlogged table bench_creators as
select
  gen_random_uuid() as user_id, ''::text as category, d.country_code, app.region_of(d.country_code) as region,
  'city ' || floor(d.b * d.b * 20)::int as city_key,
  width_bucket(d.followers, app.follower_band_edges())::smallint as band,
  least(3000, round(1500 * exp(0.6 * d.engagement)))::smallint as engagement_points,
  round(1000000000 * exp(0.6 * d.engagement))::bigint as merit, d.followers,
  (1 << floor(d.c * 5)::int | 1 << floor(d.d * 5)::int)::smallint as platform_bits,
  app.category_keys(array[
    (%(categories)s::text[])[1 + floor(d.a * d.a * 22)::int], (%(categories)s::text[])[1 + floor(d.d * 22)::int]
  ]) as category_keys, now() as created_at
from (
  select
    random() as a, random() as b, random() as c, random() as d, random_normal() as engagement,
    (%(countries)s::text[])[1 + floor(random() ^ 2 * 16)::int] as country_code,
    (10 ^ random_normal(4, 1.1))::bigint as followers
  from generate_series(1, %(creators)s)
) as d
"""
CELLS: LiteralString = """
insert into creator_cells (
  user_id, category, country_code, region, city_key, band, engagement_points, followers, platform_bits, category_keys,
  created_at, platform_set, merit
)
select
  b.user_id, k.category, b.country_code, b.region, b.city_key, b.band, b.engagement_points, b.followers,
  b.platform_bits, b.category_keys, b.created_at, s.platform_set, b.merit
from bench_creators as b
cross join unnest(array_prepend('', b.category_keys)) as k (category)
cross join unnest(app.platform_sets(b.platform_bits) || 0::smallint) as s (platform_set)
"""
FAST: LiteralString = (
    "select b.user_id, b.points from app.best_creators(%(target)s::app.match_target, %(wanted)s) as b"
    " order by b.rank"
)
SCAN: LiteralString = """
select
  b.user_id, app.follower_points(b.followers, (t).minimum, (t).maximum) + b.engagement_points
  + app.category_points(b.category_keys, (t).listed, (t).related)
  + app.location_points(b.country_code, b.city_key, b.region, (t).spots, (t).regions) as points
from (select %(target)s::app.match_target as t offset 0) as wanted cross join bench_creators as b
where b.followers >= coalesce((t).minimum, 0)
  and ((t).platform_bits = 0 or b.platform_bits & (t).platform_bits <> 0) and not b.category_keys && (t).excluded
  and ((t).place_required is not true
    or app.location_points(b.country_code, b.city_key, b.region, (t).spots, (t).regions) = 1000)
order by points desc, b.merit desc, greatest(b.followers - (t).maximum, 0), app.match_lot(null, b.user_id)
limit %(wanted)s
"""


def run(cluster: Cluster) -> list[Row]:
    """Median, p95 and worst of the plan; the scan's median beside it."""
    dice = random.Random(20_261_121)
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        _prepare(db)
        targets = [_target(db, dice) for _ in range(TARGETS)]
        for target in targets[:WARM_UP]:
            _timed(db, FAST, target)
        fast, slow = [], []
        for number, target in enumerate(targets):
            took, found = _timed(db, FAST, target)
            fast.append(took)
            if number < SCANNED:
                took, best = _timed(db, SCAN, target)
                slow.append(took)
                assert found == best
    scan, p50, p95 = statistics.median(slow), statistics.median(fast), statistics.quantiles(fast, n=20)[-1]
    beside = f"scores of everybody {scan:.0f} ms (p50)"
    return [
        (f"best {WANTED} of {CREATORS:,} creators, {TARGETS} campaigns, {name}", f"{value:.2f} ms", beside,
         f"{scan / value:.0f}× faster")
        for name, value in (("p50", p50), ("p95", p95), ("worst", max(fast)))
    ]  # fmt: skip


def _timed(db: Connection, query: LiteralString, target: str) -> tuple[float, Found]:
    begin = time.perf_counter()
    found = db.execute(query, {"target": target, "wanted": WANTED}).fetchall()
    return (time.perf_counter() - begin) * 1000, found


def _target(db: Connection, dice: random.Random) -> str:
    """A target as text; what a campaign may leave out is left out of some."""
    country = dice.choice([*COUNTRIES, "LI"])
    spot = dice.choice([None, country, country, f"{country}/city {dice.randrange(20)}"])
    minimum = dice.choice([None, 1_000, 10_000, 50_000, 1_000_000, 30_000_000])
    row = db.execute(
        "select row(null, %(minimum)s, %(maximum)s, t.listed,"
        " array(select r from unnest(app.related_categories(t.listed)) as r"
        "  where exists (select from creator_cells as c where c.platform_set = 0 and c.category = r)), t.spots,"
        " array(select app.region_of(left(s, 2)) from unnest(t.spots) as s), %(bits)s, %(excluded)s, %(required)s,"
        " false)::app.match_target::text"
        " from (select %(listed)s::text[] as listed, %(spots)s::text[] as spots) as t",
        {
            "minimum": minimum, "maximum": dice.choice([None, (minimum or 100) * dice.choice([2, 10, 100])]),
            "listed": dice.choice([[], [dice.choice(CATEGORIES)], dice.sample(CATEGORIES, 2), ["knitting"]]),
            "spots": [spot] if spot else [], "bits": dice.choice([0, 1, 2, 8, 3]),
            "excluded": dice.choice([[], [], ["wine"]]), "required": dice.choice([False, False, True]),
        },
    ).fetchone()  # fmt: skip
    assert row is not None
    text: str = row[0]
    return text


def _prepare(db: Connection) -> None:
    """In bulk: without the foreign key, the indexes afterwards."""
    db.execute("select setseed(0.42)")
    db.execute(
        DICE, {"categories": list(CATEGORIES), "countries": list(COUNTRIES), "creators": CREATORS}
    )  # fmt: skip
    indexes = db.execute(
        "select indexname, indexdef from pg_indexes where tablename = 'creator_cells'"
        " and indexname <> 'creator_cells_pkey'"
    ).fetchall()
    for name, _ in indexes:
        db.execute(f'drop index "{name}"')
    db.execute("set session_replication_role = replica")
    db.execute(CELLS)
    db.execute("set session_replication_role = origin")
    for _, definition in indexes:
        db.execute(definition)
    db.execute("vacuum analyze creator_cells, bench_creators")
