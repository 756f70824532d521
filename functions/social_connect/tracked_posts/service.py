"""Use cases of tracked posts: found by their addresses, followed by their ids, and looked at for the disclosure.

Asking runs in no transaction. What a platform does not tell changes nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from common.adapters.social.port import LookUp, Post, SocialAdapter
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.models.platform import Platform
from common.post_addresses import PostAddress, code_of, platform_of, read_address, short_address
from social_connect.sync.extras import Extras
from social_connect.tracked_posts import repository
from social_connect.tracked_posts.disclosure import disclosure_of
from social_connect.tracked_posts.repository import PostFigures, PublishedSubmission

UNTRACKED_AT_ONCE = 500
LOOKED_UP_AT_ONCE = 100
RESOLVED_AT_ONCE = 5
SEARCHED_FOR = timedelta(days=60)
"""How long after its submission a post is searched for by its address; among the recent ones it is found for ever."""
FOLLOWED_FOR = timedelta(days=90)
"""After the end of its campaign: X has a price per read."""
PATIENCE = timedelta(hours=23)
"""A post is gone when it is missing in two readings a day apart; X is read once a day, a little more or less."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What one synchronisation found of the posts of approved submissions."""

    pairs: dict[UUID, str]
    posts: list[Post]
    gone: frozenset[str]


def follow(
    adapter: SocialAdapter, token: str, user_id: UUID, owner: str, *, listed: list[Post], extras: Extras
) -> Followed:
    """Find and look up the creator's posts that are not among the `listed`. Raises `TokenRefused`, `TokenDoubted`."""
    with transaction(SERVICE) as tx:
        untracked = repository.list_untracked(tx, user_id, adapter.platform, UNTRACKED_AT_ONCE)
        ids = [post.platform_post_id for post in listed]
        followed = repository.list_followed(
            tx, user_id, adapter.platform, listed=ids, longest=FOLLOWED_FOR, limit=LOOKED_UP_AT_ONCE
        )
    codes = _codes(adapter.platform, untracked)
    since, there = datetime.now(UTC) - SEARCHED_FOR, _by_code(listed)
    searched = [codes[each.id] for each in untracked if each.id in codes and each.submitted_at > since]
    searched = [code for code in searched if code not in there][:LOOKED_UP_AT_ONCE]
    found, looked_up = list[Post](), LookUp([])
    if searched:
        found = extras.told("searched posts", lambda: adapter.find_posts(token, owner, searched), found)
    if followed:
        looked_up = extras.told("followed posts", lambda: adapter.look_up(token, owner, followed), looked_up)
    posts = _by_code([*listed, *found])
    return Followed(
        pairs={each: posts[code] for each, code in codes.items() if code in posts},
        posts=[*listed, *found, *looked_up.posts],
        gone=looked_up.gone - {post.platform_post_id for post in found},
    )


def store(tx: Transaction, user_id: UUID, platform: Platform, followed: Followed, as_of: datetime) -> None:
    """Follow what was found, and note what became of what is followed.

    Raises `TrackedPostTransitionForbidden` where the database knows better what can become of a post.
    """
    repository.track(tx, user_id, platform, followed.pairs)
    languages = repository.creator_languages(tx, user_id)
    figures = [_figures(post, languages) for post in followed.posts]
    repository.update_tracked(tx, user_id, platform, figures, as_of)
    repository.miss_tracked(tx, user_id, platform, sorted(followed.gone), as_of=as_of, patience=PATIENCE)


def _codes(platform: Platform, submissions: list[PublishedSubmission]) -> dict[UUID, str]:
    """What the addresses of this platform's posts hold; short ones are resolved, the newest first, some at once."""
    from common.adapters.social import short_links  # httpx is for who has posts to follow

    codes: dict[UUID, str] = {}
    resolved = 0
    for each in submissions:
        address: PostAddress | None = read_address(each.content_url)
        if address is None and (short := short_address(each.content_url)) and resolved < RESOLVED_AT_ONCE:
            if platform_of(short) != platform:
                continue
            resolved += 1
            address = short_links.resolve(short)
        if address is not None and address.platform == platform:
            codes[each.id] = address.code
    return codes


def _by_code(posts: list[Post]) -> dict[str, str]:
    """What may stand in an address → the post's id."""
    named = {post.platform_post_id: post.platform_post_id for post in posts}
    return named | {code: post.platform_post_id for post in posts if (code := code_of(post.url))}


def _figures(post: Post, languages: list[str]) -> PostFigures:
    disclosure, terms = disclosure_of(post.caption, languages, is_labelled=post.is_labelled)
    return PostFigures(
        platform_post_id=post.platform_post_id, views=post.views, likes=post.likes, comments=post.comments,
        shares=post.shares, reach=post.reach, saves=post.saves, disclosure=disclosure, disclosure_terms=terms,
    )  # fmt: skip
