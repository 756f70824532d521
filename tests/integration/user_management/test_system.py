"""What anybody may ask: whether the system lives, and what it understands."""

from pathlib import Path

import pytest

from infra.topology.types import Queue
from local import aws
from tests.conftest import Database
from tests.factories.events import call, http_event
from user_management import api


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


def test_the_docs_are_one_page_without_foreign_scripts() -> None:
    page = call(api.lambda_handler, http_event("GET", "/docs"))
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "<script src=" not in page.body
    document = call(api.lambda_handler, http_event("GET", "/openapi.json"))
    assert document.body["openapi"].startswith("3.1")
