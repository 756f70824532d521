"""Statements of figures. Those that store what a platform told of an account run in one transaction, behind a lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.adapters.social.port import Audience, Post, Profile
from common.database import Transaction
from common.models.platform import Platform
from common.models.social import AudienceMetrics, ContentPost, CreatorAnalytics

POST: LiteralString = (
    "select p.id, p.social_account_id, p.user_id, p.platform_post_id, p.url, p.caption, p.posted_at, p.views,"
    " p.likes, p.comments, p.shares, p.last_synced_at, p.created_at, p.updated_at"
    " from content_posts as p"
)
AUDIENCE: LiteralString = (
    "select m.id, m.social_account_id, m.user_id, m.metric_date, m.countries, m.ages, m.genders, m.created_at"
    " from audience_metrics as m"
)
ANALYTICS: LiteralString = (
    "select id, creator_user_id, platform, metric_date, total_followers, total_engagement, engagement_rate,"
    " posts_count, created_at from creator_analytics"
)


@dataclass(frozen=True, slots=True)
class LockedAccount:
    """A connected account that nobody disconnects while we write."""

    id: UUID
    user_id: UUID
    platform: Platform
    platform_user_id: str
    follower_count: int
    engagement_rate: Decimal


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """What was known of a stored post that a platform does not tell each time."""

    platform_post_id: str
    views: int
    shares: int


@dataclass(frozen=True, slots=True)
class DaysFigures:
    """What a day's row of the history says."""

    followers: int
    engagement: int
    engagement_rate: Decimal
    posts: int


def lock_account(tx: Transaction, account_id: UUID) -> LockedAccount | None:
    """The account, locked; None where it is not connected (any more), or its owner is banned or gone."""
    return tx.fetch_optional(
        LockedAccount,
        "select a.id, a.user_id, a.platform, a.platform_user_id, a.follower_count, a.engagement_rate"
        " from social_accounts as a"
        " join auth.users as u on u.id = a.user_id and u.status = 'active'"
        " where a.id = %(id)s and a.status = 'connected' for no key update of a",
        {"id": account_id},
    )


def store_profile(
    tx: Transaction, account: LockedAccount, profile: Profile, day: DaysFigures, *, asked_scopes: Sequence[str],
    as_of: datetime,
) -> None:  # fmt: skip
    """Followers, engagement and names; the triggers keep the creator's totals."""
    tx.execute(
        "update social_accounts set follower_count = %(followers)s, engagement_rate = %(rate)s,"
        " username = coalesce(nullif(left(%(username)s, 200), ''), username), display_name = %(display_name)s,"
        " profile_url = coalesce(%(profile_url)s, profile_url),"
        " avatar_url = coalesce(%(avatar_url)s, avatar_url), asked_scopes = %(asked)s,"
        " last_synced_at = greatest(last_synced_at, %(as_of)s) where id = %(id)s",
        {"id": account.id, "followers": day.followers, "rate": day.engagement_rate,
         "username": profile.username, "display_name": profile.display_name,
         "profile_url": profile.profile_url, "avatar_url": profile.avatar_url, "as_of": as_of,
         "asked": list(asked_scopes)},
    )  # fmt: skip


def known_figures(tx: Transaction, account: LockedAccount, posts: list[str]) -> dict[str, KnownFigures]:
    """Views and shares of those of these posts that are stored, by the post's id at the platform."""
    known = tx.fetch_all(
        KnownFigures,
        "select platform_post_id, views, shares from content_posts where social_account_id = %(account)s"
        " and platform_post_id = any(%(posts)s)",
        {"account": account.id, "posts": posts},
    )
    return {post.platform_post_id: post for post in known}


def store_posts(tx: Transaction, account: LockedAccount, posts: list[Post], as_of: datetime) -> int:
    """The posts with their newest figures; how many."""
    return tx.execute(
        "insert into content_posts (social_account_id, user_id, platform_post_id, url, caption, posted_at,"
        " views, likes, comments, shares, last_synced_at)"
        " select %(account)s, %(user)s, p.platform_post_id, p.url, p.caption, p.posted_at, p.views, p.likes,"
        " p.comments, p.shares, %(as_of)s from jsonb_to_recordset(%(posts)s) as p (platform_post_id text,"
        " url text, caption text, posted_at timestamptz, views bigint, likes bigint, comments bigint,"
        " shares bigint)"
        " on conflict on constraint content_post_is_kept_once do update set url = excluded.url,"
        " caption = excluded.caption, posted_at = excluded.posted_at, views = excluded.views,"
        " likes = excluded.likes, comments = excluded.comments, shares = excluded.shares,"
        " last_synced_at = excluded.last_synced_at",
        {"account": account.id, "user": account.user_id, "posts": _as_json(posts), "as_of": as_of},
    )


