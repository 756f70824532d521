"""Fixtures of the campaign engine's tests."""

import pytest

from tests.conftest import Database
from tests.factories.ledger import fund_brand
from tests.factories.people import brand_of, make_user
from tests.integration.campaign_lifecycle.client import Person
from tests.integration.campaign_lifecycle.stage import Stage


@pytest.fixture
def stage(database: Database) -> Stage:
    """A campaign that runs until 2090, with one tweet of 100.00, and 500.00 in the wallet."""
    with database.connect() as db:
        brand = Person(make_user(db, "brand"))
        brand_id = brand_of(db, brand.id)
        fund_brand(db, brand_id, 50_000)
        creator, stranger = Person(make_user(db)), Person(make_user(db, "brand"))
    campaign = f"/campaigns/{brand.post('/campaigns', name='Summer', timeline_end='2090-01-01')['id']}"
    deliverable = brand.post(
        f"{campaign}/deliverables", deliverable_type="tweet", compensation_amount=10_000
    )["id"]  # fmt: skip
    brand.post(f"{campaign}/launch")
    return Stage(database, brand, brand_id, creator, stranger, campaign, deliverable)
