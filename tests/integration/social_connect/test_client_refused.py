"""What a platform says of our application expires nobody, and is told to who can mend it, once."""

from uuid import UUID

import pytest

from common.adapters.social.port import ClientRefused, PlatformUnavailable
from social_connect.sync.service import sync_due
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import FakePlatform, accounts, platforms, time_passes
from tests.integration.social_connect.moody_platform import (
    Moody,
    crowd,
    hours_pass,
    now,
    query,
    run,
    states,
    told,
)


@pytest.mark.parametrize("reason", ["disabled_client", "invalid_client", "deleted_client", "invalid_request"])
def test_our_own_fault_expires_nobody_and_is_told_once(database: Database, admin: UUID, reason: str) -> None:
    google = Moody(ClientRefused(reason))
    crowd(database, google, 7)
    assert run(google) == {"refreshed": 0, "expired": 0, "failed": 7, "more_due": 0}
    time_passes(database)
    assert run(google)["failed"] == 7
    assert states(database) == {"connected": 7}
    assert query(database, "select type, user_id, metadata from notifications") == [
        ("social_platform.refuses_us", admin, {"platform": "youtube", "reason": reason})
    ]


def test_a_trouble_that_comes_back_is_told_again(database: Database, admin: UUID) -> None:
    google = Moody(ClientRefused("invalid_client"))
    crowd(database, google, 2)
    run(google)
    hours_pass(database, 30)
    run(google)
    assert told(database) == ["social_platform.refuses_us"], "it is the same, for no one was answered"
    google.be(None)
    time_passes(database)
    run(google)
    google.be(ClientRefused("invalid_client"))
    with database.connect() as db:
        db.execute("update social_accounts set token_expires_at = now()")
    run(google)
    assert told(database) == ["social_platform.refuses_us"] * 2


def test_our_fault_at_reading_is_told_too(database: Database, admin: UUID) -> None:
    x = FakePlatform()
    accounts(database, x)
    x.trouble("profile", ClientRefused("credits"))
    with platforms(x):
        assert sync_due(now())["failed"] == 1
    assert told(database) == ["social_platform.refuses_us"]


def test_an_outage_tells_nobody(database: Database, admin: UUID) -> None:
    google = Moody(PlatformUnavailable("status_503"))
    crowd(database, google, 6)
    assert run(google)["failed"] == 6
    assert told(database) == []
