"""The job that renews tokens: whom it finds, and that nobody's trouble is anybody else's."""

from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from uuid import UUID

import pytest

from common.adapters.social.port import PlatformUnavailable, RateLimited, TokenRefused
from common.deadline import Deadline
from common.models.platform import Platform
from social_connect.refresh import service
from social_connect.refresh.service import refresh_due
from social_connect.schedule import lambda_handler
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.integration.social_connect.fake_platform import (
    HOUR,
    FakePlatform,
    Many,
    accounts,
    connect,
    platforms,
    stored,
)

DAY = timedelta(days=1)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize(
    ("platform", "expires_in", "is_due"),
    [
        (Platform.TWITTER, 2 * HOUR, True),
        (Platform.YOUTUBE, -HOUR, True),
        (Platform.TIKTOK, 4 * HOUR + timedelta(minutes=14), True),
        (Platform.TIKTOK, 4 * HOUR + timedelta(minutes=16), False),
        (Platform.INSTAGRAM, DAY - timedelta(minutes=1), True),
        (Platform.INSTAGRAM, DAY + timedelta(minutes=1), False),
        (Platform.LINKEDIN, DAY - timedelta(minutes=1), True),
        (Platform.LINKEDIN, 30 * DAY, False),
    ],
)
def test_what_ends_before_the_next_run_is_renewed_and_long_lives_a_day_ahead(
    database: Database, creator: UUID, platform: Platform, expires_in: timedelta, is_due: bool
) -> None:
    fake = FakePlatform(platform=platform)
    connect(database, creator, fake, expires_in=expires_in)
    with platforms(fake):
        counts = refresh_due(now())
    assert counts == {"refreshed": int(is_due), "expired": 0, "failed": 0, "more_due": 0}
    assert fake.refreshes == int(is_due)


def test_an_administrator_tunes_how_early_a_platform_is_renewed(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    connect(database, creator, x, expires_in=5 * HOUR)
    with platforms(x):
        assert refresh_due(now())["refreshed"] == 0
        with database.connect() as db:
            db.execute("update social_platforms set refresh_ahead_minutes = 600 where platform = 'twitter'")
        assert refresh_due(now())["refreshed"] == 1


def test_one_failure_stops_nobody(database: Database) -> None:
    x = Many()
    refused, out, broken, fine, _ = accounts(
        database, x, *[Many(platform_user_id=str(number)) for number in range(4)]
    )
    for error in (TokenRefused("no"), PlatformUnavailable("no_answer"), ZeroDivisionError()):
        x.trouble("refresh", error)
    with platforms(x):
        assert refresh_due(now()) == {"refreshed": 2, "expired": 1, "failed": 2, "more_due": 0}
    assert [stored(database, account).status for account in (refused, out, broken, fine)] == [
        "expired", "connected", "connected", "connected",
    ]  # fmt: skip
    assert [stored(database, account).in_doubt for account in (refused, out, broken, fine)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_rate_limit_stops_its_platform_and_no_other(database: Database) -> None:
    x, tiktok = Many(), Many(platform=Platform.TIKTOK)
    accounts(database, x, Many(platform_user_id="2"), Many(platform_user_id="3"), tiktok)
    x.trouble("refresh", RateLimited(60, is_app_wide=True))
    at = now()
    with platforms(x, tiktok):
        assert refresh_due(at) == {"refreshed": 1, "expired": 0, "failed": 1, "more_due": 0}
        assert refresh_due(at) == {"refreshed": 0, "expired": 0, "failed": 0, "more_due": 0}
    assert (x.refreshes, tiktok.refreshes) == (0, 1)


def test_a_limit_of_one_account_stops_nobody(database: Database) -> None:
    x = Many()
    limited, *others = accounts(database, x, *[Many(platform_user_id=str(number)) for number in range(4)])
    before = stored(database, limited)
    x.trouble("refresh", RateLimited(86_000))
    at = now()
    with platforms(x):
        assert refresh_due(at) == {"refreshed": 4, "expired": 0, "failed": 1, "more_due": 0}
        assert refresh_due(at) == {"refreshed": 0, "expired": 0, "failed": 0, "more_due": 0}
    assert stored(database, limited).access_token == before.access_token
    assert {stored(database, each).status for each in others} == {"connected"}


def test_several_accounts_limited_in_a_row_are_the_platform(database: Database) -> None:
    x = Many()
    accounts(database, x, *[Many(platform_user_id=str(number)) for number in range(6)])
    for error in (RateLimited(86_000), None, *[RateLimited(86_000)] * 3):
        x.trouble("refresh", error or (lambda: None))
    at = now()
    with platforms(x):
        assert refresh_due(at) == {"refreshed": 1, "expired": 0, "failed": 4, "more_due": 0}
    with database.connect() as db:
        rests = db.execute("select refresh_rests_until between now() and now() + interval '16 minutes'"
                           " from social_platforms where platform = 'twitter'").fetchone()  # fmt: skip
    assert rests == (True,)


def test_more_than_one_batch_is_renewed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "DUE_AT_ONCE", 2)
    x = Many()
    accounts(database, x, *[Many(platform_user_id=str(number)) for number in range(4)])
    at = now()
    with platforms(x):
        assert refresh_due(at)["refreshed"] == 5
        assert refresh_due(at)["refreshed"] == 0
        assert refresh_due(now())["refreshed"] == 5


def test_the_most_urgent_comes_first_and_a_spent_budget_says_that_more_is_due(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(service, "wake", woken.append)
    x = Many()
    (later,) = accounts(database, x, expires_in=3 * HOUR)
    (urgent,) = accounts(database, Many(platform_user_id="2"), expires_in=HOUR)
    before = stored(database, later), stored(database, urgent)
    spent = chain([False], repeat(True))
    monkeypatch.setattr(Deadline, "is_over", property(lambda _: next(spent)))
    with platforms(x):
        assert refresh_due(now(), Deadline()) == {"refreshed": 1, "expired": 0, "failed": 0, "more_due": 1}
    assert stored(database, later) == before[0]
    assert stored(database, urgent) != before[1]
    assert woken == ["social-rest"]


def test_the_timer_runs_each_occurrence_once(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    connect(database, creator, x)
    event = {"job": "social-token-refresh", "scheduled_time": now().isoformat()}
    with platforms(x):
        first = lambda_handler(event, LambdaContext())
        assert first["counts"] == {"refreshed": 1, "expired": 0, "failed": 0, "more_due": 0}
        assert lambda_handler(event, LambdaContext()) == {"status": "done"}