def forget_unlisted(tx: Transaction, account: LockedAccount, posts: list[Post]) -> int:
    """Delete what should stand among these, the account's newest public posts, and does not; how many that were.

    Where there are none, nothing stands.
    """
    moments = [post.posted_at for post in posts if post.posted_at is not None]
    return tx.execute(
        "delete from content_posts where social_account_id = %(account)s"
        " and platform_post_id <> all(%(posts)s)"
        " and (posted_at >= %(oldest)s or posted_at is null or %(is_empty)s)",
        {"account": account.id, "posts": [post.platform_post_id for post in posts],
         "oldest": min(moments, default=None), "is_empty": not posts},
    )  # fmt: skip


def store_audience(tx: Transaction, account: LockedAccount, audience: Audience, as_of: datetime) -> None:
    """The audience of the day; a later answer of the same day replaces it."""
    tx.execute(
        "insert into audience_metrics (social_account_id, user_id, metric_date, countries, ages, genders)"
        " values (%(account)s, %(user)s, (%(as_of)s at time zone 'UTC')::date, %(countries)s, %(ages)s,"
        " %(genders)s) on conflict on constraint audience_is_measured_once_a_day do update"
        " set countries = excluded.countries, ages = excluded.ages, genders = excluded.genders",
        {"account": account.id, "user": account.user_id, "as_of": as_of,
         "countries": Jsonb(audience.countries), "ages": Jsonb(audience.ages),
         "genders": Jsonb(audience.genders)},
    )  # fmt: skip


def store_day(tx: Transaction, account: LockedAccount, day: DaysFigures, as_of: datetime) -> None:
    """One row of history a day and platform; a later answer of the same day replaces it."""
    tx.execute(
        "insert into creator_analytics (creator_user_id, platform, metric_date, total_followers,"
        " total_engagement, engagement_rate, posts_count) values (%(user)s, %(platform)s,"
        " (%(as_of)s at time zone 'UTC')::date, %(followers)s, %(engagement)s, %(rate)s, %(posts)s)"
        " on conflict on constraint creator_analytics_are_kept_once_a_day do update"
        " set total_followers = excluded.total_followers, total_engagement = excluded.total_engagement,"
        " engagement_rate = excluded.engagement_rate, posts_count = excluded.posts_count",
        {"user": account.user_id, "platform": account.platform, "as_of": as_of, "followers": day.followers,
         "engagement": day.engagement, "rate": day.engagement_rate, "posts": day.posts},
    )  # fmt: skip


def _as_json(posts: list[Post]) -> Jsonb:
    return Jsonb(
        [
            {
                "platform_post_id": post.platform_post_id, "url": post.url, "caption": post.caption or "",
                "posted_at": post.posted_at.isoformat() if post.posted_at else None, "views": post.views,
                "likes": post.likes, "comments": post.comments, "shares": post.shares,
            }
            for post in posts
        ]
    )  # fmt: skip


def list_posts(
    tx: Transaction,
    account_id: UUID,
    user_id: UUID,
    *,
    before: tuple[datetime | None, UUID] | None,
    limit: int,
) -> list[ContentPost]:
    """Posts of an account, newest first; those without a date lead."""
    at, post_id = before or (None, None)
    return tx.fetch_all(
        ContentPost,
        f"{POST} where p.social_account_id = %(account)s and p.user_id = %(user)s"
        " and (%(id)s::uuid is null or (coalesce(p.posted_at, 'infinity'), p.id)"
        " < (coalesce(%(at)s::timestamptz, 'infinity'), %(id)s))"
        " order by coalesce(p.posted_at, 'infinity') desc, p.id desc limit %(limit)s",
        {"account": account_id, "user": user_id, "at": at, "id": post_id, "limit": limit},
    )


def list_audience(
    tx: Transaction, account_id: UUID, user_id: UUID, *, before: date | None, limit: int
) -> list[AudienceMetrics]:
    """The audience of an account day by day, newest first."""
    return tx.fetch_all(
        AudienceMetrics,
        f"{AUDIENCE} where m.social_account_id = %(account)s and m.user_id = %(user)s"
        " and (%(before)s::date is null or m.metric_date < %(before)s)"
        " order by m.metric_date desc limit %(limit)s",
        {"account": account_id, "user": user_id, "before": before, "limit": limit},
    )


def list_analytics(
    tx: Transaction, creator_id: UUID, *, platform: Platform | None, since: date | None, until: date | None,
    before: tuple[date, UUID] | None, limit: int,
) -> list[CreatorAnalytics]:  # fmt: skip
    """A creator's figures day by day, newest first, `since` and `until` included."""
    day, row_id = before or (None, None)
    return tx.fetch_all(
        CreatorAnalytics,
        f"{ANALYTICS} where creator_user_id = %(creator)s"
        " and (%(platform)s::text is null or platform = %(platform)s)"
        " and (%(since)s::date is null or metric_date >= %(since)s)"
        " and (%(until)s::date is null or metric_date <= %(until)s)"
        " and (%(id)s::uuid is null or (metric_date, id) < (%(day)s::date, %(id)s))"
        " order by metric_date desc, id desc limit %(limit)s",
        {"creator": creator_id, "platform": platform, "since": since, "until": until, "day": day,
         "id": row_id, "limit": limit},
    )  # fmt: skip
