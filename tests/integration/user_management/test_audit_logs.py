"""The audit log: who did what from where, for administrators."""

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.people import make_user

SETTING = "/api/v1/settings/payout_hold_days"


def audit(admin: UUID, **query: str) -> list[dict[str, Any]]:
    answer = send("GET", "/api/v1/audit-logs", user=admin, query=query)
    assert answer.status == 200
    entries: list[dict[str, Any]] = answer.body["data"]
    return entries


def test_the_audit_log_tells_who_did_what_from_where(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        person = make_user(db, "creator")
    send("PUT", SETTING, user=admin, body={"value": 3})
    (entry,) = audit(admin, resource_type="admin_settings")
    assert (entry["user_id"], entry["action"]) == (str(admin), "admin_settings.insert")
    assert entry["metadata"]["after"]["value"] == 3
    assert entry["metadata"]["address"] == "203.0.113.9"
    assert [e["id"] for e in audit(admin, user_id=str(admin))] == [entry["id"]]
    assert audit(admin, action="users.insert", resource_id=str(person)) != []
    assert audit(admin, resource_type="admin_settings", until="2020-01-01T00:00:00Z") == []
    assert audit(admin, resource_type="admin_settings", since="2020-01-01T00:00:00Z") == [entry]


def test_the_audit_log_is_walked_by_cursor(admin: UUID) -> None:
    for value in range(1, 6):
        send("PUT", SETTING, user=admin, body={"value": value})
    seen: list[int] = []
    query = {"resource_type": "admin_settings", "limit": "2"}
    while True:
        body = send("GET", "/api/v1/audit-logs", user=admin, query=query).body
        seen += [entry["metadata"]["after"]["value"] for entry in body["data"]]
        if body["next_cursor"] is None:
            break
        query["cursor"] = body["next_cursor"]
    assert seen == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "query",
    [
        {"user_id": "me"},
        {"since": "yesterday"},
        {"since": "2026-01-01T00:00:00"},
        {"since": "0001-01-01T00:00:00+14:00"},
        {"until": "9999-12-31T23:59:59-12:00"},
        {"cursor": "?"},
        {"limit": "0"},
    ],
)
def test_a_malformed_filter_is_422(admin: UUID, query: dict[str, str]) -> None:
    assert send("GET", "/api/v1/audit-logs", user=admin, query=query).status == 422
