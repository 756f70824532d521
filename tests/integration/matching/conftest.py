"""A campaign that looks for creators, and a creator who looks for gigs."""

from collections.abc import Iterator

import pytest
from psycopg.types.json import Jsonb

from tests.actors import Person
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_deliverable
from tests.factories.deals import make_market
from tests.factories.people import make_user
from tests.integration.matching.gig_hunt import GigHunt, send
from tests.integration.matching.target_campaign import TargetCampaign


@pytest.fixture
def target(database: Database) -> Iterator[TargetCampaign]:
    with database.connect() as db:
        owner = make_user(db, "brand")
        audience = {"min_followers": 1_000, "max_followers": 10_000, "location": {"country": "DE"}}
        campaign = make_campaign(db, owner, category="Food", target_audience=Jsonb(audience))
        make_deliverable(db, campaign, deliverable_type="tiktok_video")
        yield TargetCampaign(db, owner, campaign)


@pytest.fixture
def hunt(database: Database) -> Iterator[GigHunt]:
    with database.connect() as db:
        market = make_market(db, 100_000)
        db.execute(
            "update creator_profiles set categories = '{food}', country_code = 'DE', city = 'Berlin',"
            " languages = '{de}' where user_id = %s",
            (market.creator,),
        )
        db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count,"
            " engagement_rate) values (%(user)s, 'tiktok', %(user)s, 'x', 5000, 0.24)",
            {"user": market.creator},
        )
        yield GigHunt(db, market, Person(market.creator, send))
