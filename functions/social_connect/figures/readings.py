"""What is made of a platform's answer before it is stored: pure functions, no platform is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from common.adapters.social.port import Audience, Post, Profile, RateLimited
from social_connect.figures.repository import DaysFigures, KnownFigures, LockedAccount
from social_connect.tracked_posts.service import Followed

LARGEST = 2**63 - 1
LONGEST_CAPTION = 10_000
LONGEST_URL = 2_048
LONGEST_ID = 500
NOTHING_KNOWN = KnownFigures("", 0, 0)
LARGEST_RATE = Decimal(9)
RATE_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one synchronisation read, as it may be stored; None for what the platform did not tell."""

    profile: Profile
    posts: list[Post] | None
    audience: Audience | None
    followed: Followed
    asked_scopes: tuple[str, ...]
    unread: str | None = None
    """A code for what was not told though it should have been; the rest stands without it."""
    limit: RateLimited | None = None
    """What ended the reading before all of it was told: the account rests with what there is."""


def cleaned(reading: Reading) -> Reading:
    """Without what our tables refuse: zero bytes, addresses that are not https, figures below nothing, twins."""
    profile = replace(
        reading.profile,
        username=_text(reading.profile.username),
        display_name=_text(reading.profile.display_name)[:LONGEST_ID],
        profile_url=_address(reading.profile.profile_url),
        avatar_url=_address(reading.profile.avatar_url),
        follower_count=None
        if reading.profile.follower_count is None
        else _count(reading.profile.follower_count),
    )
    followed = reading.followed
    return replace(
        reading,
        profile=profile,
        posts=None if reading.posts is None else clean_posts(reading.posts),
        followed=replace(
            followed,
            pairs={each: post_id for each, post_id in followed.pairs.items() if _is_id(post_id)},
            posts=clean_posts(followed.posts),
        ),
    )


def clean_posts(posts: list[Post]) -> list[Post]:
    """Posts as our tables take them, each once."""
    return list(
        {post.platform_post_id: _clean_post(post) for post in posts if _is_id(post.platform_post_id)}.values()
    )


def days_figures(reading: Reading, account: LockedAccount) -> DaysFigures:
    """The figures of an account now; followers and posts that the platform does not tell leave what was known."""
    told = reading.profile.follower_count
    followers = account.follower_count if told is None else told
    posts = reading.posts or []
    counted = [post for post in posts if post.likes is not None]
    rate = engagement_rate(_engagement(counted), len(counted), followers)
    return DaysFigures(
        followers=followers,
        engagement=min(_engagement(posts), LARGEST),
        engagement_rate=account.engagement_rate if reading.posts is None else rate,
        posts=len(posts),
    )


def engagement_rate(engagement: int, posts: int, followers: int) -> Decimal:
    """(likes + comments + shares) / followers: the mean over recent posts that show their likes, to a millionth.

    Nothing where there are no posts or no followers: a rate of nobody says nothing about an account. A post that was
    seen far beyond its followers counts at most nine times their number.
    """
    if posts == 0 or followers == 0:
        return Decimal(0)
    return min((Decimal(engagement) / (posts * followers)).quantize(RATE_STEP), LARGEST_RATE)


def completed(reading: Reading, known: Mapping[str, KnownFigures]) -> Reading:
    """With the views and shares that were known of a post where they were not told this time; 0 where none were."""
    if reading.posts is None:
        return reading
    posts = [_completed(post, known.get(post.platform_post_id, NOTHING_KNOWN)) for post in reading.posts]
    return replace(reading, posts=posts)


def _completed(post: Post, known: KnownFigures) -> Post:
    return replace(
        post,
        views=known.views if post.views is None else post.views,
        shares=known.shares if post.shares is None else post.shares,
    )


def _clean_post(post: Post) -> Post:
    return replace(
        post,
        url=_address(post.url),
        caption=None if post.caption is None else _text(post.caption)[:LONGEST_CAPTION],
        views=_known_count(post.views),
        likes=_known_count(post.likes),
        comments=_count(post.comments),
        shares=_known_count(post.shares),
    )


def _engagement(posts: list[Post]) -> int:
    return sum((post.likes or 0) + post.comments + (post.shares or 0) for post in posts)


def _known_count(number: int | None) -> int | None:
    return None if number is None else _count(number)


def _is_id(text: str) -> bool:
    return 0 < len(text) <= LONGEST_ID and _text(text) == text


def _text(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _address(url: str | None) -> str | None:
    return (
        url if url and url.startswith("https://") and len(url) <= LONGEST_URL and _text(url) == url else None
    )


def _count(number: int) -> int:
    return max(0, min(number, LARGEST))
