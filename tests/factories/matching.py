"""Creators by the thousand, and the slow and plain way to find the best of them."""

from typing import LiteralString
from uuid import UUID

from tests.typing import Connection

ORACLE: LiteralString = """
select p.user_id, parts.followers + parts.engagement + parts.category + parts.location as points
from campaigns as c
cross join lateral app.match_target_of(c) as t
cross join creator_profiles as p
inner join auth.users as u on u.id = p.user_id
cross join lateral (
  select
    app.follower_points(p.total_followers, t.minimum, t.maximum) as followers,
    coalesce((
      select max(app.engagement_points(a.platform, a.follower_count, a.engagement_rate))
      from social_accounts as a where a.user_id = p.user_id and a.status <> 'revoked'
    ), 0) as engagement,
    app.category_points(app.category_keys(p.categories), t.listed, t.related) as category,
    app.location_points(
      p.country_code, lower(btrim(p.city)), app.region_of(p.country_code), t.spots, t.regions
    ) as location
) as parts
where c.id = %(campaign)s and u.status = 'active'
  and exists (select from user_roles as r where r.user_id = p.user_id and r.role = 'creator')
  and (t.minimum is null or p.total_followers >= t.minimum)
  and (t.platform_bits = 0 or app.platform_bits(p.platforms) & t.platform_bits <> 0)
  and not app.category_keys(p.categories) && t.excluded
  and not exists (select from campaign_invitations as i where i.campaign_id = c.id and i.creator_user_id = p.user_id)
  and not exists (select from campaign_participants as i where i.campaign_id = c.id and i.creator_user_id = p.user_id)
order by points desc, p.user_id limit %(wanted)s
"""
"""Every profile is scored, every filter asked of the tables that know; no index of matching is read."""


def score_everybody(db: Connection, campaign: UUID, wanted: int) -> list[tuple[UUID, int]]:
    """The best by the full scan: id and points (hundredths)."""
    return db.execute(ORACLE, {"campaign": campaign, "wanted": wanted}).fetchall()


def find_best(db: Connection, campaign: UUID, wanted: int) -> list[tuple[UUID, int]]:
    """The best by the plan that matching uses."""
    return db.execute(
        "select b.user_id, b.points from campaigns as c, app.best_creators(app.match_target_of(c), %s) as b"
        " where c.id = %s order by b.points desc, b.user_id",
        (wanted, campaign),
    ).fetchall()


def make_creators(db: Connection, number: int) -> None:
    """Creators who differ little, so that many are tied: some without accounts, city, country or category."""
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
insert into creator_profiles (user_id, categories, country_code, city)
select
  d.id, string_to_array((array[
    '', 'food', 'Food,travel', 'cooking', ' Wine ,beer', 'fitness', 'gaming,music', 'food,adult content'
  ])[1 + floor(d.a * 8)::int], ','),
  (array[null, 'DE', 'DE', 'FR', 'AT', 'US', 'JP', 'AQ'])[1 + floor(d.b * 8)::int],
  (array[null, 'Berlin', ' berlin', 'München', 'Paris'])[1 + floor(d.c * 5)::int]
from (select id, random() as a, random() as b, random() as c from auth.users) as d
"""

ACCOUNTS: LiteralString = """
insert into social_accounts (
  user_id, platform, platform_user_id, username, follower_count, engagement_rate, status
)
select
  d.user_id, d.platform, d.user_id, 'someone',
  case when d.b < 0.5 then (array[0, 0, 1, 9, 10, 999, 1000, 10000, 99999, 100000, 20000000])[1 + floor(d.c * 11)::int]
    else (10 ^ (d.c * 8))::bigint end,
  case when d.d < 0.6 then (array[0, 0.01, 0.03, 0.05, 9])[1 + floor(d.d / 0.6 * 5)::int] else d.c * 0.1 end,
  case when d.e < 0.1 then 'revoked' else 'connected' end
from (
  select
    p.user_id,
    (array['instagram', 'tiktok', 'twitter', 'linkedin', 'youtube'])[1 + floor(random() * 5)::int] as platform,
    random() as a, random() as b, random() as c, random() as d, random() as e
  from creator_profiles as p
) as d
where d.a < %(share)s
on conflict do nothing
"""
