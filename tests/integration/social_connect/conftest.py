"""A key service, platforms that pretend, and an account."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from common.adapters.social import stub as social_stub
from common.integrations import SECRETS
from tests.conftest import Database
from tests.factories.vault import key_service
from tests.integration.social_connect.fake_platform import FakePlatform, connect


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
def x() -> FakePlatform:
    """X, as long as a test asks it instead of the stub."""
    return FakePlatform()


@pytest.fixture
def account(database: Database, creator: UUID, x: FakePlatform) -> UUID:
    """The creator's account at X, with tokens of an hour."""
    return connect(database, creator, x)
