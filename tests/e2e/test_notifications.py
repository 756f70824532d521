"""Somebody is told, reads it, gets it by mail, and leaves by the link in that mail, on the running system."""

from time import sleep
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from local import identity
from tests.e2e.conftest import RunningSystem

EDGE = "/functions/v1/notifications"
PREFERENCES = "/api/v1/notification-preferences"
CREATOR = "creator@example.com"


def mail_about(system: RunningSystem, subject: str) -> dict[str, Any]:
    """The one mail with `subject`, when the worker has sent it."""
    for _ in range(600):
        sent = system.client.get("/_local/outbox.json").json()
        if found := [mail for mail in sent if subject in mail["subject"]]:
            (mail,) = found
            return dict(mail)
        sleep(0.1)
    raise AssertionError("no mail was sent")


def test_somebody_is_told_reads_it_and_leaves_with_one_click(system: RunningSystem) -> None:
    key = identity.load(system.data_dir.identity_key)
    service = {"authorization": f"Bearer {key.service_token()}"}
    creator = system.signed_in(CREATOR)
    user_id = system.client.get("/api/v1/users/me", headers=creator).json()["id"]
    subject = f"Hello {uuid4().hex}"

    def unread() -> int:
        answer = system.client.get(EDGE, params={"action": "get-unread-count"}, headers=creator)
        return int(answer.json()["unread_count"])

    before = unread()
    told = system.client.post(
        EDGE,
        json={"action": "send", "user_id": user_id, "category": "system", "type": "hello.said",
              "title": subject, "message": "Welcome"},
        headers=service,
    )  # fmt: skip
    assert told.status_code == 200, told.text
    assert unread() == before + 1
    body = {"action": "mark-read", "notification_id": told.json()["notification_id"]}
    assert system.client.post(EDGE, json=body, headers=creator).json()["title"] == subject
    assert unread() == before

    swept = system.fire("notifications-sweep", "2026-12-01T00:00:00Z")
    assert swept.status_code == 200, swept.text
    mail = mail_about(system, subject)
    assert mail["to"] == CREATOR
    link = urlsplit(mail["headers"]["List-Unsubscribe"].strip("<>")).path

    page = system.client.get(link)
    assert (page.status_code, "<form" in page.text) == (200, True), page.text
    assert system.client.head(link).status_code == 200
    assert _off(system, creator) == set(), "to look ends nothing"
    clicked = system.client.post(link, files={"List-Unsubscribe": (None, "One-Click")})
    assert clicked.status_code == 200, clicked.text
    assert _off(system, creator) == {"system"}
    assert system.client.post(f"{link}x").status_code == 404
    back = {"data": [{"category": "system", "enabled": True}]}
    assert system.client.put(PREFERENCES, json=back, headers=creator).status_code == 200
    assert _off(system, creator) == set(), "as it was, for the tests that follow"


def _off(system: RunningSystem, creator: dict[str, str]) -> set[str]:
    preferences = system.client.get(PREFERENCES, headers=creator).json()
    return {one["category"] for one in preferences["data"] if not one["effective"]}
