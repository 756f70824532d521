"""Work of deals that names a post: syncs tell whether it stands."""

from datetime import UTC, datetime, timedelta

from social_connect.sync.service import sync_due
from tests.conftest import Database
from tests.factories.deals import act, make_deal, make_market, value
from tests.integration.social_connect.fake_platform import FakePlatform, connect, platforms, post

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
STATE = "select live_status from deal_submissions where escrow_id = %s"


def test_a_post_that_a_sync_finds_is_live_and_one_that_it_no_longer_finds_is_gone(database: Database) -> None:
    older, newer = post(1, posted_at=NOON - 2 * DAY), post(2, posted_at=NOON - DAY)
    x = FakePlatform(posts=[older, newer])
    with database.connect() as db:
        market = make_market(db)
        escrow = make_deal(db, market)[0]
        act(db, market.creator, "select app.hand_in_work(%s, 'url', %s, null, '')", escrow, newer.url)
        connect(database, market.creator, x)
        found = []
        for day, posts in enumerate(([older, newer], [older], [older, newer])):
            x.posts = posts
            with platforms(x):
                assert sync_due(NOON + day * DAY)["synced"] == 1
            found.append(value(db, STATE, escrow))
    assert found == ["live", "gone", "live"]
