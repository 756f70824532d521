"""What is refused at an extra: a part that is not told is left out; a limit, a dead token and what a platform has
against our application are never taken for that.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from common.adapters.social.port import (
    Audience,
    ClientRefused,
    HalfTold,
    LookUp,
    PlatformUnavailable,
    Profile,
    RateLimited,
    TokenDoubted,
    TokenRefused,
    Tokens,
)
from common.models.platform import Platform
from social_connect.sync.service import run_queued_jobs, sync_due
from tests.conftest import Database
from tests.factories.money import make_deal, make_submission
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    accounts,
    connect,
    platforms,
    post,
    stored,
    time_passes,
)
from tests.integration.social_connect.moody_platform import query

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
EXTRAS = ("find_posts", "look_up", "audience")
LAST_JOB = (
    "select status, error, not_before > clock_timestamp() from platform_sync_jobs order by id desc limit 1"
)
FOLLOWERS = "select follower_count from social_accounts"
TRACKED = "select platform_post_id, status from campaign_content_tracking order by 1"
RESTING = "select platform from social_platforms where rate_limited_until > clock_timestamp()"


def followed(database: Database) -> tuple[FakePlatform, UUID]:
    """An account whose post 7 is followed and no more among the recent ones, and whose post 8 is searched for."""
    x = FakePlatform(posts=[post(7)], crowd=Audience({"DE": 1.0}, {}, {}))
    with database.connect() as db:
        deal = make_deal(db, funds=1_000)
        for number in (7, 8):
            db.execute("update creator_submissions set submission_type = 'url', content_url = %s,"
                       " status = 'approved' where id = %s",
                       (f"https://x.com/carla/status/{number}", make_submission(db, deal)))  # fmt: skip
    account = connect(database, deal.creator, x)
    with platforms(x):
        sync_due(NOON)
    assert query(database, TRACKED) == [("7", "live")]
    x.posts, x.older, x.follower_count = [post(1)], [post(7), post(8)], 2_000
    return x, account


@pytest.mark.parametrize("method", EXTRAS)
def test_a_limit_keeps_what_was_told_and_rests_the_account(database: Database, method: str) -> None:
    x, _ = followed(database)
    x.trouble(method, RateLimited(900))
    later = EXTRAS[EXTRAS.index(method) + 1 :]
    for extra in later:
        x.trouble(extra, AssertionError("asked for after a limit"))
    with platforms(x):
        counts = sync_due(NOON + DAY)
        assert (counts["synced"], counts["postponed"], counts["failed"]) == (0, 1, 0)
        assert query(database, LAST_JOB) == [("pending", "PLATFORM_RATE_LIMITED", True)]
        assert query(database, FOLLOWERS) == [(2_000,)]
        assert ("1",) in query(database, "select platform_post_id from content_posts")
        assert run_queued_jobs(NOON + DAY)["postponed"] == 0, "it rests"
        for extra in later:
            x.troubles[extra].clear()
        time_passes(database)
        assert run_queued_jobs(NOON + DAY)["synced"] == 1
    assert query(database, TRACKED) == [("7", "live"), ("8", "live")]


def test_a_limit_in_the_middle_of_the_posts_keeps_them_and_rests_the_account(database: Database) -> None:
    x, _ = followed(database)
    x.trouble("recent_posts", HalfTold([post(1, views=None)], RateLimited()))
    x.trouble("audience", AssertionError("asked for after a limit"))
    with platforms(x):
        assert sync_due(NOON + DAY)["postponed"] == 1
    assert ("1", 0) in query(database, "select platform_post_id, views from content_posts")
    assert query(database, LAST_JOB) == [("pending", "PLATFORM_RATE_LIMITED", True)]


def test_what_a_limited_look_up_has_found_is_stored(database: Database) -> None:
    x, _ = followed(database)
    x.trouble("look_up", HalfTold(LookUp([post(7, views=900)]), RateLimited(900)))
    x.trouble("find_posts", HalfTold([post(8)], PlatformUnavailable("no_answer")))
    with platforms(x):
        assert sync_due(NOON + DAY)["postponed"] == 1
    views = query(database, "select platform_post_id, views from campaign_content_tracking order by 1")
    assert views == [("7", 900), ("8", 100)]


def test_a_limit_of_the_application_rests_the_platform(database: Database) -> None:
    x, _ = followed(database)
    x.trouble("look_up", RateLimited(900, is_app_wide=True))
    with platforms(x):
        assert sync_due(NOON + DAY)["postponed"] == 1
    assert query(database, RESTING) == [("twitter",)]


def test_three_accounts_limited_in_a_row_at_an_extra_rest_their_platform(database: Database) -> None:
    limited = FakePlatform()
    for number in range(4):
        limited.platform_user_id = str(number)
        accounts(database, limited)
        limited.trouble(
            "profile", HalfTold(Profile(str(number), "carla", "Carla", None, None, None), RateLimited())
        )
    with platforms(limited), database.connect() as db:
        db.execute(
            "update social_accounts set last_synced_at = date '2026-01-01' + platform_user_id::integer"
        )
        counts = sync_due(NOON)
    assert (counts["postponed"], counts["synced"]) == (3, 0)
    assert query(database, RESTING) == [("twitter",)]


@pytest.mark.parametrize("method", EXTRAS)
def test_a_dead_token_is_renewed_and_one_that_stays_dead_expires(database: Database, method: str) -> None:
    x, account = followed(database)
    x.trouble(method, TokenRefused("access_token_invalid"))
    with platforms(x):
        assert sync_due(NOON + DAY)["synced"] == 1
        assert x.refreshes == 1
        x.posts = [post(2)]
        with database.connect() as db:
            db.execute("delete from campaign_content_tracking where platform_post_id = '8'")
        for _ in range(2):
            x.trouble(method, TokenRefused("access_token_invalid"))
        assert sync_due(NOON + 2 * DAY)["failed"] == 1
    assert stored(database, account).status == "expired"


@pytest.mark.parametrize("method", EXTRAS)
def test_what_a_platform_has_against_us_is_told_to_administrators_and_leaves_the_rest(
    database: Database, admin: UUID, method: str
) -> None:
    x, _ = followed(database)
    with platforms(x):
        for day in (1, 2):
            x.trouble(method, ClientRefused("client-forbidden"))
            assert sync_due(NOON + day * DAY)["synced"] == 1
    assert query(database, FOLLOWERS) == [(2_000,)]
    told = query(database, "select user_id from notifications where type = 'social_platform.refuses_us'")
    assert told == [(admin,)], "once"


@pytest.mark.parametrize("method", EXTRAS)
@pytest.mark.parametrize("doubts", [1, 2])
def test_a_doubt_is_answered_by_a_newer_token_and_costs_the_extra_at_most(
    database: Database, method: str, doubts: int
) -> None:
    x, account = followed(database)
    for _ in range(doubts):
        x.trouble(method, TokenDoubted("status_401"))
    with platforms(x):
        assert sync_due(NOON + DAY)["synced"] == 1
    assert x.refreshes == 1
    assert stored(database, account).status == "connected"
    assert query(database, FOLLOWERS) == [(2_000,)]


def test_a_doubt_without_a_way_to_renew_costs_the_extra_alone(database: Database, creator: UUID) -> None:
    linkedin = FakePlatform(platform=Platform.LINKEDIN)
    known = linkedin.issue()
    tokens = Tokens(known.access_token, None, known.expires_at, known.scopes)
    account = connect(database, creator, linkedin, tokens=tokens)
    for _ in range(2):
        linkedin.trouble(
            "profile", HalfTold(Profile("42", "c", "Carla", None, None, None), TokenDoubted("status_401"))
        )
    with platforms(linkedin):
        assert sync_due(NOON)["synced"] == 1
    assert stored(database, account).status == "connected"
    assert query(database, "select display_name from social_accounts") == [("Carla",)]


def test_a_limit_after_the_person_has_gone_stores_nothing(database: Database) -> None:
    x, _ = followed(database)

    def go_and_be_limited() -> None:
        with database.connect() as db:
            db.execute(
                "update social_accounts set status = 'revoked', access_token = null, refresh_token = null"
            )
        raise RateLimited(900)

    x.trouble("audience", go_and_be_limited)
    with platforms(x):
        assert sync_due(NOON + DAY)["failed"] == 1
    assert query(database, FOLLOWERS) == [(1_000,)]
