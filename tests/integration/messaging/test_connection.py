"""`GET /api/v1/realtime/connection`: where to connect, for a sign-in that lives, and nobody else's channel."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from common import queues
from common.adapters.realtime import choice
from messaging import api
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_sign_in, make_user
from tests.typing import Connection

PATH = "/api/v1/realtime/connection"
DOMAINS = {
    choice.HTTP_DOMAIN: "abc.appsync-api.eu-central-1.amazonaws.com",
    choice.SOCKET_DOMAIN: "abc.appsync-realtime-api.eu-central-1.amazonaws.com",
}


@pytest.fixture
def db(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    for name, domain in DOMAINS.items():
        monkeypatch.setenv(name, domain)
    with database.connect() as connection:
        yield connection


def ask(user: UUID, session: UUID | None) -> Answer:
    claims = {"token_use": "access", "sub": str(user), "scope": "aws.cognito.signin.user.admin"}
    if session is not None:
        claims["origin_jti"] = str(session)
    return call(api.lambda_handler, http_event("GET", PATH, claims=claims))


def told(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.body["code"]


@pytest.mark.usefixtures("either_way_to_read")
def test_whoever_is_signed_in_learns_where_to_connect_and_their_own_channel(db: Connection) -> None:
    for role in ("creator", "brand", "admin"):
        user = make_user(db, role)
        row = db.execute("select key from realtime_channels where user_id = %s", (user,)).fetchone()
        assert row is not None
        answer = ask(user, make_sign_in(db, user))
        assert (answer.status, answer.body) == (200, {
            "endpoint": f"wss://{DOMAINS[choice.SOCKET_DOMAIN]}/event/realtime",
            "http_domain": DOMAINS[choice.HTTP_DOMAIN],
            "channel": f"/users/{user}/{row[0]}",
        })  # fmt: skip
        assert answer.headers["cache-control"] == "no-store"


def test_an_access_token_that_outlives_its_sign_in_learns_nothing(db: Connection) -> None:
    user, other = make_user(db), make_user(db)
    session, others = make_sign_in(db, user), make_sign_in(db, other)
    db.execute(
        "update local_identity.refresh_token_families set revoked_at = now() where id = %s", (session,)
    )
    for ended in (session, others, uuid4()):
        assert told(ask(user, ended)) == (401, "SESSION_ENDED")
    assert told(ask(user, None)) == (401, "UNAUTHENTICATED")


def test_a_barred_person_learns_nothing(db: Connection) -> None:
    user = make_user(db)
    session = make_sign_in(db, user)
    db.execute("update auth.users set status = 'banned' where id = %s", (user,))
    assert ask(user, session).status == 403


def test_machines_and_visitors_have_no_channel(db: Connection) -> None:
    for event in (http_event("GET", PATH, service=True), http_event("GET", PATH)):
        assert told(call(api.lambda_handler, event)) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("missing", list(DOMAINS))
def test_a_stage_without_a_push_service_says_so(
    db: Connection, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delenv(missing)
    user = make_user(db)
    answer = ask(user, make_sign_in(db, user))
    assert told(answer) == (503, "NOT_CONFIGURED")
    assert answer.body["details"] == [{"missing": f"{missing} is missing."}]


def test_only_what_changed_something_wakes_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(queues, "wake", woken.append)
    asked = (("GET", 200, 0), ("HEAD", 200, 0), ("POST", 422, 0), ("POST", 201, 1), ("PUT", 204, 2))
    for method, status, expected in asked:
        queues.wake_after_change(queues.REALTIME, http_event(method, PATH), {"statusCode": status})
        assert woken == [queues.REALTIME] * expected
