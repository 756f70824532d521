"""The campaign of every test."""

from collections.abc import Iterator

import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_deliverable
from tests.factories.people import make_user
from tests.integration.matching.target_campaign import TargetCampaign


@pytest.fixture
def target(database: Database) -> Iterator[TargetCampaign]:
    with database.connect() as db:
        owner = make_user(db, "brand")
        audience = {"min_followers": 1_000, "max_followers": 10_000, "location": {"country": "DE"}}
        campaign = make_campaign(db, owner, category="Food", target_audience=Jsonb(audience))
        make_deliverable(db, campaign, deliverable_type="tiktok_video")
        yield TargetCampaign(db, owner, campaign)
