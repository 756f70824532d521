"""Tokens that arrive after their person has disconnected are nobody's: the platform is told, unless it is connected."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from common.adapters.social.port import PlatformUnavailable, Tokens
from common.errors import NotFound
from common.identity import Actor
from common.models.platform import Platform
from social_connect.accounts.service import disconnect
from social_connect.errors import AccountNotReadable
from social_connect.refresh.service import refresh_account
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    connect,
    connect_again,
    platforms,
    stored,
)
from tests.integration.social_connect.threads import connection_per_thread


def during(x: FakePlatform, database: Database, account: UUID, sql: str) -> None:
    """While the platform answers a refresh, this happens to the account."""

    def happen() -> None:
        with database.connect() as db:
            db.execute(sql.encode(), (account,))

    x.trouble("refresh", happen, when="after")


def test_disconnecting_during_a_refresh_revokes_the_newest_tokens_too(
    database: Database, creator: UUID, x: FakePlatform, account: UUID
) -> None:
    def leave() -> None:
        disconnect(Actor("user", creator), Platform.TWITTER)

    x.trouble("refresh", leave, when="after")
    with platforms(x), pytest.raises(AccountNotReadable):
        refresh_account(account)
    assert len(x.revoked) == 2
    assert (x.newest, x.access) == ("", set()), "the platform knows nobody any more"
    assert stored(database, account).access_token is None


def test_whatever_comes_first_nothing_is_left_at_the_platform(
    database: Database, creator: UUID, x: FakePlatform, account: UUID
) -> None:
    with platforms(x), connection_per_thread(database, "api_login"), ThreadPoolExecutor(2) as pool:
        for _ in range(4):
            connect_again(database, account, x)
            renewal = pool.submit(refresh_account, account)
            pool.submit(disconnect, Actor("user", creator), Platform.TWITTER).result(20)
            renewal.exception(20)
            assert (x.newest, x.access) == ("", set())
            assert stored(database, account).status == "revoked"


def test_who_is_deleted_during_a_refresh_is_forgotten_at_the_platform(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    during(x, database, account, "delete from social_accounts where id = %s")
    with platforms(x), pytest.raises(NotFound):
        refresh_account(account)
    assert x.newest == ""


def test_a_grant_that_somebody_holds_again_is_not_revoked(
    database: Database, rival: UUID, x: FakePlatform, account: UUID
) -> None:
    fresh: list[Tokens] = []

    def moves() -> None:
        with database.connect() as db:
            db.execute("delete from social_accounts where id = %s", (account,))
        fresh.append(x.issue())
        connect(database, rival, x, tokens=fresh[0])

    x.trouble("refresh", moves, when="after")
    with platforms(x), pytest.raises(NotFound):
        refresh_account(account)
    assert (x.revoked, x.newest) == ([], fresh[0].refresh_token)


def test_tokens_of_before_somebody_connected_again_are_not_revoked(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    def come_back() -> None:
        connect_again(database, account, x)

    x.trouble("refresh", come_back, when="after")
    with platforms(x):
        refresh_account(account)
    assert x.revoked == []


def test_a_platform_that_does_not_listen_changes_nothing(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    during(x, database, account, "update social_accounts set status = 'revoked', access_token = null,"
           " refresh_token = null where id = %s")  # fmt: skip
    x.trouble("revoke", PlatformUnavailable("no_answer"))
    with platforms(x), pytest.raises(AccountNotReadable):
        refresh_account(account)
    assert stored(database, account).access_token is None
