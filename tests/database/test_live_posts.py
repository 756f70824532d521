"""Approved posts that have to stay: what syncs find of them, and what time does then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.deals import (
    Market,
    act,
    approve,
    findings,
    make_deal,
    make_market,
    pass_timers,
    status_of,
    value,
)
from tests.typing import Connection

URL = "https://www.tiktok.com/@carla/video/1"
DAY = timedelta(days=1)


@dataclass
class Stay:
    """An escrow whose approved post has to stay for 30 days, and the account that it stands in."""

    db: Connection
    market: Market
    escrow: UUID
    account: UUID
    approved_at: datetime

    def sync(self, moment: datetime, *, finds: bool) -> None:
        """As a sync does: the account and its posts in one transaction."""
        with self.db.transaction():
            self.db.execute(
                "update social_accounts set last_synced_at = %s where id = %s", (moment, self.account)
            )
            if finds:
                post(self.db, self.account, self.market.creator)
            else:
                self.db.execute("delete from content_posts where social_account_id = %s", (self.account,))

    def waits(self) -> tuple[object, ...]:
        """What is known of the post, and what time does next."""
        return (
            value(self.db, "select live_status from deal_submissions where escrow_id = %s", self.escrow),
            value(self.db, "select next_step from escrows where id = %s", self.escrow),
        )

    def due(self) -> datetime:
        """When that is."""
        moment: datetime = value(self.db, "select deadline_at from escrows where id = %s", self.escrow)
        return moment


def post(db: Connection, account: UUID, creator: UUID) -> None:
    """The post, as a sync stores it."""
    db.execute(
        "insert into content_posts (social_account_id, user_id, platform_post_id, url) values (%s, %s, '1', %s)"
        " on conflict on constraint content_post_is_kept_once do update set url = excluded.url",
        (account, creator, URL),
    )


@pytest.fixture
def stay(database: Database) -> Iterator[Stay]:
    """Work that was live when it was handed in and approved."""
    with database.connect() as db:
        market = make_market(db)
        account: UUID = value(
            db,
            "insert into social_accounts (user_id, platform, platform_user_id, username)"
            " values (%s, 'tiktok', %s, 'carla') returning id",
            market.creator, str(market.creator),
        )  # fmt: skip
        post(db, account, market.creator)
        terms: dict[str, object] = {"review_hours": 72, "revision_limit": 2, "keep_live_days": 30}
        escrow = make_deal(db, market, terms=terms)[0]
        work = act(db, market.creator, "select app.hand_in_work(%s, 'url', %s, null, '')", escrow, URL)
        approve(db, escrow, market.owner, work)
        approved_at = value(db, "select approved_at from escrows where id = %s", escrow)
        yield Stay(db, market, escrow, account, approved_at)


def test_a_post_that_stays_is_paid_for(stay: Stay) -> None:
    assert stay.waits() == ("live", "release")
    assert stay.due() == stay.approved_at + 30 * DAY
    pass_timers(stay.db, stay.due())
    assert status_of(stay.db, stay.escrow) == "released"
    assert findings(stay.db) == []


def test_a_post_that_is_gone_at_two_looks_is_disputed_unless_it_is_restored(stay: Stay) -> None:
    first = stay.approved_at + DAY
    stay.sync(first, finds=False)
    assert (*stay.waits(), stay.due()) == ("gone", "look_live", first + DAY)
    stay.sync(first + DAY, finds=False)
    pass_timers(stay.db, first + DAY)
    assert (*stay.waits(), stay.due()) == ("gone", "dispute_gone", first + 4 * DAY)
    told = "select count(*) from notifications where user_id = %s and type = 'deal_post_gone'"
    assert value(stay.db, told, stay.market.creator) == 1
    pass_timers(stay.db, first + 4 * DAY)
    assert status_of(stay.db, stay.escrow) == "disputed"
    last = "select reason from escrow_events where escrow_id = %s order by seq desc limit 1"
    assert value(stay.db, last, stay.escrow) == "not_live"


def test_a_post_that_is_restored_in_time_goes_on(stay: Stay) -> None:
    first = stay.approved_at + DAY
    stay.sync(first, finds=False)
    stay.sync(first + DAY, finds=False)
    pass_timers(stay.db, first + DAY)
    stay.sync(first + 2 * DAY, finds=True)
    assert (*stay.waits(), stay.due()) == ("live", "release", stay.approved_at + 30 * DAY)
    assert value(stay.db, "select gone_at from escrows where id = %s", stay.escrow) is None


def test_one_look_is_none_and_who_cannot_look_does_not_know(stay: Stay) -> None:
    first = stay.approved_at + DAY
    stay.sync(first, finds=False)
    pass_timers(stay.db, first + DAY)
    assert (*stay.waits(), stay.due()) == ("gone", "look_live", first + DAY + timedelta(hours=1))
    stay.db.execute("delete from social_accounts where id = %s", (stay.account,))
    pass_timers(stay.db, first + 4 * DAY)
    assert (*stay.waits(), stay.due()) == ("unknown", "release", stay.approved_at + 30 * DAY)


def test_nobody_waits_for_a_second_look_beyond_the_hold(stay: Stay) -> None:
    stay.db.execute(
        "update escrows set locked_at = %s where id = %s", (stay.approved_at - 57.5 * DAY, stay.escrow)
    )
    first, hold_end = stay.approved_at + DAY, stay.approved_at + 2.5 * DAY
    stay.sync(first, finds=False)
    stay.db.execute("delete from social_accounts where id = %s", (stay.account,))
    pass_timers(stay.db, hold_end - timedelta(minutes=30))
    assert (*stay.waits(), stay.due()) == ("gone", "end_hold", hold_end)
    pass_timers(stay.db, hold_end)
    assert status_of(stay.db, stay.escrow) == "released"


def test_a_post_that_is_no_longer_kept_is_not_gone(stay: Stay) -> None:
    """Platforms' terms, and an account that is deleted, take posts away that nobody has looked at."""
    stay.db.execute("delete from content_posts where social_account_id = %s", (stay.account,))
    assert stay.waits() == ("live", "release")


def test_work_that_is_found_later_is_live_and_another_creators_is_not(stay: Stay) -> None:
    stay.db.execute("update content_posts set url = 'https://www.tiktok.com/other'")
    other = make_market(stay.db)
    escrow = make_deal(stay.db, other)[0]
    act(stay.db, other.creator, "select app.hand_in_work(%s, 'url', %s, null, '')", escrow, URL)
    stay.sync(datetime.now(UTC), finds=True)
    shown = "select live_status from deal_submissions where escrow_id = %s"
    assert value(stay.db, shown, escrow) == "unknown"
