"""People with wallets, and a webhook secret."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.payments import WEBHOOK_SECRET
from tests.factories.people import make_user


@pytest.fixture(autouse=True)
def webhook_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two secrets, as while one is rolled."""
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", f"whsec_other, {WEBHOOK_SECRET}")
    monkeypatch.delenv("STRIPE_SECRET_KEY", raising=False)


@pytest.fixture
def owner(database: Database) -> UUID:
    """Somebody who may move a brand's money."""
    with database.connect() as db:
        return make_user(db, "brand")


@pytest.fixture
def creator(database: Database) -> UUID:
    """Somebody who earns."""
    with database.connect() as db:
        return make_user(db, "creator")


@pytest.fixture
def admin(database: Database) -> UUID:
    """Somebody who runs the platform."""
    with database.connect() as db:
        return make_user(db, "admin")
