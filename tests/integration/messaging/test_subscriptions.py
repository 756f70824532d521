"""Who may listen to a channel: its person, by its name of today, with an access token, while the account is active."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from messaging import socket
from messaging.subscriptions import repository
from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.subscriptions import subscription_event
from tests.integration.messaging.subscribing import REFUSED, answer, channel_of, key_of, refusal
from tests.logins import own_login
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Connection:
    return database.connect()


@pytest.fixture
def user(db: Connection) -> UUID:
    return make_user(db)


def test_a_person_listens_to_their_own_channel(db: Connection, user: UUID) -> None:
    assert answer(subscription_event(channel_of(db, user), subject=str(user))) is None


def test_nobody_listens_to_somebody_elses_channel_whatever_they_know(db: Connection, user: UUID) -> None:
    other = make_user(db, "admin")
    event = subscription_event(channel_of(db, user), subject=str(other))
    assert refusal(event) == REFUSED
    event["identity"]["sub"] = str(user)  # the claims are still the other one's
    assert refusal(event) == REFUSED


def test_an_old_key_opens_nothing(db: Connection, user: UUID) -> None:
    old = channel_of(db, user)
    db.execute("select app.new_channel_key(%s)", (user,))
    assert refusal(subscription_event(old, subject=str(user))) == REFUSED
    assert answer(subscription_event(channel_of(db, user), subject=str(user))) is None


def test_a_neighbours_key_opens_nothing(db: Connection, user: UUID) -> None:
    key = key_of(db, make_user(db))
    assert refusal(subscription_event(f"/users/{user}/{key}", subject=str(user))) == REFUSED


@pytest.mark.parametrize("status", ["suspended", "banned", "deleted"])
def test_whoever_is_barred_hears_nothing_by_any_key(db: Connection, user: UUID, status: str) -> None:
    old = channel_of(db, user)
    db.execute("update auth.users set status = %s where id = %s", (status, user))
    for path in (old, channel_of(db, user)):
        assert refusal(subscription_event(path, subject=str(user))) == REFUSED


def test_an_id_token_is_no_key(db: Connection, user: UUID) -> None:
    path = channel_of(db, user)
    assert refusal(subscription_event(path, subject=str(user), token_use="id")) == REFUSED
    event = subscription_event(path, subject=str(user))
    del event["identity"]["claims"]["token_use"]
    assert refusal(event) == REFUSED


@pytest.mark.parametrize(
    "identity", [None, {}, {"sub": None}, {"sub": None, "claims": {"token_use": "access"}}]
)
def test_nobody_in_particular_hears_nothing(
    db: Connection, user: UUID, identity: dict[str, Any] | None
) -> None:
    event = subscription_event(channel_of(db, user), subject=str(user))
    event["identity"] = identity
    assert refusal(event) == REFUSED


def test_a_machine_is_no_person(db: Connection) -> None:
    event = subscription_event(f"/users/service/{'a' * 22}", subject="service")
    assert refusal(event) == REFUSED


@pytest.mark.parametrize("part", ["path", "segments", "namespace"])
def test_an_event_that_says_its_channel_in_two_ways_is_refused(db: Connection, user: UUID, part: str) -> None:
    event, other = subscription_event(channel_of(db, user), subject=str(user)), str(make_user(db))
    info = event["info"]
    if part == "path":
        info["channel"]["path"] = channel_of(db, UUID(other))
    elif part == "segments":
        info["channel"]["segments"].append("more")
    else:
        info["channelNamespace"]["name"] = "brands"
    assert refusal(event) == REFUSED


def test_a_fault_of_the_database_lets_nobody_listen_and_is_logged(
    db: Connection, user: UUID, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    event = subscription_event(channel_of(db, user), subject=str(user))

    def broken(*_: object) -> bool:
        raise psycopg.OperationalError("host db.internal does not answer")

    with monkeypatch.context() as patched:
        patched.setattr(repository, "run_alone", broken)
        said = answer(event)
    assert said == {"error": "SubscriptionUnavailable - Try again in a few seconds."}
    (line,) = caplog.records
    assert (line.levelname, vars(line)["user_id"]) == ("ERROR", user)
    assert "does not answer" in str(line.exc_info)
    assert answer(event) is None


def test_a_session_that_the_database_ended_is_replaced(db: Connection, user: UUID) -> None:
    event = subscription_event(channel_of(db, user), subject=str(user))
    with own_login(socket.lambda_handler):
        assert socket.lambda_handler(event, object()) is None
        db.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'api_login'")
        answers = [socket.lambda_handler(event, object()) for _ in range(2)]
    assert answers[-1] is None


def test_a_key_of_another_spelling_opens_nothing(db: Connection, user: UUID) -> None:
    for key in (key_of(db, user).swapcase(), key_of(db, user)[:-1], "%" * 22, "a" * 50):
        assert refusal(subscription_event(f"/users/{user}/{key}", subject=str(user))) == REFUSED
    unknown = uuid4()
    assert (
        refusal(subscription_event(f"/users/{unknown}/{key_of(db, user)}", subject=str(unknown))) == REFUSED
    )
