"""Gigs by the thousand that ask for what creators differ in."""

from typing import LiteralString
from uuid import UUID

from tests.typing import Connection

MANY: LiteralString = """
insert into gigs (
  brand_id, created_by, mode, title, category, currency, price_min, price_max, platforms, countries, languages,
  followers_min, followers_max, status, opened_at, ends_at, closed_at, close_reason, applications_close_at
)
select
  b.brand_id, b.user_id, case when d.a < 0.3 then 'claim' else 'application' end, 'A post', (array[
    null, 'food', ' FOOD ', 'Food & Drinks', 'cooking', 'sports', 'Sports with a ball', 'Football', 'games', 'music',
    'wine', 'falconry', ' ', '*', 'family'
  ])[1 + floor(d.b * 15)::int], 'usd', 100, 200,
  (array['{}', '{}', '{tiktok}', '{instagram}', '{youtube,tiktok}', '{linkedin,twitter}', '{tiktok,tiktok}',
    '{instagram,tiktok,twitter,linkedin,youtube}'])[1 + floor(d.c * 8)::int]::text[],
  (array['{}', '{}', '{DE}', '{DE,AT,CH}', '{US}', '{JP,US,FR}', '{IS}', '{AQ}'])[1 + floor(d.d * 8)::int]::text[],
  (array['{}', '{}', '{}', '{de}', '{en,de}', '{is}'])[1 + floor(d.e * 6)::int]::text[],
  (array[null, null, 0, 1, 1000, 10000, 12345, 1000000])[1 + floor(d.f * 8)::int],
  (array[null, null, null, 1000000, 2000000, 100000000])[1 + floor(d.g * 6)::int],
  case when d.h < 0.8 then 'open' when d.h < 0.9 then 'paused' else 'closed' end, now() - interval '2 days',
  now() + case when d.i < 0.05 then interval '-1 hour' else interval '9 days' end,
  case when d.h >= 0.9 then now() end, case when d.h >= 0.9 then 'over' end,
  case when d.j < 0.1 then now() - interval '1 hour' when d.j < 0.2 then now() + interval '1 day' end
from (
  select
    n, random() as a, random() as b, random() as c, random() as d, random() as e, random() as f, random() as g,
    random() as h, random() as i, random() as j
  from generate_series(1, %(number)s) as n
) as d
inner join (
  select m.brand_id, m.user_id, row_number() over (order by m.brand_id) as number
  from brand_memberships as m where m.brand_id = any(%(brands)s)
) as b on b.number = 1 + d.n %% cardinality(%(brands)s)
"""


def make_gigs(db: Connection, number: int, brands: list[UUID]) -> None:
    """In every status; some ended before anybody closed them, or take no more applications."""
    with db.transaction():
        db.execute("select setseed(0.17)")
        db.execute("set local session_replication_role = replica")
        db.execute(MANY, {"number": number, "brands": brands})
        db.execute("select app.place_gigs(array(select id from gigs))")
