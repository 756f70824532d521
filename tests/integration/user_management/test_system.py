"""What anybody may ask: whether the system lives, and what it understands."""

import pytest

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
    assert (ill.status, ill.body) == (503, {"status": "unavailable", "database": "unreachable"})


def test_the_docs_are_one_page_without_foreign_scripts() -> None:
    page = call(api.lambda_handler, http_event("GET", "/docs"))
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "<script src=" not in page.body
    document = call(api.lambda_handler, http_event("GET", "/openapi.json"))
    assert document.body["openapi"].startswith("3.1")
