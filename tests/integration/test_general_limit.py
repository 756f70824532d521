"""How often anybody may ask in general: told on every answer that counts, and refused without a word of work."""

import time
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from http_sfv.list import List

from campaign_lifecycle import api as campaigns
from common import database as runtime
from common import limits
from common.http import Api
from notifications import api as notifications
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer, call, http_event
from tests.factories.limits import limit, limit_in_general
from tests.factories.people import make_user
from tracking_redirect import api as tracking
from user_management import api as users

pytestmark = pytest.mark.usefixtures("either_way_to_read")
BRANDS = "/api/v1/brands"
LIMITED = (429, "RATE_LIMITED")


def header(answer: Answer, name: str) -> dict[str, dict[str, int]]:
    """The members of a structured field and their parameters; nothing where there is no such header."""
    found = List()
    if name in answer.headers:
        found.parse(answer.headers[name].encode())
    return {member.value: dict(member.params) for member in found}


def told(answer: Answer) -> tuple[int, str | None]:
    return answer.status, answer.body.get("code") if isinstance(answer.body, dict) else None


def read_campaign(user: UUID) -> Answer:
    return call(campaigns.lambda_handler, http_event("GET", f"/api/v1/campaigns/{uuid4()}", user=user))


def test_every_answer_that_counts_says_how_many_more_there_may_be(database: Database, owner: UUID) -> None:
    limit_in_general(database, 10)
    limit(database, "create", 5)
    answers = [
        send("GET", BRANDS, user=owner), read_campaign(owner),
        send("POST", BRANDS, user=owner, body={"name": "One more"}),
    ]  # fmt: skip
    assert [answer.status for answer in answers] == [200, 404, 201]
    assert [header(answer, "ratelimit")["burst"]["r"] for answer in answers] == [9, 8, 7]
    assert all(1 <= header(answer, "ratelimit")["burst"]["t"] <= 36 for answer in answers)
    assert header(answers[0], "ratelimit-policy") == {
        "burst": {"q": 10, "w": 360},
        "hour": {"q": 100, "w": 3_600},
    }
    assert header(answers[2], "ratelimit")["create"]["r"] == 4
    assert [*header(answers[0], "ratelimit")] == ["burst"]


def test_what_is_too_much_is_429_and_says_when_and_what_is_allowed(database: Database, owner: UUID) -> None:
    limit_in_general(database, 10)
    assert [send("GET", BRANDS, user=owner).status for _ in range(10)] == [200] * 10
    for _ in range(2):  # by the database, then by this process
        answer = send("POST", BRANDS, user=owner, body={"name": "One more"})
        assert told(answer) == LIMITED
        (facts,) = answer.body["details"]
        assert facts.keys() == {"limit_name", "limit", "tier", "retry_after_seconds"}
        assert (facts["limit_name"], facts["limit"], facts["tier"]) == ("burst", 100, "authenticated")
        assert answer.headers["retry-after"] == str(facts["retry_after_seconds"])
        assert facts["retry_after_seconds"] in (35, 36)
        assert header(answer, "ratelimit")["burst"]["r"] == 0
        assert header(answer, "ratelimit-policy")["hour"] == {"q": 100, "w": 3_600}
    with database.connect() as db:
        made = db.execute("select count(*) from brand_profiles where name = 'One more'").fetchone()
    assert made == (0,)


def test_whoever_is_not_limited_is_told_nothing(database: Database, admin: UUID, owner: UUID) -> None:
    limit_in_general(database, 10)
    unlimited = http_event("GET", BRANDS, service=True)
    for answer in (send("GET", BRANDS, user=admin), call(users.lambda_handler, unlimited)):
        assert header(answer, "ratelimit") == header(answer, "ratelimit-policy") == {}
    assert header(send("GET", BRANDS, user=owner), "ratelimit") != {}


