"""The service tells somebody; they read it, and leave by the link in a mail, on the running system."""

from uuid import UUID

import pytest

from local import identity
from local.environment import stage_values
from notifications.links import ALL, PATH, sign
from tests.e2e.conftest import RunningSystem

EDGE = "/functions/v1/notifications"
CREATOR = "creator@example.com"


def test_somebody_is_told_reads_it_and_leaves_with_one_click(
    system: RunningSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = identity.load(system.data_dir.identity_key)
    service = {"authorization": f"Bearer {key.service_token()}"}
    creator = system.signed_in(CREATOR)
    user_id = system.client.get("/api/v1/users/me", headers=creator).json()["id"]

    def unread() -> int:
        answer = system.client.get(EDGE, params={"action": "get-unread-count"}, headers=creator)
        return int(answer.json()["unread_count"])

    before = unread()
    told = system.client.post(
        EDGE,
        json={"action": "send", "user_id": user_id, "category": "system", "type": "hello.said",
              "title": "Hello", "message": "Welcome"},
        headers=service,
    )  # fmt: skip
    assert told.status_code == 200, told.text
    assert unread() == before + 1
    body = {"action": "mark-read", "notification_id": told.json()["notification_id"]}
    assert system.client.post(EDGE, json=body, headers=creator).json()["title"] == "Hello"
    assert unread() == before

    values = stage_values(settings={}, base_url=system.url, issuer="", client_id="", identity_key=key.pem)
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", values["UNSUBSCRIBE_SIGNING_KEY"])
    link = f"{PATH}/{sign(UUID(user_id), ALL)}"
    page = system.client.get(link)
    assert (page.status_code, "<form" in page.text) == (200, True), page.text
    assert system.client.head(link).status_code == 200
    clicked = system.client.post(link, files={"List-Unsubscribe": (None, "One-Click")})
    assert clicked.status_code == 200, clicked.text
    preferences = system.client.get("/api/v1/notification-preferences", headers=creator).json()
    assert preferences["suppressed_by"] == ["unsubscribed"]
    assert not any(one["effective"] for one in preferences["data"])
    assert system.client.post(f"{PATH}/x").status_code == 404
    everything = [{"category": one["category"], "enabled": True} for one in preferences["data"]]
    back = system.client.put("/api/v1/notification-preferences", json={"data": everything}, headers=creator)
    assert all(one["effective"] for one in back.json()["data"]), "as it was, for the tests that follow"
