"""A file of contacts through the running system: posted to the local S3, imported by the worker that a queue wakes."""

import time
from typing import Any

import httpx
import psycopg
import pytest

from tests.e2e.system import RunningSystem

CONTACTS = "/api/v1/agents/contacts"
EMAIL = "creator@example.com"
ROWS = 5_000


@pytest.fixture
def agent(system: RunningSystem) -> dict[str, str]:
    """Headers of somebody who is an agent, too."""
    with psycopg.connect(system.database_url, autocommit=True) as db:
        db.execute(
            "insert into user_roles (user_id, role) select id, 'agent' from auth.users where email = %s"
            " on conflict do nothing",
            (EMAIL,),
        )
    return system.signed_in(EMAIL)


def bring(system: RunningSystem, agent: dict[str, str], content: bytes, **more: object) -> Any:
    """A file on its whole way; the import that has ended."""
    client = system.client
    made = client.post(f"{CONTACTS}/uploads", json={"kind": "csv", "size_bytes": len(content)}, headers=agent)
    assert made.status_code == 201, made.text
    form = made.json()["upload"]
    assert httpx.post(form["url"], data=form["fields"], files={"file": content}).status_code == 204
    body = {
        "file": made.json()["id"],
        "kind": "csv",
        "lawful_basis": "consent",
        "declaration_version": "1",
        **more,
    }
    asked = client.post(f"{CONTACTS}/import", json=body, headers=agent)
    assert asked.status_code == 202, asked.text
    path, deadline = f"{CONTACTS}/imports/{asked.json()['id']}", time.monotonic() + 60
    while (found := client.get(path, headers=agent).json())["status"] in ("queued", "running"):
        assert time.monotonic() < deadline, "nobody imports it"
        time.sleep(0.1)
    return found


def test_five_thousand_contacts_come_through_the_queue_once(
    system: RunningSystem, agent: dict[str, str]
) -> None:
    rows = "".join(f"Person {n};p{n}@example.com;0171 23{n:05}\r\n" for n in range(ROWS))
    content = f"Name;E-Mail;Telefon\r\n{rows}".encode("utf-16")
    tried = bring(system, agent, content, country="DE", dry_run=True)
    assert (tried["status"], tried["accepted"]) == ("done", ROWS), tried
    made = bring(system, agent, content, country="DE")
    assert (made["rows"], made["accepted"], made["duplicates"]) == (ROWS, ROWS, 0), made
    again = bring(system, agent, content, country="DE")
    assert (again["accepted"], again["duplicates"]) == (0, ROWS)
    table = system.client.get(f"{CONTACTS}.csv", headers=agent)
    assert (table.status_code, len(table.text.splitlines())) == (200, ROWS + 1)


def test_what_is_no_table_is_refused_with_its_code(system: RunningSystem, agent: dict[str, str]) -> None:
    assert bring(system, agent, b"PK\x03\x04" + bytes(100), dry_run=True)["failure_code"] == "FILE_IS_NO_TEXT"
