"""What the tests of rewards share."""

from collections.abc import Iterator

import pytest

from tests.conftest import Database
from tests.integration.rewards.programs import People, make_people
from tests.integration.rewards.triggering import Stage, set_up
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """The superuser: bound by constraints and triggers, not by policies."""
    with database.connect() as connection:
        yield connection


@pytest.fixture
def people(db: Connection) -> People:
    """Of a brand that runs programs, and others."""
    return make_people(db)


@pytest.fixture
def stage(database: Database) -> Stage:
    """Programs of the platform and of a brand."""
    return set_up(database)
