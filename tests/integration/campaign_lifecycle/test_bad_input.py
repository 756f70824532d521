"""Every route and everything that must not get through it. What is refused leaves nothing behind."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4

import pytest

from campaign_lifecycle.api import lambda_handler
from campaign_lifecycle.app import app
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.integration.campaign_lifecycle.bad_values import spoiled
from tests.integration.campaign_lifecycle.populated_campaign import (
    PEOPLE,
    PopulatedCampaign,
    call_off,
    make_populated_campaign,
    whoever_may,
)
from tests.integration.campaign_lifecycle.route_table import ROUTES, Route

REFUSALS = {"F": (403, "FORBIDDEN"), "-": (404, "NOT_FOUND")}
TRIED_ELSEWHERE = {"file_path"}
"""What an upload is, its own tests know."""


@pytest.fixture(scope="module", autouse=True)
def asset_bucket() -> Iterator[None]:
    """Addresses of files are signed without asking anybody."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ASSET_BUCKET", "assets")
        yield


by_name = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
for_reading = pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.method == "GET"], ids=lambda route: route.name
)
with_body = pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.body is not None], ids=lambda route: route.name
)


@pytest.fixture(scope="module")
def world(shared_database: Database) -> PopulatedCampaign:
    return make_populated_campaign(shared_database)


@pytest.fixture(scope="module")
def ended(shared_database: Database) -> PopulatedCampaign:
    world = make_populated_campaign(shared_database)
    call_off(world)
    return world


@pytest.fixture
def untouched(world: PopulatedCampaign) -> Iterator[None]:
    """Whatever the test sends leaves nothing."""
    before = world.fingerprint()
    yield
    assert world.fingerprint() == before


def ask(world: PopulatedCampaign, route: Route, who: str, **event: Any) -> Answer:
    """Somebody asks, with the route's own body unless the test has another."""
    if "raw_body" not in event and "body" not in event:
        event["body"] = world.fill(route.body)
    path = event.pop("path", world.fill(route.path))
    return call(lambda_handler, http_event(route.method, path, user=world.user(who), **event))


def refusal(answer: Answer) -> tuple[int, str]:
    """Status and code; every refusal has the one shape."""
    assert set(answer.body) == {"error", "code", "details", "request_id"}, answer
    return answer.status, answer.body["code"]


@cache
def published() -> Any:
    """The OpenAPI document of these routes."""
    return json.loads(app.get_openapi_json_schema(title="", version="1"))


def operation(route: Route) -> Any:
    """A route in the document."""
    return published()["paths"][re.sub(r"{(\w+)}", r"{\1_id}", route.path)][route.method.lower()]


def test_every_door_is_in_the_table() -> None:
    paths = published()["paths"]
    offered = {
        f"{method.upper()} {path.replace('_id}', '}')}"
        for path, methods in paths.items()
        for method in methods
    }
    assert sorted(offered) == sorted(route.name for route in ROUTES)


@by_name
@pytest.mark.usefixtures("untouched")
def test_who_is_not_let_in(world: PopulatedCampaign, route: Route) -> None:
    for letter, who in zip(route.access, PEOPLE, strict=True):
        if letter in REFUSALS:
            assert refusal(ask(world, route, who)) == REFUSALS[letter], who
        elif letter == "c":
            assert refusal(ask(world, route, who))[0] == 409, who


@for_reading
def test_who_may_read(world: PopulatedCampaign, route: Route) -> None:
    statuses = {who: ask(world, route, who).status for who in PEOPLE}
    assert statuses == {
        who: {"o": 200, "F": 403, "-": 404}[letter] for who, letter in zip(PEOPLE, route.access, strict=True)
    }


