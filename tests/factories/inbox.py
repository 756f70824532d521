"""Notifications, and requests to the capability that holds them."""

from typing import Any
from uuid import UUID

from notifications.api import lambda_handler
from tests.factories.events import Answer, call, http_event
from tests.typing import Connection

EDGE = "/functions/v1/notifications"
INBOX = "/api/v1/notifications"
PREFERENCES = "/api/v1/notification-preferences"
DELIVERIES = "/api/v1/notification-deliveries"
UNSUBSCRIBES = "/api/v1/notification-unsubscribes"


def request(method: str, path: str, **event: Any) -> Answer:
    """A request to the notifications' API."""
    return call(lambda_handler, http_event(method, path, **event))


def tell(
    db: Connection, user: UUID, category: str = "system", kind: str = "a.type", title: str = "T"
) -> UUID:
    """Tell a user something; the notification's id."""
    row = db.execute("select app.notify(%s, %s, %s, %s, 'Text')", (user, category, kind, title)).fetchone()
    assert row is not None
    notification_id: UUID = row[0]
    return notification_id


def tell_often(db: Connection, user: UUID, times: int) -> None:
    """Tell a user many things at once, numbered from 1."""
    db.execute(
        "insert into notifications (user_id, category, type, title, message)"
        " select %s, 'system', 'a.type', g::text, '' from generate_series(1, %s) as g",
        (user, times),
    )


def unread(user: UUID) -> int:
    """What the badge shows."""
    answer = request("GET", EDGE, user=user, query={"action": "get-unread-count"})
    assert answer.status == 200, answer.body
    count: int = answer.body["unread_count"]
    return count


def titles(user: UUID, start: str | None = None, **query: str) -> list[str]:
    """The titles in a user's inbox, newest first, read page by page from the cursor `start`."""
    found: list[str] = []
    cursor = {"cursor": start} if start else {}
    while True:
        answer = request("GET", INBOX, user=user, query={"limit": "100"} | query | cursor)
        assert answer.status == 200, answer.body
        found += [one["title"] for one in answer.body["data"]]
        if (next_cursor := answer.body["next_cursor"]) is None:
            return found
        cursor = {"cursor": next_cursor}
