"""A transaction for each test, which is rolled back: a hundred functions are tried on a few databases."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.commissions import make_earning_agent, make_paid_agent
from tests.factories.money import Deal, make_deal
from tests.factories.wallets import BrandWallet, make_brand_wallet
from tests.typing import Connection


@pytest.fixture
def db(shared_database: Database) -> Iterator[Connection]:
    """The superuser: bound by constraints and triggers, not by policies. What it writes is gone afterwards."""
    with shared_database.connect() as connection, connection.transaction(force_rollback=True):
        yield connection


@pytest.fixture
def brand_wallet(db: Connection) -> BrandWallet:
    """A brand's wallet with nothing in it."""
    return make_brand_wallet(db)


@pytest.fixture
def deal(db: Connection) -> Deal:
    """A campaign with one participant, and 1,000.00 in the brand's wallet; nothing is reserved."""
    return make_deal(db)


@pytest.fixture
def agent(db: Connection) -> UUID:
    """An agent who can be paid."""
    return make_paid_agent(db)


@pytest.fixture
def both(db: Connection, deal: Deal) -> UUID:
    """The deal's creator, who is an agent as well, and can be paid."""
    return make_earning_agent(db, deal)
