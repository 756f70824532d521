"""What the system notices about itself and about accounts: written when it changes, and read by administrators."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.conftest import Database
from tests.factories.accounts import send
from user_management.schedule import lambda_handler

LOGS, SIGNS = "/api/v1/system/health-logs", "/api/v1/system/account-signs"


def check(minute: int) -> dict[str, int]:
    at = datetime(2026, 11, 21, 12, minute, tzinfo=UTC).isoformat()
    counts: dict[str, int] = lambda_handler({"job": "health-check", "scheduled_time": at}, None)["counts"]
    return counts


def logs(admin: UUID, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = send("GET", LOGS, user=admin, query=query).body["data"]
    return found


def signs(admin: UUID, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = send("GET", SIGNS, user=admin, query=query).body["data"]
    return found


def test_health_is_written_down_when_it_changes_and_only_then(database: Database, admin: UUID) -> None:
    assert (check(0)["checks_changed"], check(1)["checks_changed"]) == (3, 0)
    with database.connect() as db:
        db.execute("insert into outbox (topic, available_at) values ('identity.user', 'infinity')")
    assert (check(2)["checks_changed"], check(3)["checks_changed"]) == (1, 0)
    with database.connect() as db:
        db.execute("update outbox set processed_at = now()")
    assert check(4)["checks_changed"] == 1
    assert [(one["status"], one["details"]) for one in logs(admin, check_name="outbox")] == [
        ("ok", {"given_up": []}), ("degraded", {"given_up": ["identity.user"]}), ("ok", {"given_up": []}),
    ]  # fmt: skip
    first = send("GET", LOGS, user=admin, query={"limit": "2"}).body
    assert first["data"] + logs(admin, cursor=first["next_cursor"]) == logs(admin)


def test_signs_come_and_go_with_their_causes(database: Database, admin: UUID, creator: UUID) -> None:
    with database.connect() as db:
        db.execute(
            "insert into notification_unsubscribes (email, reason)"
            " select email, 'bounced' from auth.users where id = %s",
            (creator,),
        )
    assert (check(0)["signs_opened"], check(1)["signs_opened"]) == (1, 0)
    (sign,) = signs(admin, user_id=str(creator), severity="warning")
    assert (sign["indicator"], sign["resolved_at"]) == ("bounced_mail", None)
    assert signs(admin, severity="critical") == []
    with database.connect() as db:
        db.execute("delete from notification_unsubscribes")
    assert check(2)["signs_resolved"] == 1
    assert (signs(admin, state="open"), len(signs(admin, state="resolved"))) == ([], 1)
    assert check(3) == dict.fromkeys(check(4), 0)


def test_only_administrators_read_them(creator: UUID) -> None:
    assert [send("GET", path, user=creator).status for path in (LOGS, SIGNS)] == [403, 403]
