"""A connection that no policy binds, the two accounts that most money moves between, an agent and an administrator."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.ledger import account
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """The superuser: bound by constraints and triggers, not by policies."""
    with database.connect() as connection:
        yield connection


@pytest.fixture
def clearing(db: Connection) -> UUID:
    """The account that mirrors Stripe."""
    return account(db, "stripe_clearing")


@pytest.fixture
def wallet(db: Connection) -> UUID:
    """A brand's available money: none yet."""
    return account(db, "brand_available", brand_id=brand_of(db, make_user(db, "brand")))


@pytest.fixture
def agent(db: Connection) -> UUID:
    """Somebody who signed up as an agent."""
    return make_agent(db)


@pytest.fixture
def admin(db: Connection) -> UUID:
    """Somebody who runs the platform."""
    return make_user(db, "admin")
