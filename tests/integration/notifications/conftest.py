"""People who are told things, and the stage's key of unsubscribe links."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.people import make_user

API = "https://api.example.org"


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", "k" * 32)
    monkeypatch.setenv("API_BASE_URL", API)


@pytest.fixture
def user(database: Database) -> UUID:
    """Somebody with an inbox."""
    with database.connect() as db:
        return make_user(db, email="reader@example.com")


@pytest.fixture
def other(database: Database) -> UUID:
    """Somebody with another inbox."""
    with database.connect() as db:
        return make_user(db)
