"""One refusal expires an account; many are our own fault, and expire nobody."""

from uuid import UUID

import psycopg
import pytest

from common.adapters.social.port import TokenDoubted, TokenRefused
from common.models.platform import Platform
from social_connect.refresh import repository
from social_connect.refresh.service import refresh_due
from social_connect.refresh.states import settle_refusals
from social_connect.sync.service import sync_due
from tests.actors import acting_as
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    Many,
    accounts,
    connect_again,
    platforms,
    stored,
    time_passes,
)
from tests.integration.social_connect.moody_platform import (
    REFUSED,
    Moody,
    crowd,
    hours_pass,
    now,
    query,
    run,
    states,
    told,
)


@pytest.mark.parametrize("size", [5, 12, 30])
def test_a_platform_that_refuses_everybody_expires_nobody(database: Database, admin: UUID, size: int) -> None:
    google = Moody(REFUSED)
    crowd(database, google, size)
    assert run(google) == {"refreshed": 0, "expired": 0, "failed": 5, "more_due": 0}
    assert len(google.asked) == 5, "it is left alone when it is clear"
    assert states(database) == {"connected": size}
    assert told(database) == ["social_platform.refuses_us"]
    assert query(database, "select user_id from notifications") == [(admin,)]


def test_a_single_refusal_among_many_answers_expires_its_account(database: Database, admin: UUID) -> None:
    google = Moody(*[None] * 9, REFUSED)
    crowd(database, google, 20)
    assert run(google) == {"refreshed": 18, "expired": 2, "failed": 0, "more_due": 0}
    assert told(database) == ["social_account.expired"] * 2


@pytest.mark.parametrize("others", [0, 1, 10])
def test_four_refusals_are_believed(database: Database, admin: UUID, others: int) -> None:
    google = Moody(*[REFUSED] * 4, *[None] * others)
    crowd(database, google, 4 + others)
    assert run(google)["expired"] == 4


def test_a_platform_that_refuses_a_third_is_doubted(database: Database, admin: UUID) -> None:
    google = Moody(None, None, REFUSED)
    crowd(database, google, 30)
    counts = run(google)
    assert (counts["expired"], states(database)) == (0, {"connected": 30})
    assert told(database) == ["social_platform.refuses_us"]


def test_while_it_is_doubted_renewals_rest_and_then_it_is_asked_again(
    database: Database, admin: UUID
) -> None:
    google = Moody(REFUSED)
    crowd(database, google, 12)
    run(google)
    assert run(google)["failed"] == 0
    assert len(google.asked) == 5, "renewals rest"
    time_passes(database)
    assert run(google)["failed"] == 1
    assert len(set(google.asked)) == 6, "first somebody who was not refused before, and no other"
    assert states(database) == {"connected": 12}
    assert told(database) == ["social_platform.refuses_us"], "they know"


def test_when_it_is_over_everybody_goes_on_and_who_is_refused_then_expires(
    database: Database, admin: UUID
) -> None:
    google = Moody(REFUSED)
    crowd(database, google, 30)
    run(google)
    time_passes(database)
    google.be(*[None] * 27, REFUSED, None, None)
    assert run(google) == {"refreshed": 29, "expired": 1, "failed": 0, "more_due": 0}
    assert states(database) == {"connected": 29, "expired": 1}
    assert query(database, "select count(*) from social_platforms where doubted_since is not null") == [(0,)]
    assert told(database) == ["social_account.expired", "social_platform.refuses_us"]


