"""Audit log, job runs, health, integrations and settings: for administrators."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from common.integrations import SECRETS
from common.jobs import Occurrence, run_job
from common.settings import settings
from infra.topology.user_management import USER_MANAGEMENT_API
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.people import make_user

SETTING = "/api/v1/settings/payout_hold_days"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/v1/audit-logs"), ("GET", "/api/v1/system/job-runs"), ("GET", "/api/v1/system/health"),
     ("GET", "/api/v1/system/capabilities"), ("GET", "/api/v1/settings"), ("PUT", SETTING), ("DELETE", SETTING)],
)  # fmt: skip
def test_only_administrators_come_in(database: Database, admin: UUID, method: str, path: str) -> None:
    body = {"value": 3} if method == "PUT" else None
    assert send(method, path, user=admin, body=body).status in (200, 204)
    with database.connect() as db:
        for role in ("brand", "creator"):
            answer = send(method, path, user=make_user(db, role), body=body)
            assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")


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


def run(job: str, hour: int, *, fails: bool = False) -> None:
    at = datetime(2026, 11, 21, hour, tzinfo=UTC)

    def work(_: Occurrence) -> dict[str, int]:
        if fails:
            raise RuntimeError("no")
        return {"done": hour}

    try:
        run_job(Occurrence(job, at, at), work)
    except RuntimeError:
        assert fails


def test_job_runs_are_listed_filtered_and_walked(admin: UUID) -> None:
    for hour in range(3):
        run("aggregation", hour)
    run("transitions", 5, fails=True)
    first = send("GET", "/api/v1/system/job-runs", user=admin, query={"limit": "3"}).body
    rest = send("GET", "/api/v1/system/job-runs", user=admin, query={"cursor": first["next_cursor"]}).body
    assert [(r["job"], r["counts"]) for r in first["data"] + rest["data"]] == [
        ("transitions", {}), ("aggregation", {"done": 2}), ("aggregation", {"done": 1}), ("aggregation", {"done": 0}),
    ]  # fmt: skip
    (failed,) = send("GET", "/api/v1/system/job-runs", user=admin, query={"status": "failed"}).body["data"]
    assert failed["error"] == "RuntimeError: no"
    assert (
        len(send("GET", "/api/v1/system/job-runs", user=admin, query={"job": "aggregation"}).body["data"])
        == 3
    )
    assert send("GET", "/api/v1/system/job-runs", user=admin, query={"cursor": "e30"}).status == 422


def test_health_tells_of_failed_jobs_and_of_what_waits(database: Database, admin: UUID) -> None:
    run("aggregation", 1)
    with database.connect() as db:
        db.execute("insert into outbox (topic) values ('email'), ('email')")
    healthy = send("GET", "/api/v1/system/health", user=admin).body
    assert (healthy["status"], healthy["stage"]) == ("ok", "local")
    assert [(t["topic"], t["waiting"], t["given_up"]) for t in healthy["outbox"]] == [("email", 2, 0)]
    run("aggregation", 2, fails=True)
    ill = send("GET", "/api/v1/system/health", user=admin).body
    assert (ill["status"], [job["status"] for job in ill["jobs"]]) == ("degraded", ["failed"])
    run("aggregation", 2)
    with database.connect() as db:
        db.execute("update outbox set available_at = 'infinity'")
    assert send("GET", "/api/v1/system/health", user=admin).body["status"] == "degraded"


def test_integrations_say_what_is_missing_and_never_a_value(
    admin: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_hush")
    monkeypatch.setenv("RESEND_API_KEY", "hush")
    monkeypatch.setenv("TIKTOK_CLIENT_ID", "hush-1")
    monkeypatch.setenv("TIKTOK_CLIENT_SECRET", "hush-2")
    answer = send("GET", "/api/v1/system/capabilities", user=admin)
    found = {i["name"]: (i["mode"], i["reason"]) for i in answer.body["integrations"]}
    assert found["payments"] == ("stub", "STRIPE_WEBHOOK_SECRET is missing.")
    assert found["email"] == ("stub", "RESEND_API_KEY does not start with re_.")
    assert found["social.tiktok"] == ("live", "")
    assert found["social.youtube"] == ("stub", "YOUTUBE_CLIENT_ID is missing.")
    assert "hush" not in str(answer.body)


def test_in_the_cloud_a_missing_secret_means_off(admin: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STAGE", "prod")
    settings.cache_clear()
    try:
        answer = send("GET", "/api/v1/system/capabilities", user=admin)
        assert {i["name"]: i["mode"] for i in answer.body["integrations"]}["payments"] == "off"
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_the_map_hands_over_every_secret_that_is_asked_for() -> None:
    assert set(SECRETS) <= set(USER_MANAGEMENT_API.secrets)


def test_a_setting_is_changed_within_its_range_and_reset(database: Database, admin: UUID) -> None:
    listed = {s["key"]: s for s in send("GET", "/api/v1/settings", user=admin).body["data"]}
    assert (listed["payout_hold_days"]["value"], listed["payout_hold_days"]["updated_at"]) == (7, None)
    changed = send("PUT", SETTING, user=admin, body={"value": 30}).body
    assert (changed["value"], changed["updated_by"]) == (30, str(admin))
    with database.connect() as db:
        assert db.execute("select app.setting('payout_hold_days')").fetchone() == (30,)
    assert send("DELETE", SETTING, user=admin).status == 204
    listed = {s["key"]: s for s in send("GET", "/api/v1/settings", user=admin).body["data"]}
    assert listed["payout_hold_days"]["value"] == 7


@pytest.mark.parametrize("value", [-1, 366, 10**30, 1.5, "7", True, None, [7]])
def test_a_value_out_of_range_or_of_another_type_is_422(admin: UUID, value: object) -> None:
    send("PUT", SETTING, user=admin, body={"value": 8})
    assert send("PUT", SETTING, user=admin, body={"value": value}).status == 422
    (setting,) = [s for s in send("GET", "/api/v1/settings", user=admin).body["data"] if s["key"] in SETTING]
    assert setting["value"] == 8


def test_an_unknown_setting_is_404(admin: UUID) -> None:
    assert send("PUT", "/api/v1/settings/unknown", user=admin, body={"value": 1}).status == 404
    assert send("DELETE", "/api/v1/settings/unknown", user=admin).status == 404