def test_health_public_pages_pictures_and_shops_are_not_counted(database: Database) -> None:
    limit_in_general(database, 1, "anonymous")
    doors = (
        (users, "GET", "/health"), (notifications, "GET", "/unsubscribe/none"),
        (tracking, "POST", "/api/v1/conversions/abc1234"),
        # A list shows twenty people, and a browser fetches each picture without a token.
        (users, "GET", f"/avatars/{uuid4()}"), (users, "GET", "/creators/nobody"),
    )  # fmt: skip
    for api, method, path in doors:
        body = {"order_id": "1", "order_value": 1, "currency": "usd"} if method == "POST" else None
        event = http_event(method, path, body=body, query={"signature": "none"} if body else None)
        statuses = {call(api.lambda_handler, event).status for _ in range(3)}
        assert 429 not in statuses, path
    with database.connect() as db:
        assert db.execute("select count(*) from rate_buckets").fetchone() == (0,)


def test_without_a_token_an_address_is_counted(database: Database) -> None:
    limit_in_general(database, 2, "anonymous")
    app = Api()

    @app.get("/api/v1/anybody")
    def answer_anybody() -> dict[str, str]:
        with app.transaction():
            return {}

    def ask(address: str) -> int:
        return call(app.resolve, http_event("GET", "/api/v1/anybody", address=address)).status

    assert [ask("203.0.113.9") for _ in range(3)] == [200, 200, 429]
    assert ask("198.51.100.7") == 200
    assert [ask(f"2001:db8::{n}") for n in range(3)] == [200, 200, 429]  # a household


def test_a_replay_counts_as_one(database: Database, owner: UUID) -> None:
    limit_in_general(database, 10)
    answers = [
        send("POST", BRANDS, user=owner, body={"name": "Once"}, headers={"idempotency-key": "k"})
        for _ in range(2)
    ]
    assert [header(answer, "ratelimit")["burst"]["r"] for answer in answers] == [9, 8]


def test_a_refusal_is_repeated_without_asking_and_only_to_whom_it_was_said(
    database: Database, owner: UUID, rival: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit_in_general(database, 10)
    for _ in range(11):
        send("GET", BRANDS, user=owner)
    asked = []
    connect = runtime._live_connection

    def asking() -> psycopg.Connection[Any]:
        asked.append(1)
        return connect()

    monkeypatch.setattr(runtime, "_live_connection", asking)
    assert [told(send("GET", BRANDS, user=owner)) for _ in range(50)] == [LIMITED] * 50
    assert asked == []
    assert send("GET", BRANDS, user=rival).status == 200
    late = time.monotonic() + 40
    monkeypatch.setattr(time, "monotonic", lambda: late)
    assert told(send("GET", BRANDS, user=owner)) == LIMITED
    assert len(asked) == 2


def test_a_class_that_is_refused_leaves_everything_else(database: Database, owner: UUID) -> None:
    limit(database, "create", 1)
    answers = [send("POST", BRANDS, user=owner, body={"name": "One more"}) for _ in range(3)]
    assert [answer.status for answer in answers] == [201, 429, 429]
    assert send("GET", BRANDS, user=owner).status == 200


def test_a_tier_counts_for_a_container_that_had_to_refuse(
    database: Database, owner: UUID, admin: UUID
) -> None:
    limit_in_general(database, 10)
    limit_in_general(database, 50, "premium")
    for _ in range(9):
        send("GET", BRANDS, user=owner)
    path = f"/api/v1/system/rate-tiers/users/{owner}"
    assert send("PUT", path, user=admin, body={"reason": "A partner."}).status == 200
    answers = [send("GET", BRANDS, user=owner) for _ in range(3)]
    assert [header(answer, "ratelimit")["burst"]["r"] for answer in answers] == [40, 39, 38]
    limits.forget()


def test_a_banned_person_is_refused_but_counted(database: Database, owner: UUID) -> None:
    limit_in_general(database, 10)
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (owner,))
        stranger = make_user(db)
    answers = [send("GET", BRANDS, user=owner) for _ in range(11)]
    assert [told(answer) for answer in answers] == [(403, "ACCOUNT_BANNED")] * 10 + [LIMITED]
    assert send("GET", BRANDS, user=stranger).status == 200
