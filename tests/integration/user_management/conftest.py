"""The identity provider of a laptop, with a key of its own, and a brand."""

from uuid import UUID

import pytest

from infra.topology import TOPOLOGY
from local.identity import ISSUER, WEB_CLIENT_ID, IdentityKey, load_or_create
from tests.conftest import Database
from tests.factories.people import brand_of, make_user
from tests.factories.teams import BRANDS


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> IdentityKey:
    return load_or_create(tmp_path_factory.mktemp("identity") / "key.pem")


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, key: IdentityKey, database: Database) -> None:
    monkeypatch.setenv("IDENTITY_ISSUER", ISSUER)
    monkeypatch.setenv("IDENTITY_CLIENT_ID", WEB_CLIENT_ID)
    monkeypatch.setenv("LOCAL_IDENTITY_PRIVATE_KEY", key.pem)
    monkeypatch.setenv("SHORTEST_PASSWORD", str(TOPOLOGY.sign_in.shortest_password))
    monkeypatch.setenv("REFRESH_TOKEN_DAYS", str(TOPOLOGY.sign_in.refresh_token_days))


@pytest.fixture
def owner(database: Database) -> UUID:
    """The first member of the brand Acme."""
    with database.connect() as db:
        return make_user(db, "brand", full_name="Acme")


@pytest.fixture
def brand(database: Database, owner: UUID) -> str:
    """The path of Acme."""
    with database.connect() as db:
        return f"{BRANDS}/{brand_of(db, owner)}"
