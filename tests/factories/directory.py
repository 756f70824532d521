"""Creators as the directory knows them."""

from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from tests.factories.people import make_user
from tests.typing import Connection


def make_listed(
    db: Connection, name: str, followers: int = 0, engagement: str = "0", **columns: object
) -> UUID:
    """A creator with a profile; followers and engagement are of one account on `platform` (Instagram)."""
    platform = columns.pop("platform", "instagram")
    rates = columns.pop("rates", {})
    creator = make_user(db, "creator", full_name=name)
    values = {"display_name": name, **columns}
    db.execute(
        "update creator_profiles as p set (display_name, categories, languages, country_code, city, slug) ="
        " (select r.display_name, coalesce(r.categories, '{}'), coalesce(r.languages, '{}'), r.country_code, r.city,"
        "  r.slug from jsonb_populate_record(null::creator_profiles, %(values)s) as r) where p.user_id = %(id)s",
        {"values": Jsonb(values), "id": creator},
    )
    if followers:
        db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count,"
            " engagement_rate, last_synced_at, status) values (%(id)s, %(platform)s, %(id)s::text, 'someone',"
            " %(followers)s, %(engagement)s, now(), 'connected')",
            {"id": creator, "platform": platform, "followers": followers, "engagement": engagement},
        )
    assert isinstance(rates, dict)
    for (deliverable, currency), amount in rates.items():
        db.execute(
            "insert into creator_rates (user_id, deliverable_type, currency, amount) values (%s, %s, %s, %s)",
            (creator, deliverable, currency, amount),
        )
    return creator


def fill_directory(db: Connection, number: int) -> None:
    """So many creators at once. Few have many followers and those engage less, countries go with languages, and names
    are of many scripts; all as a directory of a million has them.
    """
    with db.transaction():
        db.execute("select setseed(0.42)")
        db.execute("set local session_replication_role = replica")
        db.execute(PROFILES, {"number": number})
        db.execute(RATES)
        db.execute(ENTRIES)
    db.execute("vacuum analyze creator_directory, creator_profiles, creator_rates")


PROFILES: LiteralString = """
insert into creator_profiles (
  user_id, display_name, categories, languages, country_code, total_followers, best_engagement_rate, platforms,
  created_at
)
select
  gen_random_uuid(),
  (array[
    'Anna', 'Ben', 'Clara', 'Dörte', 'Émile', 'Fatima', 'Gökhan', 'Hana', 'Ivan', 'Jun', 'Kofi', 'Lena', 'Marta', 'Nia',
    'Omar', 'Priya', 'Quinn', 'Rosa', 'Sven', 'Tomás', 'Юлия', 'محمد', '田中', 'Zoë', 'Łukasz'
  ])[1 + floor(25 * random() ^ 1.5)::int] || ' ' || initcap(substr(md5(floor(random() ^ 2 * 50000)::text), 1, 7)),
  array[d.categories[1 + floor(33 * d.a ^ 2)::int], d.categories[1 + floor(33 * random())::int]],
  array[(array[
    'en', 'hi', 'pt', 'de', 'en', 'fr', 'id', 'ja', 'es', 'it', 'es', 'pl', 'nl', 'tr', 'en', 'de', 'fr', 'sw', 'sv',
    'is'
  ])[d.place]] || case when random() < 0.7 then array['en'] else '{}' end,
  (array[
    'US', 'IN', 'BR', 'DE', 'GB', 'FR', 'ID', 'JP', 'ES', 'IT', 'MX', 'PL', 'NL', 'TR', 'ZA', 'AT', 'CH', 'KE', 'SE',
    'IS'
  ])[d.place],
  d.followers,
  least(9, exp(-3.2 - 0.35 * (log(d.followers + 1) - 4) + 0.6 * random_normal())),
  array(
    select distinct (array['instagram', 'tiktok', 'youtube', 'twitter', 'linkedin'])[1 + floor(5 * random() ^ 1.7)::int]
    from generate_series(1, 2) as n where n < d.followers + 9
  ),
  now() - random() * interval '900 days'
from (
  select
    random() as a, 1 + floor(20 * random() ^ 2.5)::int as place, (10 ^ random_normal(4, 1.1))::bigint as followers,
    array[
      'food', 'travel', 'fashion', 'beauty', 'fitness', 'gaming', 'music', 'humor', 'technology', 'family', 'books',
      'finance', 'cars', 'pets', 'home', 'sports', 'cooking', 'wine', 'yoga', 'photography', 'lifestyle', 'movies',
      'art', 'education', 'makeup', 'skincare', 'football', 'basketball', 'esports', 'vlogs', 'diy', 'knitting',
      'Food & Drinks'
    ] as categories
  from generate_series(1, %(number)s)
) as d
"""
RATES: LiteralString = """
insert into creator_rates (user_id, deliverable_type, currency, amount)
select
  p.user_id, t.deliverable_type, (array['usd', 'usd', 'eur', 'gbp'])[1 + (hashtext(p.user_id::text) & 3)],
  greatest(100, p.total_followers / 100 * exp(0.5 * random_normal()))::bigint
from creator_profiles as p
cross join unnest(array['instagram_post', 'tiktok_video', 'youtube_video']) as t (deliverable_type)
where random() < 0.4
"""
ENTRIES: LiteralString = """
insert into creator_directory (
  user_id, name_key, followers, engagement, joined_at, country_code, platform_bits, category_bits, language_bits,
  rate_bits, terms
)
select
  e.user_id, e.name_key, e.followers, e.engagement, e.joined_at, e.country_code, e.platform_bits, e.category_bits,
  e.language_bits, e.rate_bits, e.terms
from creator_profiles as p cross join lateral app.directory_entry(p) as e
"""
