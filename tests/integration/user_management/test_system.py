"""Whether the system lives, what it understands, and, for administrators, what it lacks."""

from pathlib import Path
from uuid import UUID

import pytest

from common.integrations import SECRETS
from common.settings import settings
from infra.topology.types import Queue
from infra.topology.user_management import USER_MANAGEMENT_API
from local import aws
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import call, http_event
from tests.factories.jobs import run
from user_management import api

PAYOUTS = "payouts"


def test_health_tells_whether_the_database_answers(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from common import database as runtime

    healthy = call(api.lambda_handler, http_event("GET", "/health"))
    assert (healthy.status, healthy.body) == (200, {"status": "ok", "database": "ok"})
    runtime.close()
    monkeypatch.setenv("DATABASE_URL", "postgresql://api_login@/nowhere?host=/nonexistent")
    ill = call(api.lambda_handler, http_event("GET", "/health"))
    assert (ill.status, ill.body["code"], ill.headers["retry-after"]) == (503, "DATABASE_UNAVAILABLE", "2")


def test_a_database_that_takes_no_writes_is_not_healthy(database: Database) -> None:
    """As after a fail-over: the old writer still answers."""
    from common import database as runtime

    with database.connect() as db:
        db.execute(f'alter database "{database.name}" set default_transaction_read_only = on')
    runtime.close()
    ill = call(api.lambda_handler, http_event("GET", "/health"))
    assert (ill.status, ill.body["code"]) == (503, "DATABASE_UNAVAILABLE")


def test_a_system_that_cannot_keep_clicks_is_not_healthy(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = aws.start(tmp_path / "aws.log", "00" * 32)
    try:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.endpoint)
        monkeypatch.setenv("RECORDER", "queue")
        monkeypatch.setenv("QUEUE_URL_CLICKS", f"{server.endpoint}/123456789012/clicks")
        ill = call(api.lambda_handler, http_event("GET", "/health"))
        assert (ill.status, ill.body["code"], ill.headers["retry-after"]) == (503, "CLICKS_NOT_KEPT", "5")
        server.create_queues((Queue(name="clicks", visibility_timeout_seconds=1),))
        assert call(api.lambda_handler, http_event("GET", "/health")).status == 200
        server.stop()
        assert call(api.lambda_handler, http_event("GET", "/health")).status == 503
        monkeypatch.setenv("RECORDER", "postgres")
        assert call(api.lambda_handler, http_event("GET", "/health")).status == 200
    finally:
        server.stop()


def test_health_tells_of_failed_jobs_and_of_what_waits(database: Database, admin: UUID) -> None:
    run(PAYOUTS, 1)
    with database.connect() as db:
        db.execute("update job_runs set scheduled_at = now()")
        db.execute("insert into outbox (topic) values ('email'), ('email')")
    healthy = send("GET", "/api/v1/system/health", user=admin).body
    assert (healthy["status"], healthy["stage"]) == ("ok", "local")
    assert [(t["topic"], t["waiting"], t["given_up"]) for t in healthy["outbox"]] == [("email", 2, 0)]
    run(PAYOUTS, 2, fails=True)
    with database.connect() as db:
        db.execute("update job_runs set scheduled_at = clock_timestamp() where status = 'failed'")
    ill = send("GET", "/api/v1/system/health", user=admin).body
    assert (ill["status"], {job["job"]: job["state"] for job in ill["jobs"]}[PAYOUTS]) == (
        "degraded",
        "failed",
    )
    with database.connect() as db:
        db.execute("update job_runs set status = 'succeeded'")
    assert send("GET", "/api/v1/system/health", user=admin).body["status"] == "ok"
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
    assert found["payments"] == ("live", "")
    assert found["payments.events"] == ("stub", "STRIPE_WEBHOOK_SECRET is missing.")
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
