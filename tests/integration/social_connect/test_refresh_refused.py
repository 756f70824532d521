"""Who gets no new tokens: a refusal expires the account, an outage or a limit only gives it a rest."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters import vault
from common.adapters.social.port import PlatformUnavailable, RateLimited, TokenRefused
from common.adapters.vault import VaultUnavailable
from social_connect.errors import AccountNotReadable
from social_connect.refresh.service import access_token_for, refresh_account
from social_connect.refresh.states import settle_refusals
from tests.conftest import Database
from tests.counted import counted
from tests.factories.people import make_user
from tests.integration.social_connect.fake_platform import (
    HOUR,
    FakePlatform,
    connect,
    platforms,
    stored,
    time_passes,
)


def notifications(database: Database, user: UUID) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(
            "select type, metadata ->> 'platform' from notifications where user_id = %s", (user,)
        ).fetchall()


def test_a_refusal_expires_the_account_and_its_creator_is_told_once(
    database: Database, x: FakePlatform, account: UUID, creator: UUID
) -> None:
    x.trouble("refresh", TokenRefused("invalid_grant"))
    with platforms(x):
        with pytest.raises(TokenRefused):
            refresh_account(account)
        with pytest.raises(PlatformUnavailable):  # it is left alone until that is settled
            refresh_account(account)
        assert [settle_refusals(), settle_refusals()] == [1, 0]
        with pytest.raises(AccountNotReadable):
            refresh_account(account)
    assert stored(database, account).status == "expired"
    assert notifications(database, creator) == [("social_account.expired", "twitter")]


def test_an_outage_changes_nothing_and_is_tried_again_later(
    database: Database, creator: UUID, x: FakePlatform
) -> None:
    account = connect(database, creator, x, expires_in=-HOUR)
    before = stored(database, account)
    x.trouble("refresh", PlatformUnavailable("no_answer"))
    with platforms(x):
        with pytest.raises(PlatformUnavailable):
            access_token_for(account)
        assert stored(database, account).access_token == before.access_token
        assert stored(database, account).status == "connected"
        with pytest.raises(PlatformUnavailable):  # it is left alone for a while
            access_token_for(account)
        assert x.refreshes == 0
        time_passes(database)
        assert access_token_for(account) == stored(database, account).access_token
    assert x.refreshes == 1
    assert notifications(database, creator) == []


def test_a_platform_that_rests_is_not_asked_and_has_given_no_unclear_answer(
    database: Database, creator: UUID, x: FakePlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    account = connect(database, creator, x, expires_in=-HOUR)
    x.trouble("refresh", PlatformUnavailable("no_answer"))
    assert counted(capsys) == {"platforms_unclear": 1}
    with platforms(x):
        with pytest.raises(PlatformUnavailable):
            access_token_for(account)
        with pytest.raises(PlatformUnavailable) as resting:
            access_token_for(account)
    assert (resting.value.code, resting.value.reason) == ("PLATFORM_UNAVAILABLE", "resting")
    assert counted(capsys) == {}


def test_during_an_outage_a_token_that_still_works_is_used(
    database: Database, creator: UUID, x: FakePlatform
) -> None:
    account = connect(database, creator, x, expires_in=timedelta(minutes=3))
    x.trouble("refresh", PlatformUnavailable("no_answer"))
    with platforms(x):
        assert access_token_for(account) == stored(database, account).access_token


def test_rests_grow_and_end_before_the_next_run(database: Database, x: FakePlatform, account: UUID) -> None:
    rests = []
    with platforms(x):
        for _ in range(8):
            x.trouble("refresh", PlatformUnavailable("no_answer"))
            with pytest.raises(PlatformUnavailable):
                refresh_account(account)
            with database.connect() as db:
                row = db.execute(
                    "select round(extract(epoch from not_before - clock_timestamp()) / 60)"
                    " from social_token_refreshes where asked_at is not null"
                ).fetchone()
            assert row is not None
            rests.append(int(row[0]))
            time_passes(database)
    assert rests == [1, 2, 4, 8, 16, 30, 30, 30]


@pytest.mark.parametrize("is_app_wide", [False, True])
def test_a_limit_rests_its_account_and_its_platform_where_it_is_the_platforms(
    database: Database, x: FakePlatform, account: UUID, is_app_wide: bool
) -> None:
    with database.connect() as db:
        other = connect(
            database, make_user(db), FakePlatform(platform_user_id="43"), tokens=x.issue(), expires_in=HOUR
        )
    x.trouble("refresh", RateLimited(600, is_app_wide=is_app_wide))
    with platforms(x):
        with pytest.raises(RateLimited):
            refresh_account(account)
        with pytest.raises(PlatformUnavailable) as refusal:
            refresh_account(account)
        if not is_app_wide:
            refresh_account(other)
            assert x.refreshes == 1
        else:
            with pytest.raises(PlatformUnavailable) as refusal:
                refresh_account(other)
            assert x.refreshes == 0
    assert 590 <= (refusal.value.retry_after_seconds or 0) <= 601


def test_a_vault_that_is_closed_is_noticed_before_the_platform_is_asked(
    x: FakePlatform, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> bytes:
        raise VaultUnavailable

    with platforms(x), monkeypatch.context() as patch:
        patch.setattr(vault, "seal", closed)
        with pytest.raises(VaultUnavailable):
            refresh_account(account)
    assert x.refreshes == 0
