"""The score by its words, in plain Python over the tables: what the SQL of matching has to agree with.

Only the lists (regions, families, names of one thing) are read from the database; every rule stands here anew.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from hashlib import md5
from typing import Any
from uuid import UUID

from psycopg.rows import dict_row

from tests.typing import Connection

TIERS = (10_000, 100_000, 500_000, 1_000_000, 20_000_000)
USUAL = {
    "instagram": ("0.05", "0.04", "0.035", "0.032", "0.032", "0.0108"),
    "tiktok": ("0.12", "0.1", "0.08", "0.07", "0.07", "0.0139"),
    "twitter": ("0.01", "0.006", "0.004", "0.003", "0.002", "0.002"),
    "linkedin": ("0.04", "0.03", "0.02", "0.015", "0.01", "0.01"),
    "youtube": ("0.04", "0.03", "0.02", "0.01", "0.000407", "0.000125"),
}
PLATFORM_OF = {"tweet": "twitter", "twitter_thread": "twitter"} | {
    f"{platform}_{kind}": platform
    for platform in ("instagram", "tiktok", "youtube", "linkedin")
    for kind in ("post", "reel", "story", "video", "short", "article")
}
CREATORS = """
select p.user_id, p.categories, p.country_code, lower(trim(p.city)) as city, app.region_of(p.country_code) as region,
  array(select jsonb_build_object('platform', a.platform, 'followers', a.follower_count, 'status', a.status,
    'rate', a.engagement_rate::text, 'read_at', coalesce(a.last_synced_at, a.created_at))
    from social_accounts as a where a.user_id = p.user_id) as accounts
from creator_profiles as p inner join auth.users as u on u.id = p.user_id and u.status = 'active'
where exists (select from user_roles as r where r.user_id = p.user_id and r.role = 'creator')
  and p.availability <> 'closed'
"""
CAMPAIGN = """
select c.id, c.category, c.target_audience, f.categories, f.target_locations, f.excluded_categories,
  array(select d.deliverable_type from campaign_deliverables as d where d.campaign_id = c.id) as deliverables,
  array(select i.creator_user_id from campaign_invitations as i where i.campaign_id = c.id) as invited
