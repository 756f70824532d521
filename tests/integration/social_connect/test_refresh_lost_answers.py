"""Answers that are lost, late or stored with difficulty: none is mistaken for no answer."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest

from common.adapters.social.port import TokenRefused, Tokens
from common.errors import NotFound
from common.models.platform import Platform
from social_connect.errors import AccountNotReadable
from social_connect.refresh import ask as asking
from social_connect.refresh import repository
from social_connect.refresh.service import refresh_account
from social_connect.refresh.states import settle_refusals
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    Killed,
    connect,
    connect_again,
    platforms,
    stored,
    time_passes,
)
from tests.integration.social_connect.threads import connection_per_thread


def test_an_answer_that_died_with_its_worker_expires_the_account_only_when_the_platform_refuses(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    x.trouble("refresh", Killed(), when="after")
    with platforms(x):
        with pytest.raises(Killed):
            refresh_account(account)
        lost = stored(database, account)
        assert (lost.status, lost.in_doubt) == ("connected", True)
        assert lost.refresh_token != x.newest
        time_passes(database)
        with pytest.raises(TokenRefused):
            refresh_account(account)
        settle_refusals()
    assert stored(database, account).status == "expired"


def test_a_question_that_died_with_its_worker_is_asked_again(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    x.trouble("refresh", Killed())
    with platforms(x):
        with pytest.raises(Killed):
            refresh_account(account)
        time_passes(database)
        refresh_account(account)
    after = stored(database, account)
    assert (after.status, after.refresh_token, after.in_doubt) == ("connected", x.newest, False)


def test_a_platform_that_does_not_rotate_forgives_a_lost_answer(database: Database, creator: UUID) -> None:
    google = FakePlatform(platform=Platform.YOUTUBE, rotates=False)
    account = connect(database, creator, google)
    google.trouble("refresh", Killed(), when="after")
    with platforms(google):
        with pytest.raises(Killed):
            refresh_account(account)
        time_passes(database)
        refresh_account(account)
    assert stored(database, account).status == "connected"


def test_a_late_answer_is_believed_over_the_refusal_of_whoever_took_over(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    """The first worker's lease ran out while it waited; the second asked with the token that was used up."""

    def somebody_takes_over() -> None:
        time_passes(database)
        with ThreadPoolExecutor(1) as pool, pytest.raises(TokenRefused):
            pool.submit(refresh_account, account).result(20)
        settle_refusals()
        assert stored(database, account).status == "expired"

    x.trouble("refresh", somebody_takes_over, when="after")
    with platforms(x), connection_per_thread(database):
        refresh_account(account)
    assert (stored(database, account).status, stored(database, account).refresh_token) == (
        "connected",
        x.newest,
    )


def test_an_answer_after_the_person_connected_again_is_thrown_away(
    database: Database, x: FakePlatform, account: UUID
) -> None:
    fresh: list[Tokens] = []
    x.trouble("refresh", lambda: fresh.append(connect_again(database, account, x)), when="after")
    with platforms(x):
        assert refresh_account(account) == fresh[0].access_token
    assert stored(database, account).refresh_token == fresh[0].refresh_token == x.newest


@pytest.mark.parametrize(
    "goes",
    [
        "update social_accounts set status = 'revoked', access_token = null, refresh_token = null",
        "delete from social_accounts",
    ],
)
def test_an_answer_after_the_person_has_gone_is_stored_nowhere(
    database: Database, x: FakePlatform, account: UUID, goes: str
) -> None:
    def go() -> None:
        with database.connect() as db:
            db.execute(goes.encode())

    x.trouble("refresh", go, when="after")
    with platforms(x), pytest.raises((AccountNotReadable, NotFound)):
        refresh_account(account)
    with database.connect() as db:
        held = db.execute("select access_token, refresh_token from social_accounts").fetchall()
        in_doubt = db.execute("select from social_token_refreshes").fetchall()
    assert set(held) <= {(None, None)}
    assert in_doubt == []


def test_an_answer_is_stored_when_the_database_comes_back(
    database: Database, x: FakePlatform, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, failures = repository.store_tokens, iter([psycopg.OperationalError("gone")] * 2)

    def store(*arguments: Any, **named: Any) -> bool:
        if error := next(failures, None):
            raise error
        return original(*arguments, **named)

    monkeypatch.setattr(repository, "store_tokens", store)
    monkeypatch.setattr(asking, "FIRST_PAUSE_SECONDS", 0.0)
    with platforms(x):
        refresh_account(account)
    assert stored(database, account).refresh_token == x.newest
