"""The edge function: `send`, by which the service and administrators tell a user or a brand, and what is no action."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.inbox import EDGE, INBOX, request, titles, unread
from tests.factories.people import brand_of, make_member

TEXT = {
    "action": "send",
    "category": "system",
    "type": "notice.posted",
    "title": " Hello ",
    "message": "News",
}


def send(body: dict[str, Any], key: str | None = None, **caller: Any) -> Answer:
    headers = {"idempotency-key": key} if key else None
    return request("POST", EDGE, body=TEXT | body, headers=headers, **caller)


def test_the_service_and_an_administrator_tell_a_user(database: Database, user: UUID, admin: UUID) -> None:
    metadata = {"campaign_id": "7", "nested": {"list": [1, None, "x"]}}
    answer = send({"user_id": str(user), "metadata": metadata}, service=True)
    assert (answer.status, answer.body["notified"]) == (200, 1)
    shown = request("GET", f"{INBOX}/{answer.body['notification_id']}", user=user).body
    assert (shown["title"], shown["message"], shown["metadata"]) == ("Hello", "News", metadata)
    assert send({"user_id": str(user)}, user=admin).status == 200
    assert unread(user) == 2
    with database.connect() as db:
        queued = db.execute("select count(*) from outbox where topic = 'notification.email'").fetchone()
    assert queued == (2,), "mail follows through the outbox"


def test_a_brand_is_told_through_those_with_the_permission(
    database: Database, owner: UUID, admin: UUID
) -> None:
    with database.connect() as db:
        brand = brand_of(db, owner)
        manager, analyst = make_member(db, brand, "campaign_manager"), make_member(db, brand, "analyst")
    answer = send({"brand_id": str(brand), "permission": "campaign"}, user=admin)
    assert answer.body == {"notified": 2, "notification_id": None}
    assert (unread(owner), unread(manager), unread(analyst)) == (1, 1, 0)
    assert send({"brand_id": str(brand)}, service=True).body["notified"] == 3


def test_the_same_key_tells_once(user: UUID) -> None:
    first = send({"user_id": str(user)}, key="k", service=True)
    assert send({"user_id": str(user)}, key="k", service=True).body == first.body
    assert unread(user) == 1
    other = send({"user_id": str(user), "title": "Another"}, key="k", service=True)
    assert (other.status, other.body["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_nobody_else_sends(user: UUID, owner: UUID, other: UUID) -> None:
    for caller in (owner, other, user, None):
        answer = send({"user_id": str(user)}, user=caller)
        assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
    assert titles(user) == []


def test_what_is_not_there_is_not_told(database: Database, user: UUID) -> None:
    assert send({"user_id": str(uuid4())}, service=True).status == 404
    assert send({"brand_id": str(uuid4())}, service=True).status == 404
    with database.connect() as db:
        db.execute("update auth.users set status = 'deleted' where id = %s", (user,))
    assert send({"user_id": str(user)}, service=True).status == 404
    with database.connect() as db:
        assert db.execute("select count(*) from notifications").fetchone() == (0,)


@pytest.mark.parametrize(
    "wrong",
    [{}, {"user_id": "x"}, {"user_id": str(uuid4()), "brand_id": str(uuid4())},
     {"user_id": str(uuid4()), "permission": "read"}, {"brand_id": str(uuid4()), "permission": "all"}],
)  # fmt: skip
def test_a_receiver_that_is_none_is_refused(database: Database, wrong: dict[str, Any]) -> None:
    assert send(wrong, service=True).status == 422


@pytest.mark.parametrize(
    "wrong",
    [{"category": "gossip"}, {"type": "Not A Name"}, {"type": ""}, {"title": ""}, {"title": " "}, {"title": "x" * 201},
     {"message": ""}, {"message": "x" * 5_001}, {"metadata": []}, {"metadata": {"x": "y" * 20_000}},
     {"title": "nul\0"}, {"unknown": 1}],
)  # fmt: skip
def test_a_malformed_text_is_refused(user: UUID, wrong: dict[str, Any]) -> None:
    assert send({"user_id": str(user)} | wrong, service=True).status == 422
    assert titles(user) == []


@pytest.mark.parametrize(
    "body",
    [{}, {"action": "mark-read"}, {"action": "mark-read", "notification_id": "x"}, {"action": "forget"},
     {"action": "mark-all-read", "user_id": str(UUID(int=7))}, [], None],
)  # fmt: skip
def test_a_malformed_action_is_refused(user: UUID, body: object) -> None:
    assert request("POST", EDGE, user=user, body=body).status == 422


@pytest.mark.parametrize("query", [None, {"action": "get-everything"}])
def test_an_unknown_question_is_refused(user: UUID, query: dict[str, str] | None) -> None:
    assert request("GET", EDGE, user=user, query=query).status == 422
