"""A key service, platforms that pretend, and people."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from common.adapters import social_stub
from common.integrations import SECRETS
from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.vault import key_service


@pytest.fixture(autouse=True)
def platforms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stubs for all platforms, whatever the environment of the tests knows, and a key for their tokens."""
    for secret in SECRETS:
        monkeypatch.delenv(secret, raising=False)
    monkeypatch.setenv("API_BASE_URL", "http://127.0.0.1:8000")
    social_stub.forget()
    with key_service(monkeypatch):
        yield


@pytest.fixture
def creator(database: Database) -> UUID:
    """Somebody with followers."""
    with database.connect() as db:
        return make_user(db, "creator")
