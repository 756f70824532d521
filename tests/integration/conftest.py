"""Who acts in the integration tests, unless a folder or a file has people of its own."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.people import make_user


@pytest.fixture
def owner(database: Database) -> UUID:
    """Somebody who runs a brand and may move its money: its first member."""
    with database.connect() as db:
        return make_user(db, "brand")


@pytest.fixture
def creator(database: Database) -> UUID:
    """Somebody with followers, who earns."""
    with database.connect() as db:
        return make_user(db, "creator")


@pytest.fixture
def rival(database: Database) -> UUID:
    """Another creator."""
    with database.connect() as db:
        return make_user(db, "creator")


@pytest.fixture
def admin(database: Database) -> UUID:
    """Somebody who runs the platform."""
    with database.connect() as db:
        return make_user(db, "admin")
