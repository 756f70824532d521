"""The demo's posts: what their platform would have told of them, stored as a synchronisation stores it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from common.adapters.social.port import Audience, Post
from common.identity import SERVICE
from common.models.platform import Platform
from common.post_addresses import code_of
from common.transactions import Pipelined, Transaction
from local.demo_acting import Story
from social_connect.figures import repository as figures
from social_connect.figures.repository import DaysFigures
from social_connect.tracked_posts.service import Followed, store

OTHER_POSTS = 8
DAYS_OF_HISTORY = 30


def publish_posts(story: Story) -> None:
    """Approved reels have figures, which their brand and creator see; the demo creator's account has others, too."""
    approved: dict[UUID, dict[UUID, str]] = {}
    for creator, submission, url in story.db.execute(
        "select creator_user_id, id, content_url from creator_submissions where status = 'approved' order by id"
    ).fetchall():
        approved.setdefault(creator, {})[submission] = code_of(url) or ""
    with story.acting(None):
        tx = Transaction(Pipelined(story.db, story.db.cursor()), SERVICE)
        for creator, pairs in approved.items():
            posts = [_post(story, code, place) for place, code in enumerate(pairs.values(), 1)]
            store(tx, creator, Platform.INSTAGRAM, Followed(pairs, posts, frozenset()), datetime.now(UTC))
            if creator == story.creators[0]:
                others = [_post(story, f"demo{place}", place + len(posts)) for place in range(OTHER_POSTS)]
                _show_account(tx, creator, [*posts, *others])


def _post(story: Story, code: str, days_ago: int) -> Post:
    """A reel, seen by some thousands; one in four hides its likes, so that not everything is known."""
    views = story.dice.randint(4_000, 60_000)
    return Post(
        platform_post_id=code, url=f"https://www.instagram.com/reel/{code}/", caption="My morning. #ad",
        posted_at=datetime.now(UTC) - timedelta(days=days_ago), views=views,
        likes=None if story.dice.random() < 0.25 else views // 16, comments=views // 240, shares=views // 190,
        reach=views * 7 // 10, saves=views // 90,
    )  # fmt: skip


def _show_account(tx: Transaction, creator: UUID, posts: list[Post]) -> None:
    """Posts, followers day by day, and the audience of the creator's account."""
    account_id: UUID = tx.fetch_value(
        "select id from social_accounts where user_id = %(user)s and platform = 'instagram'",
        {"user": creator},
    )
    account = figures.lock_account(tx, account_id)
    assert account is not None
    now = datetime.now(UTC)
    figures.store_posts(tx, account, posts, now)
    figures.store_audience(tx, account, Audience({"US": 0.6, "DE": 0.4}, {"18-24": 0.5, "25-34": 0.5},
                                                 {"female": 0.5, "male": 0.5}), now)  # fmt: skip
    for days_ago in range(DAYS_OF_HISTORY):
        followers = account.follower_count * (1_000 - 2 * days_ago) // 1_000
        engagement = sum((post.likes or 0) + (post.comments or 0) + (post.shares or 0) for post in posts)
        day = DaysFigures(followers, engagement, account.engagement_rate, len(posts))
        figures.store_day(tx, account, day, now - timedelta(days=days_ago))
