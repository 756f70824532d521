"""Whose tokens are renewed, when, and what is stored then."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from common.errors import NotFound
from social_connect.errors import AccountNotReadable
from social_connect.refresh import service
from social_connect.refresh.service import access_token_for, refresh_account
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    HOUR,
    FakePlatform,
    connect,
    platforms,
    stored,
)


def test_a_refresh_stores_both_tokens_and_what_the_platform_says_of_their_life(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    before = stored(database, account)
    with platforms(x):
        token = refresh_account(account)
    after = stored(database, account)
    assert (after.access_token, after.refresh_token, after.in_doubt) == (token, x.newest, False)
    assert before.refresh_token != after.refresh_token
    with database.connect() as db:
        row = db.execute(
            "select token_expires_at > now() + interval '110 minutes' from social_accounts"
        ).fetchone()
    assert row == (True,)


def test_nothing_is_never_stored_over_a_refresh_token(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    kept = stored(database, account).refresh_token
    original = x.issue

    def without_refresh_token() -> Any:
        tokens = original()
        return tokens.__class__(tokens.access_token, None, tokens.expires_at, tokens.scopes)

    x.rotates, x.issue = False, without_refresh_token  # type: ignore[method-assign]
    with platforms(x):
        refresh_account(account)
    assert stored(database, account).refresh_token == kept


def test_a_token_that_lasts_is_used_as_it_is(x: FakePlatform, account: UUID) -> None:
    with platforms(x):
        assert access_token_for(account) in x.access
    assert x.refreshes == 0


@pytest.mark.parametrize("left", [timedelta(minutes=4), -HOUR])
def test_a_token_that_ends_soon_is_renewed_before_it_is_used(
    database: Database, creator: UUID, x: FakePlatform, left: timedelta
) -> None:
    account = connect(database, creator, x, expires_in=left)
    old = stored(database, account).access_token
    with platforms(x):
        assert access_token_for(account) != old
        access_token_for(account)
    assert x.refreshes == 1


def test_a_token_whose_life_is_unknown_is_used_until_it_is_refused(
    database: Database, creator: UUID, x: FakePlatform
) -> None:
    account = connect(database, creator, x, expires_in=None)
    with platforms(x):
        assert access_token_for(account) == stored(database, account).access_token
    assert x.refreshes == 0


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_accounts_of_people_who_are_shut_out_are_left_alone(
    database: Database, creator: UUID, x: FakePlatform, status: str
) -> None:
    account = connect(database, creator, x, expires_in=-HOUR)
    with database.connect() as db:
        db.execute("update auth.users set status = %s where id = %s", (status, creator))
    with platforms(x):
        with pytest.raises(AccountNotReadable):
            access_token_for(account)
        assert service.refresh_due(datetime.now(UTC))["refreshed"] == 0
    assert x.refreshes == 0


def test_an_account_that_is_not_there_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound):
        access_token_for(uuid4())
