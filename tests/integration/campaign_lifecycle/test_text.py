"""What people write comes back as they wrote it: it is data, and whoever shows it escapes it."""

import copy
from typing import Any

import pytest

from campaign_lifecycle.api import lambda_handler
from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import call, http_event
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.bad_values import at, texts
from tests.integration.campaign_lifecycle.populated_campaign import (
    PopulatedCampaign,
    make_populated_campaign,
    whoever_may,
)
from tests.integration.campaign_lifecycle.route_table import ASSET, EMAIL_INVITATION, ROUTES, Route

WRITTEN = "<script>alert('1')</script> \" & Grüße 🎉 \u202e -- '; drop table campaigns; ={{1+1}}"


LINES = {"name", "category", "city", "title", "options"}
"""What turns the direction is refused in these (tests/unit/common/test_lines.py)."""

# The name of a file is no free text (it becomes a header, and a name on a disk): test_asset_refusals.py.


def stored(world: PopulatedCampaign, table: str, column: str) -> list[str]:
    rows = world.db.execute(f"select {column} from {table}".encode()).fetchall()
    return [str(row[0]) for row in rows]


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    return [leaf for item in value for leaf in leaves(item)] if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if any(texts(route.body)) and "o" in route.access and route.body is not ASSET],
    ids=lambda route: route.name,
)
def test_html_and_emoji_come_back_as_they_went(shared_database: Database, route: Route) -> None:
    world = make_populated_campaign(shared_database)
    body = copy.deepcopy(route.body)
    written = []
    for number, way in enumerate(texts(route.body)):
        said = WRITTEN if LINES.isdisjoint(way) else WRITTEN.replace("\u202e", "")
        written.append(f"{number} {said}")
        at(body, way[:-1])[way[-1]] = written[-1]
    event = http_event(
        route.method, world.fill(route.path), user=world.user(whoever_may(route)), body=world.fill(body)
    )
    answer = call(lambda_handler, event)
    assert answer.status < 300, answer.body
    told: list[Any] = leaves(answer.body)
    if route.path.endswith("/responses"):
        told = stored(world, "survey_question_responses", "answer #>> '{}'")
    if route.body is EMAIL_INVITATION:  # everybody is answered the same
        told = stored(world, "email_invitations", "message") + stored(world, "email_invitations", "terms")
    assert [text for text in written if text not in told] == []


def test_the_longest_texts_are_taken_as_escapes_and_listed_in_pages_that_fit(database: Database) -> None:
    """An emoji is twelve bytes where a client escapes it, and a dozen such campaigns are more than Lambda hands on."""
    with database.connect() as db:
        brand = Person(make_user(db, "brand"))
    written = {"description": "🎉" * 10_000, "brand_guidelines": "🎉" * 20_000}
    made = [brand.post("/campaigns", name=f"{number}", **written)["id"] for number in range(12)]
    assert brand.patch(f"/campaigns/{made[0]}", **written)["brand_guidelines"] == written["brand_guidelines"]
    first = brand.get("/campaigns", limit="100")
    assert 0 < len(first["data"]) < len(made)
    second = brand.get("/campaigns", limit="100", cursor=first["next_cursor"])
    assert [campaign["id"] for page in (first, second) for campaign in page["data"]] == made[::-1]
    assert second["next_cursor"] is None
