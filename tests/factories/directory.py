"""Creators as the directory knows them."""

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
