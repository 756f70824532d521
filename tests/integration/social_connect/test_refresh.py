"""Tokens are renewed once, stored together, and an answer that was lost is never mistaken for none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from common.adapters import vault
from common.adapters.social import PlatformUnavailable, RateLimited, TokenRefused
from common.adapters.vault import VaultUnavailable
from common.errors import NotFound
from common.models.campaigns import Platform
from social_connect.errors import AccountNotReadable
from social_connect.refresh import asking, repository, service
from social_connect.refresh.errors import RefreshUnderWay
from social_connect.refresh.service import access_token_for, refresh_account
from tests.conftest import Database
from tests.factories.people import make_user
from tests.integration.social_connect.fake_platform import (
    HOUR,
    FakePlatform,
    Killed,
    connect,
    connection_per_thread,
    platforms,
    stored,
    time_passes,
)


def notifications(database: Database, user: UUID) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(
            "select type, metadata ->> 'platform' from notifications where user_id = %s", (user,)
        ).fetchall()


def test_a_refresh_stores_both_tokens_and_what_the_platform_says_of_their_life(
    database: Database, creator: UUID
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
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


def test_a_token_that_lasts_is_used_as_it_is(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
    with platforms(x):
        assert access_token_for(account) in x.access
    assert x.refreshes == 0


@pytest.mark.parametrize("left", [timedelta(minutes=4), -HOUR])
def test_a_token_that_ends_soon_is_renewed_before_it_is_used(
    database: Database, creator: UUID, left: timedelta
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x, expires_in=left)
    old = stored(database, account).access_token
    with platforms(x):
        assert access_token_for(account) != old
        access_token_for(account)
    assert x.refreshes == 1


def test_a_token_whose_life_is_unknown_is_used_until_it_is_refused(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x, expires_in=None)
    with platforms(x):
        assert access_token_for(account) == stored(database, account).access_token
    assert x.refreshes == 0


def test_of_two_at_once_one_asks_and_the_other_uses_its_answer(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
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


def test_no_transaction_is_open_while_the_platform_is_asked(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)

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


def test_many_at_once_ask_once(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x, expires_in=-HOUR)
    with platforms(x), connection_per_thread(database), ThreadPoolExecutor(6) as pool:
        tokens = set(pool.map(lambda _: access_token_for(account), range(6)))
    assert tokens == {stored(database, account).access_token}
    assert x.refreshes == 1


def test_who_waits_too_long_is_told_to_come_back(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
    monkeypatch.setattr(service, "WAIT_SECONDS", 0.0)
    x.trouble("refresh", Killed())
    with platforms(x):
        with pytest.raises(Killed):
            refresh_account(account)
        with pytest.raises(RefreshUnderWay):
            refresh_account(account)
        assert access_token_for(account) in x.access


def test_a_refusal_expires_the_account_and_its_creator_is_told_once(
    database: Database, creator: UUID
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
    x.trouble("refresh", TokenRefused("invalid_grant"))
    with platforms(x):
        with pytest.raises(TokenRefused):
            refresh_account(account)
        with pytest.raises(AccountNotReadable):
            refresh_account(account)
    assert stored(database, account).status == "expired"
    assert notifications(database, creator) == [("social_account.expired", "twitter")]


def test_an_outage_changes_nothing_and_is_tried_again_later(database: Database, creator: UUID) -> None:
    x = FakePlatform()
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


def test_during_an_outage_a_token_that_still_works_is_used(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x, expires_in=timedelta(minutes=3))
    x.trouble("refresh", PlatformUnavailable("no_answer"))
    with platforms(x):
        assert access_token_for(account) == stored(database, account).access_token


def test_rests_grow_and_end_before_the_next_run(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
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


def test_a_rate_limit_gives_the_whole_platform_a_rest(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
    with database.connect() as db:
        other = connect(database, make_user(db), FakePlatform(platform_user_id="43"))
    x.trouble("refresh", RateLimited(600))
    with platforms(x):
        with pytest.raises(RateLimited):
            refresh_account(account)
        with pytest.raises(PlatformUnavailable) as refusal:
            refresh_account(other)
    assert 590 <= (refusal.value.retry_after_seconds or 0) <= 601
    assert x.refreshes == 0


def test_an_answer_that_died_with_its_worker_expires_the_account_only_when_the_platform_refuses(
    database: Database, creator: UUID
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
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
    assert stored(database, account).status == "expired"


def test_a_question_that_died_with_its_worker_is_asked_again(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
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
    database: Database, creator: UUID
) -> None:
    """The first worker's lease ran out while it waited; the second asked with the token that was used up."""
    x = FakePlatform()
    account = connect(database, creator, x)

    def somebody_takes_over() -> None:
        time_passes(database)
        with ThreadPoolExecutor(1) as pool, pytest.raises(TokenRefused):
            pool.submit(refresh_account, account).result(20)
        assert stored(database, account).status == "expired"

    x.trouble("refresh", somebody_takes_over, when="after")
    with platforms(x), connection_per_thread(database):
        refresh_account(account)
    assert (stored(database, account).status, stored(database, account).refresh_token) == (
        "connected",
        x.newest,
    )


def test_an_answer_after_the_person_connected_again_is_thrown_away(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
    fresh: list[str] = []

    def connect_again() -> None:
        tokens = x.issue()
        assert tokens.refresh_token is not None
        fresh.extend((tokens.access_token, tokens.refresh_token))
        with database.connect() as db:
            db.execute(
                "update social_accounts set access_token = %s, refresh_token = %s",
                (vault.seal(account, tokens.access_token), vault.seal(account, tokens.refresh_token)),
            )

    x.trouble("refresh", connect_again, when="after")
    with platforms(x):
        assert refresh_account(account) == fresh[0]
    assert stored(database, account).refresh_token == fresh[1] == x.newest


@pytest.mark.parametrize(
    "goes",
    [
        "update social_accounts set status = 'revoked', access_token = null, refresh_token = null",
        "delete from social_accounts",
    ],
)
def test_an_answer_after_the_person_has_gone_is_stored_nowhere(
    database: Database, creator: UUID, goes: str
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)

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


def test_nothing_is_never_stored_over_a_refresh_token(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
    kept = stored(database, account).refresh_token
    original = x.issue

    def without_refresh_token() -> Any:
        tokens = original()
        return tokens.__class__(tokens.access_token, None, tokens.expires_at, tokens.scopes)

    x.rotates, x.issue = False, without_refresh_token  # type: ignore[method-assign]
    with platforms(x):
        refresh_account(account)
    assert stored(database, account).refresh_token == kept


def test_a_vault_that_is_closed_is_noticed_before_the_platform_is_asked(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)

    def closed(*_: object) -> bytes:
        raise VaultUnavailable

    with platforms(x), monkeypatch.context() as patch:
        patch.setattr(vault, "seal", closed)
        with pytest.raises(VaultUnavailable):
            refresh_account(account)
    assert x.refreshes == 0


def test_an_answer_is_stored_when_the_database_comes_back(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
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


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_accounts_of_people_who_are_shut_out_are_left_alone(
    database: Database, creator: UUID, status: str
) -> None:
    x = FakePlatform()
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
