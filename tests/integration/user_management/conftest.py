"""The identity provider of a laptop, with a key of its own."""

import pytest

from local.identity import ISSUER, WEB_CLIENT_ID, IdentityKey, load_or_create
from tests.conftest import Database


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> IdentityKey:
    return load_or_create(tmp_path_factory.mktemp("identity") / "key.pem")


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, key: IdentityKey, database: Database) -> None:
    monkeypatch.setenv("IDENTITY_ISSUER", ISSUER)
    monkeypatch.setenv("IDENTITY_CLIENT_ID", WEB_CLIENT_ID)
    monkeypatch.setenv("LOCAL_IDENTITY_PRIVATE_KEY", key.pem)
