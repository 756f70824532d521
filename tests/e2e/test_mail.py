"""Mail that the running system sends stands on the laptop's outbox page, and works."""

from time import sleep
from typing import Any
from uuid import uuid4

import psycopg

from local.welcome import DEMO_PASSWORD
from tests.e2e.conftest import RunningSystem

BRAND = "brand@example.com"


def mail_for(system: RunningSystem, address: str, words: str) -> dict[str, Any]:
    """The newest mail of that subject, or digest with that entry, as soon as the worker has sent it."""
    for _ in range(600):
        for mail in system.client.get("/_local/outbox.json", params={"to": address}).json():
            if words in mail["subject"] or words in mail["text"]:
                return dict(mail)
        sleep(0.1)
    raise AssertionError(f"no mail {words!r} for {address}")


def test_a_magic_link_arrives_signs_in_and_leaves_no_code_behind(system: RunningSystem) -> None:
    mine = f"{uuid4().hex}@example.com"
    account = {"email": mine, "password": DEMO_PASSWORD, "role": "brand", "full_name": "Maria"}
    assert system.client.post("/api/v1/auth/sign-up", json=account).status_code == 201
    assert system.client.post("/api/v1/auth/magic-link", json={"email": mine}).status_code == 202
    mail = mail_for(system, mine, "sign-in link")
    code = next(line.strip() for line in mail["text"].splitlines() if line.startswith("    "))
    signed_in = system.client.post("/api/v1/auth/magic-link/sign-in", json={"email": mine, "code": code})
    assert signed_in.status_code == 200, signed_in.text
    assert system.url in mail["html"]
    with psycopg.connect(system.database_url) as db:
        row = db.execute("select count(*) from outbox where payload::text like %s", (f"%{code}%",)).fetchone()
    assert row == (0,)


def test_invitations_arrive_and_are_shown_as_pages(system: RunningSystem) -> None:
    brand = system.signed_in(BRAND)
    brand_id = system.client.get("/api/v1/brands", headers=brand).json()["data"][0]["id"]
    address = f"{uuid4().hex}@example.com"
    invited = system.client.post(
        f"/api/v1/brands/{brand_id}/invitations", json={"email": address, "role": "analyst"}, headers=brand
    )
    assert invited.status_code == 201, invited.text
    mail = mail_for(system, address, "Join ")
    assert "/team-invitation?token=" in mail["text"]

    swept = system.fire("notifications-sweep", "2026-12-02T00:00:00Z")
    assert swept.status_code == 200, swept.text
    mail_for(system, "creator@example.com", "You are invited to a campaign")  # from the demo story
    shown = system.client.get("/_local/outbox")
    assert address in shown.text
    href = next(part for part in shown.text.split('"') if part.endswith(mail["id"]))
    page = system.client.get(href)
    assert "sandbox" in page.headers["content-security-policy"]
    assert page.text == mail["html"]
    assert system.client.get(f"{href}.txt").text == mail["text"]
    assert system.client.get("/_local/outbox/..%2F..%2Fdatabase-url").status_code == 404
