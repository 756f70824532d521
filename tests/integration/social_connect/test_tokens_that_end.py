"""Tokens that nothing can renew (LinkedIn's, for most) are used until they end, and their creator is told in time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.social.port import NotRenewable, TokenDoubted, TokenRefused, Tokens
from common.models.platform import Platform
from social_connect.refresh.service import access_token_for, refresh_due
from social_connect.sync.service import sync_due
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    HOUR,
    FakePlatform,
    connect,
    platforms,
    stored,
    time_passes,
)

DAY = timedelta(days=1)
NOTHING_DONE = {"refreshed": 0, "expired": 0, "failed": 0, "more_due": 0}


def now() -> datetime:
    return datetime.now(UTC)


def without_refresh_token(
    database: Database, creator: UUID, fake: FakePlatform, *, expires_in: timedelta | None
) -> UUID:
    """An account whose platform gave no refresh token."""
    issued = fake.issue()
    tokens = Tokens(issued.access_token, None, None, ())
    return connect(database, creator, fake, tokens=tokens, expires_in=expires_in)


def told(database: Database, creator: UUID) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(
            "select type, title from notifications where user_id = %s order by created_at", (creator,)
        ).fetchall()


REMINDER = ("social_account.ends_soon", "Connect your LinkedIn account again soon")
EXPIRED = ("social_account.expired", "Connect your LinkedIn account again")


def test_a_token_that_is_good_for_hours_is_used_until_it_ends(database: Database, creator: UUID) -> None:
    linkedin = FakePlatform(platform=Platform.LINKEDIN)
    account = without_refresh_token(database, creator, linkedin, expires_in=20 * HOUR)
    with platforms(linkedin):
        assert [refresh_due(now()), refresh_due(now())] == [NOTHING_DONE] * 2
        assert told(database, creator) == [REMINDER]
        assert access_token_for(account) == stored(database, account).access_token
        assert sync_due(now())["synced"] == 1
        assert refresh_due(now() + 21 * HOUR)["expired"] == 1
        assert refresh_due(now() + 22 * HOUR)["expired"] == 0
    assert stored(database, account).status == "expired"
    assert told(database, creator) == [REMINDER, EXPIRED]
    assert linkedin.refreshes == 0, "there is nothing to ask with"


@pytest.mark.parametrize(
    ("platform", "expires_in", "is_reminded"),
    [
        (Platform.LINKEDIN, 3 * DAY - HOUR, True),
        (Platform.LINKEDIN, 3 * DAY + HOUR, False),
        (Platform.LINKEDIN, -HOUR, False),
        (Platform.LINKEDIN, None, False),
        (Platform.TWITTER, HOUR, False),
    ],
)
def test_only_tokens_of_months_are_reminded_of_and_in_their_last_days(
    database: Database, creator: UUID, platform: Platform, expires_in: timedelta | None, is_reminded: bool
) -> None:
    fake = FakePlatform(platform=platform)
    without_refresh_token(database, creator, fake, expires_in=expires_in)
    with platforms(fake):
        refresh_due(now())
    assert ("social_account.ends_soon" in [kind for kind, _ in told(database, creator)]) is is_reminded


def test_the_reminder_says_until_when(database: Database, creator: UUID) -> None:
    linkedin = FakePlatform(platform=Platform.LINKEDIN)
    account = without_refresh_token(database, creator, linkedin, expires_in=DAY)
    with database.connect() as db:
        db.execute("update social_accounts set token_expires_at = '2030-03-01 09:00Z'")
    with platforms(linkedin):
        refresh_due(datetime(2030, 2, 27, 12, tzinfo=UTC))
    with database.connect() as db:
        message, facts = db.execute("select message, metadata from notifications").fetchone() or ("", {})
    assert "until 1 March 2030" in message
    assert (facts["social_account_id"], facts["ends_at"]) == (str(account), "2030-03-01T09:00:00+00:00")


def test_who_connects_again_is_reminded_of_the_new_token(database: Database, creator: UUID) -> None:
    linkedin = FakePlatform(platform=Platform.LINKEDIN)
    without_refresh_token(database, creator, linkedin, expires_in=DAY)
    with platforms(linkedin):
        refresh_due(now())
        with database.connect() as db:
            db.execute(
                "update social_accounts set access_token = 'another', token_expires_at = now() + interval '60 days'"
            )
        refresh_due(now())
        assert told(database, creator) == [REMINDER]
        refresh_due(now() + 58 * DAY)
    assert told(database, creator) == [REMINDER] * 2


def test_instagram_renews_without_a_refresh_token(database: Database, creator: UUID) -> None:
    instagram = FakePlatform(platform=Platform.INSTAGRAM)
    instagram.newest = "not asked for"
    account = without_refresh_token(database, creator, instagram, expires_in=HOUR)
    instagram.trouble("refresh", TokenRefused("graph_190"))
    with platforms(instagram):
        assert refresh_due(now())["expired"] == 1
    assert stored(database, account).status == "expired"


def test_a_token_that_ended_without_renewal_reads_nothing(database: Database, creator: UUID) -> None:
    linkedin = FakePlatform(platform=Platform.LINKEDIN)
    account = without_refresh_token(database, creator, linkedin, expires_in=-HOUR)
    with platforms(linkedin):
        with pytest.raises(NotRenewable):
            access_token_for(account)
        assert sync_due(now())["failed"] == 1
    assert stored(database, account).status == "connected", "the job that tends tokens expires it"


def test_a_word_that_the_consent_is_gone_counts_where_nothing_can_be_renewed(
    database: Database, creator: UUID
) -> None:
    linkedin = FakePlatform(platform=Platform.LINKEDIN)
    account = without_refresh_token(database, creator, linkedin, expires_in=30 * DAY)
    with platforms(linkedin):
        for _ in range(2):
            linkedin.trouble("profile", TokenDoubted("status_401"))
        assert sync_due(now())["failed"] == 1
        assert stored(database, account).status == "connected", "a bare 401 is no such word"
        time_passes(database)
        linkedin.trouble("profile", TokenRefused("REVOKED_ACCESS_TOKEN"))
        assert sync_due(now())["failed"] == 1
    assert stored(database, account).status == "expired"
    assert told(database, creator) == [EXPIRED]