from campaigns as c left join brand_fit_data as f on f.brand_id = c.brand_id where c.id = %s
"""


@dataclass(frozen=True)
class Found:
    """One of the best: points in hundredths."""

    user_id: UUID
    points: int


@dataclass
class Account:
    """An account whose figures count."""

    platform: str
    followers: int
    ratio: Decimal


@dataclass
class Creator:
    """A creator who may be matched; `categories` are keys."""

    user_id: UUID
    categories: set[str]
    country: str | None
    city: str | None
    region: str | None
    accounts: list[Account]


@dataclass
class Wish:
    """What a campaign asks for."""

    campaign_id: UUID
    minimum: int | None
    maximum: int | None
    platforms: set[str]
    listed: set[str]
    related: set[str]
    spots: list[tuple[str, str | None]]
    regions: set[str]
    place_required: bool
    category_required: bool
    excluded: set[str]
    invited: set[UUID]


@dataclass
class Reference:
    """Everybody who may be matched, read once."""

    db: Connection
    keys: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def creators(self) -> list[Creator]:
        with self.db.cursor(row_factory=dict_row) as cursor:
            now = cursor.execute("select now() as now").fetchall()[0]["now"]
            return [self._creator(row, now) for row in cursor.execute(CREATORS).fetchall()]

    def best(self, campaign: UUID, wanted: int) -> list[Found]:
        """The best by asking everybody."""
        wish = self._wish(campaign)
        scored = [score for creator in self.creators if (score := judge(wish, creator))]
        return [found for _, found in sorted(scored, key=lambda score: score[0])[:wanted]]

    def _creator(self, row: dict[str, Any], now: datetime) -> Creator:
        counted = [
            a for a in row["accounts"] if counts(a["status"], datetime.fromisoformat(a["read_at"]), now)
        ]
        accounts = [
            Account(a["platform"], a["followers"], Decimal(a["rate"]) / usual(a["platform"], a["followers"]))
            for a in counted
        ]
        return Creator(
            row["user_id"],
            self._keys(row["categories"]),
            row["country_code"],
            row["city"],
            row["region"],
            accounts,
        )

    def _wish(self, campaign: UUID) -> Wish:
        with self.db.cursor(row_factory=dict_row) as cursor:
            row = cursor.execute(CAMPAIGN, (campaign,)).fetchall()[0]
        audience = row["target_audience"]
        needed = {PLATFORM_OF[kind] for kind in row["deliverables"] if kind in PLATFORM_OF}
        asked = [row["category"]] if row["category"] is not None else row["categories"] or []
        listed, related = self._listed(asked), self._ask("app.related_categories", self._keys(asked))
        spots = places(audience.get("location"), row["target_locations"] or [])
        return Wish(
            campaign, audience.get("min_followers"), audience.get("max_followers"),
            needed or set(audience.get("platforms", ())), listed, related, spots,
            {region for country, _ in spots if (region := self._region(country))},
            bool((audience.get("location") or {}).get("required")), audience.get("category_required", False),
            self._listed(row["excluded_categories"] or []), set(row["invited"]),
        )  # fmt: skip

    def _keys(self, labels: Iterable[str]) -> set[str]:
        return self._ask("app.category_keys", labels)

    def _listed(self, labels: Iterable[str]) -> set[str]:
        return self._ask("app.listed_categories", self._keys(labels))

    def _ask(self, function: str, labels: Iterable[str]) -> set[str]:
        asked = sorted(labels)
        key = f"{function} {asked}"
        if key not in self.keys:
            (row,) = self.db.execute(f"select {function}(%s::text[])", (asked,)).fetchall()
            self.keys[key] = set(row[0])
        return self.keys[key]

    def _region(self, country: str) -> str | None:
        (row,) = self.db.execute("select app.region_of(%s)", (country,)).fetchall()
        region: str | None = row[0]
        return region


def judge(wish: Wish, creator: Creator) -> tuple[tuple[Any, ...], Found] | None:
    """How a creator is sorted, and what they score; None for who may not be suggested."""
    counted = [a for a in creator.accounts if not wish.platforms or a.platform in wish.platforms]
    followers = sum(account.followers for account in counted)
    place = location(wish, creator)
    if (
        (wish.platforms and not counted) or followers < (wish.minimum or 0) or creator.user_id in wish.invited
        or creator.categories & wish.excluded or (wish.place_required and place < 1000)
        or (wish.category_required and category(wish, creator) < 2000)
    ):  # fmt: skip
        return None
    merit = max((account.ratio for account in counted), default=Decimal(0))
    engagement = min(3000, int((1500 * merit).quantize(Decimal(1), ROUND_HALF_UP)))
    points = reach(followers, wish.minimum, wish.maximum) + engagement + category(wish, creator) + place
    beyond = 0 if wish.maximum is None else max(0, followers - wish.maximum)
    lot = md5(f"{wish.campaign_id}{creator.user_id}".encode(), usedforsecurity=False).digest()
    return (-points, -merit, beyond, lot), Found(creator.user_id, points)


def reach(followers: int, minimum: int | None, maximum: int | None) -> int:
    """40 points inside the range, falling with the logarithm of the factor outside, in hundredths."""
    factor = 1.0
    if minimum is not None and followers < minimum:
        factor = minimum / max(followers, 1)
    elif maximum is not None and followers > maximum:
        factor = followers / max(maximum, 1)
    return max(0, 4000 - round(4000 * math.log10(factor)))


def category(wish: Wish, creator: Creator) -> int:
    """20 points for a listed category, 10 for a related one."""
    if not wish.listed or creator.categories & wish.listed:
        return 2000
    return 1000 if creator.categories & wish.related else 0


def location(wish: Wish, creator: Creator) -> int:
    """10 points in a place that is asked for, 5 in its region."""
    within: Callable[[tuple[str, str | None]], bool] = lambda spot: (  # noqa: E731 - used once, and named
        spot[0] == creator.country and spot[1] in {None, creator.city}
    )
    if not wish.spots or any(within(spot) for spot in wish.spots):
        return 1000
    return 500 if creator.region in wish.regions else 0


def usual(platform: str, followers: int) -> Decimal:
    """The usual engagement rate for an account of that size."""
    return Decimal(USUAL[platform][sum(followers >= tier for tier in TIERS)])


def counts(status: str, read_at: datetime, now: datetime) -> bool:
    """Whether an account's figures count: connected, or read within 30 days; never after it was disconnected."""
    return status == "connected" or (status != "revoked" and now < read_at + timedelta(days=30))


def places(asked: dict[str, Any] | None, fitting: list[str]) -> list[tuple[str, str | None]]:
    """Countries and cities, those of the campaign or else of its brand."""
    if asked and asked.get("country") is not None:
        return [(asked["country"], (asked.get("city") or "").strip().lower() or None)]
    split = [place.partition("/") for place in fitting]
    return [
        (country, city.strip().lower() or None)
        for country, slash, city in split
        if len(country) == 2 and country.isascii() and country.isupper()
    ]
