"""The best creators from indexes are the best of a full scan, whatever is asked and whatever happened before."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_deliverable, make_invitation
from tests.factories.matching import find_best, make_creators, score_everybody
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

CREATORS = 2_000
CATEGORIES = ["food", " FOOD ", "travel", "wine", "gaming", "nobody does this"]
PLACES = ["DE", "FR", "JP", "DE/Berlin", "DE/ berlin ", "FR/München", "ZA", "AQ", "Berlin", ""]
PLATFORMS = ["instagram", "tiktok", "twitter", "linkedin", "youtube"]
DELIVERABLES = ["tweet", "linkedin_post", "instagram_reel", "blog_post"]

followers = st.none() | st.sampled_from([0, 1, 10, 1_000, 10_000, 12_345, 10**6, 10**8, 10**10])
location = st.none() | st.sampled_from(
    [
        {"country": "DE"},
        {"country": "DE", "city": "Berlin"},
        {"country": "AT"},
        {"country": "IT"},
        {"country": "AQ"},
    ]
)
audiences = st.fixed_dictionaries(
    {}, optional={
        "min_followers": followers, "max_followers": followers, "location": location,
        "platforms": st.lists(st.sampled_from(PLATFORMS), max_size=2),
    },
)  # fmt: skip
fits = st.fixed_dictionaries(
    {
        "categories": st.lists(st.sampled_from(CATEGORIES), max_size=3),
        "target_locations": st.lists(st.sampled_from(PLACES), max_size=3),
        "excluded_categories": st.lists(st.sampled_from(["Adult Content", "beer", "music"]), max_size=2),
    }
)
cases = st.fixed_dictionaries(
    {
        "audience": audiences, "fit": st.none() | fits, "category": st.none() | st.sampled_from(CATEGORIES),
        "deliverables": st.lists(st.sampled_from(DELIVERABLES), max_size=2),
        "wanted": st.sampled_from([1, 3, 20, 100]), "taken": st.sampled_from([0, 1, 15]),
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect() as connection:
        make_creators(connection, CREATORS)
        connection.execute("analyze")
        yield connection


@pytest.fixture(scope="module")
def owner(db: Connection) -> UUID:
    return make_user(db, "brand")


def arrange(db: Connection, owner: UUID, case: dict[str, Any]) -> UUID:
    campaign = make_campaign(db, owner, category=case["category"], target_audience=Jsonb(case["audience"]))
    for kind in case["deliverables"]:
        make_deliverable(db, campaign, deliverable_type=kind)
    if case["fit"]:
        db.execute(
            "insert into brand_fit_data (brand_id, categories, target_locations, excluded_categories)"
            " values (%(brand)s, %(categories)s, %(target_locations)s, %(excluded_categories)s)",
            {"brand": brand_of(db, owner), **case["fit"]},
        )
    return campaign


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases)
def test_the_plan_finds_exactly_what_the_full_scan_finds(
    db: Connection, owner: UUID, case: dict[str, Any]
) -> None:
    with db.transaction(force_rollback=True):
        campaign = arrange(db, owner, case)
        if case["taken"]:
            for creator, _ in score_everybody(db, campaign, case["taken"]):
                make_invitation(db, campaign, creator, status="declined", responded_at="2026-01-01")
        assert find_best(db, campaign, case["wanted"]) == score_everybody(db, campaign, case["wanted"])
