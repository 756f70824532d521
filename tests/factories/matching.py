"""Creators by the thousand, and the best of them."""

from typing import LiteralString
from uuid import UUID

from tests.typing import Connection


def find_best(db: Connection, campaign: UUID, wanted: int) -> list[tuple[UUID, int]]:
    """The best by the plan that matching uses."""
    return db.execute(
        "select b.user_id, b.points from campaigns as c, app.best_creators(app.match_target_of(c), %s) as b"
        " where c.id = %s order by b.rank",
        (wanted, campaign),
    ).fetchall()


def make_creators(db: Connection, number: int) -> None:
    """Creators who differ little, so that many are tied: some closed, without accounts, city, country or category."""
    with db.transaction():
        db.execute("select setseed(0.42)")
        db.execute("set local session_replication_role = replica")
        db.execute(USERS, {"number": number})
        for statement in (ROLES, PROFILES):
            db.execute(statement)
        for share in (0.8, 0.3):
            db.execute(ACCOUNTS, {"share": share})
        db.execute(TOTALS)
        db.execute("select app.place_creators(array(select user_id from creator_profiles))")


USERS: LiteralString = (
    "insert into auth.users (email, app_metadata, confirmed_at)"
    " select 'many-' || n || '@example.com', '{}', now() from generate_series(1, %(number)s) as n"
)
ROLES: LiteralString = "insert into user_roles (user_id, role) select id, 'creator' from auth.users"
TOTALS: LiteralString = """
update creator_profiles as p set total_followers = t.followers, platforms = t.platforms
from (
  select a.user_id, sum(a.follower_count) as followers, array_agg(a.platform) as platforms
  from social_accounts as a where a.status <> 'revoked' group by a.user_id
) as t
where t.user_id = p.user_id
"""

PROFILES: LiteralString = """
insert into creator_profiles (user_id, availability, categories, country_code, city)
select
  d.id, (array['open', 'open', 'limited', 'closed'])[1 + floor(d.d * 4)::int], string_to_array((array[
    '', 'food', 'Food & Drinks,travel', 'cooking', ' Wine ,beer', 'football', 'Video games,music', 'food,adult content'
  ])[1 + floor(d.a * 8)::int], ','),
  (array[null, 'DE', 'DE', 'FR', 'AT', 'US', 'JP', 'AQ'])[1 + floor(d.b * 8)::int],
  (array[null, 'Berlin', ' berlin', 'München', 'Paris'])[1 + floor(d.c * 5)::int]
from (select id, random() as a, random() as b, random() as c, random() as d from auth.users) as d
"""

ACCOUNTS: LiteralString = """
insert into social_accounts (
  user_id, platform, platform_user_id, username, follower_count, engagement_rate, status, last_synced_at
)
select
  d.user_id, d.platform, d.user_id, 'someone',
  case when d.b < 0.5 then (array[0, 0, 1, 9, 10, 999, 1000, 10000, 99999, 100000, 20000000])[1 + floor(d.c * 11)::int]
    else (10 ^ (d.c * 8))::bigint end,
  case when d.d < 0.6 then (array[0, 0.01, 0.03, 0.05, 9])[1 + floor(d.d / 0.6 * 5)::int] else d.c * 0.1 end,
  case when d.e < 0.1 then 'revoked' when d.e < 0.2 then 'expired' when d.e < 0.25 then 'error' else 'connected' end,
  now() - d.f * interval '60 days'
from (
  select
    p.user_id,
    (array['instagram', 'tiktok', 'twitter', 'linkedin', 'youtube'])[1 + floor(random() * 5)::int] as platform,
    random() as a, random() as b, random() as c, random() as d, random() as e,
    random() as f
  from creator_profiles as p
) as d
where d.a < %(share)s
on conflict do nothing
"""
