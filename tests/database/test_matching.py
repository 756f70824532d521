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
from tests.factories.matching import find_best, make_creators
from tests.factories.people import brand_of, make_user
from tests.matching_reference import Reference
from tests.typing import Connection

CREATORS = 2_000
CATEGORIES = ["food", " FOOD ", "travel", "wine", "gaming", "Sports", "Football", "nobody does this"]
PLACES = ["DE", "FR", "JP", "DE/Berlin", "DE/ berlin ", "FR/München", "ZA", "AQ", "Berlin", ""]
PLATFORMS = ["instagram", "tiktok", "twitter", "linkedin", "youtube"]
DELIVERABLES = ["tweet", "linkedin_post", "instagram_reel", "youtube_video", "blog_post"]

followers = st.none() | st.sampled_from([0, 1, 10, 1_000, 10_000, 12_345, 10**6, 10**8, 10**10])
location = st.none() | st.sampled_from(
    [
        {"country": "DE"},
        {"country": "DE", "city": "Berlin"},
        {"country": "DE", "city": " BERLIN", "required": True},
        {"country": "FR", "required": True},
        {"country": "AT"},
        {"country": "IT"},
        {"country": "AQ"},
    ]
)
audiences = st.fixed_dictionaries(
    {}, optional={
        "min_followers": followers, "max_followers": followers, "location": location,
        "category_required": st.booleans(), "platforms": st.lists(st.sampled_from(PLATFORMS), max_size=5),
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
        "deliverables": st.lists(st.sampled_from(DELIVERABLES), max_size=3),
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
def reference(db: Connection) -> Reference:
    return Reference(db)


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
def test_the_plan_finds_exactly_what_asking_everybody_finds(
    db: Connection, owner: UUID, reference: Reference, case: dict[str, Any]
) -> None:
    with db.transaction(force_rollback=True):
        campaign = arrange(db, owner, case)
        if case["taken"]:
            for best in reference.best(campaign, case["taken"]):
                make_invitation(db, campaign, best.user_id, status="declined", responded_at="2026-01-01")
        everybody = reference.best(campaign, case["wanted"])
        assert find_best(db, campaign, case["wanted"]) == [(one.user_id, one.points) for one in everybody]


def test_equals_have_equal_chances_over_campaigns(db: Connection, owner: UUID) -> None:
    """Of 2,000 campaigns each of four equals leads 500, give or take 100 (five standard deviations)."""
    with db.transaction(force_rollback=True):
        equals = [make_user(db) for _ in range(4)]
        db.execute("update creator_profiles set categories = '{falconry}' where user_id = any(%s)", (equals,))
        db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username, engagement_rate)"
            " select u, 'tiktok', u, 'x', 0.3 from unnest(%s) as u", (equals,),
        )  # fmt: skip
        led = db.execute(
            "select b.user_id, count(*) from generate_series(1, 2000) as n cross join lateral app.best_creators("
            "row(md5(n::text)::uuid, null, null, '{falconry}', '{}', '{}', '{}', 0, '{}', null, null)"
            "::app.match_target, 1)"
            " as b group by b.user_id"
        ).fetchall()
    assert {user for user, _ in led} == set(equals)
    assert all(400 < first < 600 for _, first in led), led