def test_a_run_in_small_pieces_is_weighed_as_a_whole(
    database: Database, admin: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three by three they would pass for three people. Those who expired before it was clear are brought back."""
    google = Moody(REFUSED)
    crowd(database, google, 9)
    original = repository.list_due
    monkeypatch.setattr(
        repository, "list_due",
        lambda tx, *args, **named: [] if named["after"] else original(tx, *args, **{**named, "limit": 3}),
    )  # fmt: skip
    assert run(google)["expired"] == 3
    time_passes(database)
    assert run(google)["expired"] == 0
    assert states(database) == {"connected": 9}
    time_passes(database)
    google.be(None)
    for _ in range(3):
        with database.connect() as db:
            db.execute(
                "update social_accounts as a set token_expires_at = now() + interval '1 day'"
                " from social_token_refreshes as r where r.social_account_id = a.id and r.renewed_at is not null"
            )
        run(google)
        time_passes(database)
    assert query(database, "select count(renewed_at), count(refused_at) from social_token_refreshes") == [
        (9, 0)
    ]
    assert states(database) == {"connected": 9}


def test_one_platform_in_doubt_says_nothing_about_another(database: Database, admin: UUID) -> None:
    google, x = Moody(REFUSED), Moody(REFUSED, platform=Platform.TWITTER)
    crowd(database, google, 8)
    (other,) = crowd(database, x, 1)
    with platforms(google, x):
        assert refresh_due(now())["expired"] == 1
    assert stored(database, other).status == "expired"


def test_refusals_of_other_days_are_not_counted(database: Database, admin: UUID) -> None:
    google = Moody(REFUSED)
    crowd(database, google, 4)
    assert run(google)["expired"] == 4
    hours_pass(database, 25)
    google.platform_user_id = "another"
    accounts(database, google)
    assert run(google)["expired"] == 1


def test_who_is_refused_for_a_day_while_others_are_renewed_expires_in_the_end(
    database: Database, admin: UUID
) -> None:
    """Five dead accounts of a platform that is seldom asked must not be in doubt for ever."""
    google = Moody(REFUSED)
    dead = crowd(database, google, 5)
    assert run(google)["expired"] == 0
    for new, hours in enumerate((12, 13), start=1):
        hours_pass(database, hours)
        google.platform_user_id = f"new-{hours}"
        accounts(database, google)
        google.be(*[None] * new, *[REFUSED] * 5)
        counts = run(google)
    assert counts["expired"] == 5
    assert {stored(database, account).status for account in dead} == {"expired"}


def test_a_long_trouble_expires_nobody(database: Database, admin: UUID) -> None:
    google = Moody(REFUSED)
    crowd(database, google, 8)
    for _ in range(4):
        assert run(google)["expired"] == 0
        hours_pass(database, 20)
    assert states(database) == {"connected": 8}


def test_who_connects_again_while_it_is_doubted_is_neither_counted_nor_expired(
    database: Database, admin: UUID
) -> None:
    google = Moody(REFUSED)
    ids = crowd(database, google, 5)
    run(google)
    connect_again(database, ids[0], google)
    assert settle_refusals() == 0
    time_passes(database)
    google.be(*[REFUSED] * 4, None)
    assert run(google)["expired"] == 4, "asked again, four are believed"
    assert stored(database, ids[0]).status == "connected"


def test_a_reading_that_refuses_everybody_expires_nobody_either(database: Database, admin: UUID) -> None:
    """Instagram renews the token that it refuses to read with, so both doors are shut."""
    instagram = Moody(TokenRefused("graph_190"), platform=Platform.INSTAGRAM)
    crowd(database, instagram, 12)
    with database.connect() as db:
        db.execute("update social_accounts set token_expires_at = now() + interval '30 days'")
    instagram.access.clear()
    with platforms(instagram):
        counts = sync_due(now())
    assert (counts["synced"], counts["failed"]) == (0, 12)
    assert states(database) == {"connected": 12}
    assert told(database) == ["social_platform.refuses_us"]


def test_new_tokens_that_are_refused_for_everybody_expire_nobody(database: Database, admin: UUID) -> None:
    tiktok = Moody(platform=Platform.TIKTOK)
    crowd(database, tiktok, 8)
    for _ in range(16):
        tiktok.trouble("profile", TokenRefused("access_token_invalid"))
    with platforms(tiktok):
        assert sync_due(now())["failed"] == 8
    assert states(database) == {"connected": 8}


def test_a_bare_401_at_reading_expires_nobody_and_is_tried_with_a_newer_token(
    database: Database, creator: UUID
) -> None:
    x = FakePlatform()
    (account,) = accounts(database, x)
    for _ in range(2):
        x.trouble("profile", TokenDoubted("status_401"))
    with platforms(x):
        assert sync_due(now())["failed"] == 1
        assert stored(database, account).status == "connected"
        x.trouble("audience", TokenDoubted("status_401"))
        assert sync_due(now())["synced"] == 1
    assert x.refreshes == 2


def test_an_administrator_says_when_to_doubt(database: Database, admin: UUID) -> None:
    with database.connect() as db, acting_as(db, admin):
        db.execute("update social_platforms set refusals_to_doubt = 2, share_to_doubt = 0.5")
    google = Moody(REFUSED)
    crowd(database, google, 3)
    assert run(google)["failed"] == 2


def test_the_service_expires_no_account_by_itself(database: Database) -> None:
    google = Many(platform=Platform.YOUTUBE)
    crowd(database, google, 1)
    with database.connect() as db, pytest.raises(psycopg.DatabaseError) as refused, acting_as(db, None):
        db.execute("update social_accounts set status = 'expired'")
    assert refused.value.sqlstate == "IA010"
