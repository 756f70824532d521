"""What a person wants to be told by e-mail: everything, until they say otherwise."""

from typing import Any
from uuid import UUID

import pytest

from notifications.unsubscribe.links import ALL, sign
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.inbox import PREFERENCES, request, tell

CATEGORIES = ["agents", "campaigns", "deals", "messages", "payments", "rewards", "submissions", "system"]


def put(user: UUID, *choices: dict[str, Any]) -> Answer:
    return request("PUT", PREFERENCES, user=user, body={"data": list(choices)})


def effective(user: UUID) -> list[str]:
    body = request("GET", PREFERENCES, user=user).body
    return [one["category"] for one in body["data"] if one["effective"]]


def test_without_a_word_everything_is_on(user: UUID) -> None:
    assert request("GET", PREFERENCES, user=user).body == {
        "data": [
            {"category": category, "channel": "email", "enabled": True, "effective": True}
            for category in CATEGORIES
        ],
        "suppressed_by": [],
    }


def test_what_is_said_is_kept_and_obeyed(database: Database, user: UUID, other: UUID) -> None:
    answer = put(user, {"category": "payments", "enabled": False}, {"category": "system", "enabled": True})
    assert answer.status == 200
    assert answer.body == request("GET", PREFERENCES, user=user).body
    assert effective(user) == [one for one in CATEGORIES if one != "payments"]
    assert effective(other) == CATEGORIES
    with database.connect() as db:
        tell(db, user, "payments")
        tell(db, user, "system")
        mails = db.execute(
            "select n.category from notification_deliveries d join notifications n on n.id = d.notification_id"
        ).fetchall()
    assert mails == [("system",)]
    assert put(user, {"category": "payments", "enabled": True}).status == 200
    assert effective(user) == CATEGORIES


@pytest.mark.parametrize(
    "choices",
    [[{"category": "gossip", "enabled": True}], [{"category": "all", "enabled": True}], [],
     [{"category": "system", "channel": "pigeon", "enabled": True}], [{"category": "system"}],
     [{"category": "system", "enabled": "yes"}], [{"category": "system", "enabled": 1}],
     [{"category": "system", "enabled": True}, {"category": "system", "enabled": False}],
     [{"category": "system", "enabled": False, "user_id": "x"}]],
)  # fmt: skip
def test_a_malformed_choice_changes_nothing(user: UUID, choices: list[dict[str, Any]]) -> None:
    assert put(user, *choices).status == 422
    assert effective(user) == CATEGORIES


def test_whoever_left_altogether_comes_back_for_what_they_name(database: Database, user: UUID) -> None:
    assert request("POST", f"/unsubscribe/{sign(user, ALL)}").status == 200
    assert effective(user) == []
    assert request("GET", PREFERENCES, user=user).body["suppressed_by"] == ["unsubscribed"]
    assert put(user, {"category": "payments", "enabled": False}).body["suppressed_by"] == ["unsubscribed"]
    back = put(user, {"category": "payments", "enabled": True})
    assert back.body["suppressed_by"] == []
    assert effective(user) == ["payments"]


def test_whoever_left_by_the_address_alone_comes_back_for_no_more_than_they_name(
    database: Database, user: UUID
) -> None:
    with database.connect() as db:
        db.execute("insert into notification_unsubscribes values ('reader@example.com', 'unsubscribed')")
    put(user, {"category": "campaigns", "enabled": True})
    assert effective(user) == ["campaigns"]


@pytest.mark.parametrize("reason", ["bounced", "complained"])
def test_what_the_provider_reported_nobody_wishes_away(database: Database, user: UUID, reason: str) -> None:
    with database.connect() as db:
        db.execute("insert into notification_unsubscribes values ('reader@example.com', %s)", (reason,))
    answer = put(user, {"category": "system", "enabled": True})
    assert answer.body["suppressed_by"] == [reason]
    assert effective(user) == []


def test_only_people_have_wishes(database: Database, user: UUID) -> None:
    choice = {"data": [{"category": "system", "enabled": False}]}
    for caller in ({"service": True}, {}):
        assert request("GET", PREFERENCES, **caller).status == 403
        assert request("PUT", PREFERENCES, body=choice, **caller).status == 403
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (user,))
    assert request("PUT", PREFERENCES, user=user, body=choice).body["code"] == "ACCOUNT_BANNED"