@by_name
@pytest.mark.usefixtures("untouched")
def test_nobody_is_let_in_without_an_account(world: PopulatedCampaign, route: Route) -> None:
    path, body = world.fill(route.path), world.fill(route.body)
    nobody = call(lambda_handler, http_event(route.method, path, body=body))
    unknown = call(lambda_handler, http_event(route.method, path, body=body, user=uuid4()))
    # The gateway asks for a token already (401); who gets past it without one has the rights of nobody.
    assert refusal(nobody) == (403, "FORBIDDEN")
    assert refusal(unknown) == (401, "ACCOUNT_UNKNOWN")


@by_name
@pytest.mark.usefixtures("untouched")
def test_what_does_not_exist_is_not_found(world: PopulatedCampaign, route: Route) -> None:
    for name in re.findall(r"{\w+}", route.path):
        for wrong, expected in ((str(uuid4()), 404), ("one", 422), ("0", 422)):
            path = world.fill(route.path.replace(name, wrong))
            assert refusal(ask(world, route, whoever_may(route), path=path))[0] == expected, path


@pytest.mark.parametrize("route", [route for route in ROUTES if route.over], ids=lambda route: route.name)
def test_what_is_over_is_over(ended: PopulatedCampaign, route: Route) -> None:
    before = ended.fingerprint()
    status = 404 if route.over == "NOT_FOUND" else 409
    assert refusal(ask(ended, route, whoever_may(route))) == (status, route.over)
    assert ended.fingerprint() == before


@with_body
@pytest.mark.usefixtures("untouched")
def test_a_body_that_is_no_object_of_the_right_shape_is_refused(
    world: PopulatedCampaign, route: Route
) -> None:
    unreadable = (b"{", b'{"name": "\xff"}', b"\xfe\xff", b"{'name': 1}", b"[" * 50_000)
    shapeless = (b"[]", b"null", b"7", b'"text"', b"true", b'{"unknown": 1}', b'[{"name": "x"}]')
    for raw in unreadable:
        assert refusal(ask(world, route, whoever_may(route), raw_body=raw)) == (400, "BAD_REQUEST"), raw[:20]
    for raw in shapeless:
        assert refusal(ask(world, route, whoever_may(route), raw_body=raw)) == (422, "VALIDATION_FAILED"), raw
    xml = ask(world, route, whoever_may(route), raw_body=b"<a/>", headers={"content-type": "text/xml"})
    assert refusal(xml) == (415, "UNSUPPORTED_MEDIA_TYPE")
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = ask(world, route, whoever_may(route), raw_body=b"name=x&reason=x&body=x", headers=form)
    assert refusal(answer) == (415, "UNSUPPORTED_MEDIA_TYPE")


@with_body
@pytest.mark.usefixtures("untouched")
def test_no_field_takes_what_does_not_fit(world: PopulatedCampaign, route: Route) -> None:
    taken = [
        (field, str(wrong)[:40], answer.status)
        for field, wrong, statuses, body in spoiled(world.fill(route.body))
        if (answer := ask(world, route, whoever_may(route), body=body)).status not in statuses
        # A batch tells what became of each of its items.
        and not (route.path.endswith("/bulk") and answer.body.get("refused") == 1)
    ]
    assert not taken, "\n".join(map(str, taken))


@with_body
def test_the_table_knows_every_field(route: Route) -> None:
    reference = operation(route)["requestBody"]["content"]["application/json"]
    model = reference["schema"]["$ref"].rsplit("/", 1)[1]
    assert (
        set(route.body or ())
        == set(published()["components"]["schemas"][model]["properties"]) - TRIED_ELSEWHERE
    )


@for_reading
@pytest.mark.usefixtures("untouched")
def test_a_malformed_query_is_refused(world: PopulatedCampaign, route: Route) -> None:
    names = [p["name"] for p in operation(route).get("parameters", ()) if p["in"] == "query"]
    wrong = {"limit": ("0", "101", "-1", "x", "1e3"), "category": ("x" * 101,), "cursor": ("???", "x" * 501)}
    for name in names:
        for value in wrong.get(name, ("nonsense",)):
            answer = ask(world, route, "brand", query={name: value})
            assert refusal(answer)[0] == 422, (name, value)
