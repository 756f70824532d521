"""Of several who want newer tokens at once, one asks the platform; nobody holds a transaction meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import UUID

import pytest

from social_connect.errors import RefreshUnderWay
from social_connect.refresh import service
from social_connect.refresh.service import access_token_for, refresh_account
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    HOUR,
    FakePlatform,
    Killed,
    connect,
    platforms,
    stored,
)
from tests.integration.social_connect.threads import connection_per_thread


def test_of_two_at_once_one_asks_and_the_other_uses_its_answer(
    database: Database, x: FakePlatform, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, waits, go_on = Event(), Event(), Event()

    def pause() -> None:
        waits.set()
        assert go_on.wait(20)

    monkeypatch.setattr(service, "pause", pause)

    def slowly() -> None:
        asked.set()
        assert go_on.wait(20)

    x.trouble("refresh", slowly)
    with platforms(x), connection_per_thread(database), ThreadPoolExecutor(2) as pool:
        first = pool.submit(refresh_account, account)
        assert asked.wait(20)
        second = pool.submit(refresh_account, account)
        assert waits.wait(20)
        go_on.set()
        assert first.result(20) == second.result(20) == stored(database, account).access_token
    assert x.refreshes == 1


def test_many_at_once_ask_once(database: Database, creator: UUID, x: FakePlatform) -> None:
    account = connect(database, creator, x, expires_in=-HOUR)
    with platforms(x), connection_per_thread(database), ThreadPoolExecutor(6) as pool:
        tokens = set(pool.map(lambda _: access_token_for(account), range(6)))
    assert tokens == {stored(database, account).access_token}
    assert x.refreshes == 1


def test_who_waits_too_long_is_told_to_come_back(
    x: FakePlatform, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "WAIT_SECONDS", 0.0)
    x.trouble("refresh", Killed())
    with platforms(x):
        with pytest.raises(Killed):
            refresh_account(account)
        with pytest.raises(RefreshUnderWay):
            refresh_account(account)
        assert access_token_for(account) in x.access


def test_no_transaction_is_open_while_the_platform_is_asked(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    def look() -> None:
        with database.connect() as db:
            rows = db.execute(
                "select state from pg_stat_activity where datname = current_database()"
                " and pid <> pg_backend_pid() and backend_type = 'client backend'"
            ).fetchall()
            locked = db.execute("select id from social_accounts for update nowait").fetchall()
        assert rows == [("idle",)]
        assert locked == [(account,)]

    x.trouble("refresh", look)
    with platforms(x):
        refresh_account(account)
