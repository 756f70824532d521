"""Statements of tracked posts. Those that store run in the synchronisation's transaction, behind its lock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.models.platform import Platform


@dataclass(frozen=True, slots=True)
class PublishedSubmission:
    """An approved submission that is an address, and is not tracked yet."""

    id: UUID
    content_url: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class PostFigures:
    """A tracked post as it is now; None for what was not told."""

    platform_post_id: str
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    reach: int | None
    saves: int | None
    disclosure: str
    disclosure_terms: list[str]


def list_untracked(
    tx: Transaction, user_id: UUID, platform: Platform, limit: int
) -> list[PublishedSubmission]:
    """The creator's approved submissions that are addresses and that nothing tracks on this platform."""
    return tx.fetch_all(
        PublishedSubmission,
        "select s.id, s.content_url, s.submitted_at from creator_submissions as s"
        " where s.creator_user_id = %(user)s"
        " and s.status = 'approved' and s.submission_type = 'url' and not exists (select"
        " from campaign_content_tracking as t where t.submission_id = s.id and t.platform = %(platform)s)"
        " order by s.id desc limit %(limit)s",
        {"user": user_id, "platform": platform, "limit": limit},
    )


def list_followed(
    tx: Transaction, user_id: UUID, platform: Platform, *, listed: list[str], longest: timedelta, limit: int
) -> list[str]:
    """Ids of tracked posts but for the `listed`, those first that were not looked at for longest.

    A post is followed until its campaign is over for the time `longest`.
    """
    return tx.fetch_values(
        "select t.platform_post_id from campaign_content_tracking as t join campaigns as c on c.id = t.campaign_id"
        " where t.creator_user_id = %(user)s and t.platform = %(platform)s"
        " and t.platform_post_id <> all(%(listed)s)"
        " and (c.timeline_end is null or c.timeline_end + %(longest)s > now())"
        " group by t.platform_post_id order by min(t.checked_at) nulls first, t.platform_post_id limit %(limit)s",
        {"user": user_id, "platform": platform, "listed": listed, "longest": longest, "limit": limit},
    )


def creator_languages(tx: Transaction, user_id: UUID) -> list[str]:
    """In which languages the creator says they post; none where they do not say."""
    languages: list[str] | None = tx.fetch_value(
        "select (select languages from creator_profiles where user_id = %(user)s)", {"user": user_id}
    )
    return languages or []


def track(tx: Transaction, user_id: UUID, platform: Platform, pairs: dict[UUID, str]) -> int:
    """Follow the post (its id at the platform) of each submission from now on; how many are new."""
    return tx.execute(
        "insert into campaign_content_tracking (submission_id, campaign_id, brand_id, creator_user_id,"
        " platform, platform_post_id, url)"
        " select s.id, s.campaign_id, s.brand_id, s.creator_user_id, %(platform)s, w.post, s.content_url"
        " from unnest(%(submissions)s::uuid[], %(posts)s::text[]) as w (submission_id, post)"
        " join creator_submissions as s on s.id = w.submission_id and s.creator_user_id = %(user)s"
        " on conflict on constraint campaign_content_is_tracked_once do nothing",
        {"user": user_id, "platform": platform, "submissions": list(pairs.keys()),
         "posts": list(pairs.values())},
    )  # fmt: skip


def update_tracked(
    tx: Transaction, user_id: UUID, platform: Platform, posts: list[PostFigures], as_of: datetime
) -> int:
    """Live, with the newest figures, those of these posts that are this creator's; another creator's stay."""
    return tx.execute(
        "update campaign_content_tracking as t set views = coalesce(p.views, t.views), likes = p.likes,"
        " comments = coalesce(p.comments, t.comments), shares = coalesce(p.shares, t.shares),"
        " reach = coalesce(p.reach, t.reach), saves = coalesce(p.saves, t.saves), disclosure = p.disclosure,"
        " disclosure_terms = p.disclosure_terms, status = 'live', missing_since = null, gone_at = null,"
        " last_synced_at = %(as_of)s, checked_at = %(as_of)s"
        " from jsonb_to_recordset(%(posts)s) as p (platform_post_id text, views bigint, likes bigint,"
        " comments bigint, shares bigint, reach bigint, saves bigint, disclosure text, disclosure_terms text[])"
        " where t.creator_user_id = %(user)s and t.platform = %(platform)s"
        " and t.platform_post_id = p.platform_post_id",
        {"user": user_id, "platform": platform, "as_of": as_of,
         "posts": Jsonb([{name: getattr(post, name) for name in PostFigures.__slots__} for post in posts])},
    )  # fmt: skip


def miss_tracked(
    tx: Transaction, user_id: UUID, platform: Platform, posts: list[str], *, as_of: datetime, patience: timedelta
) -> int:  # fmt: skip
    """Missing since now, and gone where they are missing for longer than `patience`; how many of these are tracked."""
    return tx.execute(
        "update campaign_content_tracking as t set missing_since = coalesce(t.missing_since, %(as_of)s),"
        " status = case when t.status = 'live' then 'missing'"
        " when t.missing_since <= %(as_of)s - %(patience)s then 'gone' else t.status end,"
        " gone_at = case when t.status = 'missing' and t.missing_since <= %(as_of)s - %(patience)s"
        " then %(as_of)s else t.gone_at end, checked_at = %(as_of)s"
        " where t.creator_user_id = %(user)s and t.platform = %(platform)s and t.platform_post_id = any(%(posts)s)",
        {"user": user_id, "platform": platform, "posts": posts, "as_of": as_of, "patience": patience},
    )
