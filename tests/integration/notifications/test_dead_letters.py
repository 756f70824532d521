"""Administrators see what was not delivered, and send it again."""

from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.inbox import DELIVERIES, UNSUBSCRIBES, request, tell
from tests.typing import Connection


def deliver(db: Connection, user: UUID, status: str = "pending") -> UUID:
    """A delivery that went so far."""
    notification = tell(db, user)
    row = db.execute(
        "select id from notification_deliveries where notification_id = %s", (notification,)
    ).fetchone()
    assert row is not None
    if status != "pending":
        db.execute(
            "update notification_deliveries set status = %s, attempts = 5, error = 'refused' where id = %s",
            (status, row[0]),
        )
    delivery_id: UUID = row[0]
    return delivery_id


def retry(admin: UUID, delivery_id: UUID, key: str | None = None) -> Answer:
    headers = {"idempotency-key": key} if key else None
    return request("POST", f"{DELIVERIES}/{delivery_id}/retry", user=admin, headers=headers)


def messages(database: Database, delivery_id: UUID) -> int:
    with database.connect() as db:
        row = db.execute(
            "select count(*) from outbox where topic = 'notification.email' and payload ->> 'delivery_id' = %s"
            " and processed_at is null and available_at <= now()",
            (str(delivery_id),),
        ).fetchone()
    assert row is not None
    count: int = row[0]
    return count


def test_dead_letters_are_listed_page_by_page(database: Database, user: UUID, admin: UUID) -> None:
    with database.connect() as db:
        made = {
            status: [deliver(db, user, status) for _ in range(3)] for status in ("pending", "sent", "failed")
        }
    first = request("GET", DELIVERIES, user=admin, query={"status": "failed", "limit": "2"}).body
    query = {"status": "failed", "limit": "2", "cursor": first["next_cursor"]}
    second = request("GET", DELIVERIES, user=admin, query=query).body
    assert second["next_cursor"] is None
    assert {one["id"] for one in first["data"] + second["data"]} == {str(one) for one in made["failed"]}
    assert first["data"][0]["error"] == "refused"
    everything = request("GET", DELIVERIES, user=admin).body["data"]
    assert len(everything) == 9
    wanted = everything[4]["notification_id"]
    (found,) = request("GET", DELIVERIES, user=admin, query={"notification_id": wanted}).body["data"]
    assert found == everything[4] == request("GET", f"{DELIVERIES}/{found['id']}", user=admin).body


def test_a_dead_letter_is_sent_again_from_the_start(database: Database, user: UUID, admin: UUID) -> None:
    with database.connect() as db:
        delivery = deliver(db, user, "failed")
        db.execute("update outbox set processed_at = now()")
    answer = retry(admin, delivery)
    assert answer.status == 200
    assert (answer.body["status"], answer.body["attempts"], answer.body["error"]) == ("pending", 0, None)
    assert messages(database, delivery) == 1


@pytest.mark.parametrize("status", ["pending", "sent", "suppressed"])
def test_only_what_failed_is_sent_again(database: Database, user: UUID, admin: UUID, status: str) -> None:
    with database.connect() as db:
        delivery = deliver(db, user, status)
        db.execute("delete from outbox")
    answer = retry(admin, delivery)
    assert (answer.status, answer.body["code"]) == (409, "DELIVERY_TRANSITION_FORBIDDEN")
    assert answer.body["details"][0]["from"] == status
    assert messages(database, delivery) == 0


def test_a_second_click_sends_nothing_more(database: Database, user: UUID, admin: UUID) -> None:
    with database.connect() as db:
        delivery = deliver(db, user, "failed")
        db.execute("delete from outbox")
    assert retry(admin, delivery, "key").status == 200
    assert retry(admin, delivery).status == 409
    assert retry(admin, delivery, "key").status == 200
    assert messages(database, delivery) == 1


def test_two_clicks_at_once_send_once(database: Database, user: UUID) -> None:
    with database.connect() as db:
        delivery = deliver(db, user, "failed")
        db.execute("delete from outbox")
    start, outcomes = Barrier(4), []

    def press() -> None:
        with database.connect() as db:
            start.wait()
            try:
                db.execute("select app.retry_delivery(%s)", (delivery,))
                outcomes.append("sent")
            except psycopg.Error as error:
                outcomes.append(error.sqlstate or "")

    presses = [Thread(target=press) for _ in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert sorted(outcomes) == ["IN001", "IN001", "IN001", "sent"]
    assert messages(database, delivery) == 1


def test_an_unknown_delivery_is_not_found(admin: UUID) -> None:
    assert retry(admin, uuid4()).status == 404
    assert request("GET", f"{DELIVERIES}/{uuid4()}", user=admin).status == 404


@pytest.mark.parametrize(
    ("path", "query"),
    [(DELIVERIES, {"status": "lost"}), (DELIVERIES, {"cursor": "x"}), (DELIVERIES, {"notification_id": "x"}),
     (f"{DELIVERIES}/x", {}), (UNSUBSCRIBES, {"reason": "bored"}), (UNSUBSCRIBES, {"cursor": "WyJhIl0"})],
)  # fmt: skip
def test_a_malformed_question_is_refused(admin: UUID, path: str, query: dict[str, str]) -> None:
    assert request("GET", path, user=admin, query=query).status == 422


def test_nobody_but_administrators(database: Database, user: UUID, owner: UUID, addresses: None) -> None:
    with database.connect() as db:
        delivery = deliver(db, user, "failed")
    doors: list[tuple[str, str, Any]] = [
        ("GET", DELIVERIES, None), ("GET", f"{DELIVERIES}/{delivery}", None),
        ("POST", f"{DELIVERIES}/{delivery}/retry", None), ("GET", UNSUBSCRIBES, None),
        ("DELETE", UNSUBSCRIBES, None),
    ]  # fmt: skip
    for caller in ({"user": user}, {"user": owner}, {"service": True}, {}):
        for method, path, body in doors:
            query = {"email": "a@x.org"} if method == "DELETE" else {}
            answer = request(method, path, body=body, query=query, **caller)
            assert answer.body["code"] == "FORBIDDEN", (caller, path)


def test_the_database_says_no_by_itself(database: Database, user: UUID) -> None:
    with database.connect() as db:
        delivery = deliver(db, user, "failed")
        for role in ("anon", "authenticated", "service"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(f"set local role {role}")
                db.execute("select app.retry_delivery(%s)", (delivery,))
