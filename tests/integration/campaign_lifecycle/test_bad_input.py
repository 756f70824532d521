"""Every door and everything that must not get through it. What is refused leaves nothing behind."""

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
    OneOfEach,
    call_off,
    make_one_of_each,
    whoever_may,
)
from tests.integration.campaign_lifecycle.route_table import DOORS, Door

REFUSALS = {"F": (403, "FORBIDDEN"), "-": (404, "NOT_FOUND")}
TRIED_ELSEWHERE = {"file_path"}
"""What an upload is, its own tests know."""


@pytest.fixture(scope="module", autouse=True)
def asset_bucket() -> Iterator[None]:
    """Addresses of files are signed without asking anybody."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ASSET_BUCKET", "assets")
        yield


by_name = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
for_reading = pytest.mark.parametrize(
    "door", [door for door in DOORS if door.method == "GET"], ids=lambda door: door.name
)
with_body = pytest.mark.parametrize(
    "door", [door for door in DOORS if door.body is not None], ids=lambda door: door.name
)


@pytest.fixture(scope="module")
def world(shared_database: Database) -> OneOfEach:
    return make_one_of_each(shared_database)


@pytest.fixture(scope="module")
def ended(shared_database: Database) -> OneOfEach:
    world = make_one_of_each(shared_database)
    call_off(world)
    return world


@pytest.fixture
def untouched(world: OneOfEach) -> Iterator[None]:
    """Whatever the test sends leaves nothing."""
    before = world.fingerprint()
    yield
    assert world.fingerprint() == before


def ask(world: OneOfEach, door: Door, who: str, **event: Any) -> Answer:
    """Somebody asks, with the door's own body unless the test has another."""
    if "raw_body" not in event and "body" not in event:
        event["body"] = world.fill(door.body)
    path = event.pop("path", world.fill(door.path))
    return call(lambda_handler, http_event(door.method, path, user=world.user(who), **event))


def refusal(answer: Answer) -> tuple[int, str]:
    """Status and code; every refusal has the one shape."""
    assert set(answer.body) == {"error", "code", "details", "request_id"}, answer
    return answer.status, answer.body["code"]


@cache
def published() -> Any:
    """The OpenAPI document of these doors."""
    return json.loads(app.get_openapi_json_schema(title="", version="1"))


def operation(door: Door) -> Any:
    """A door in the document."""
    return published()["paths"][re.sub(r"{(\w+)}", r"{\1_id}", door.path)][door.method.lower()]


def test_every_door_is_in_the_table() -> None:
    paths = published()["paths"]
    offered = {
        f"{method.upper()} {path.replace('_id}', '}')}"
        for path, methods in paths.items()
        for method in methods
    }
    assert sorted(offered) == sorted(door.name for door in DOORS)


@by_name
@pytest.mark.usefixtures("untouched")
def test_who_is_not_let_in(world: OneOfEach, door: Door) -> None:
    for letter, who in zip(door.access, PEOPLE, strict=True):
        if letter in REFUSALS:
            assert refusal(ask(world, door, who)) == REFUSALS[letter], who
        elif letter == "c":
            assert refusal(ask(world, door, who))[0] == 409, who


@for_reading
def test_who_may_read(world: OneOfEach, door: Door) -> None:
    statuses = {who: ask(world, door, who).status for who in PEOPLE}
    assert statuses == {
        who: {"o": 200, "F": 403, "-": 404}[letter] for who, letter in zip(PEOPLE, door.access, strict=True)
    }


@by_name
@pytest.mark.usefixtures("untouched")
def test_nobody_is_let_in_without_an_account(world: OneOfEach, door: Door) -> None:
    path, body = world.fill(door.path), world.fill(door.body)
    nobody = call(lambda_handler, http_event(door.method, path, body=body))
    unknown = call(lambda_handler, http_event(door.method, path, body=body, user=uuid4()))
    # The gateway asks for a token already (401); who gets past it without one has the rights of nobody.
    assert refusal(nobody) == (403, "FORBIDDEN")
    assert refusal(unknown) == (401, "ACCOUNT_UNKNOWN")


@by_name
@pytest.mark.usefixtures("untouched")
def test_what_does_not_exist_is_not_found(world: OneOfEach, door: Door) -> None:
    for name in re.findall(r"{\w+}", door.path):
        for wrong, expected in ((str(uuid4()), 404), ("one", 422), ("0", 422)):
            path = world.fill(door.path.replace(name, wrong))
            assert refusal(ask(world, door, whoever_may(door), path=path))[0] == expected, path


@pytest.mark.parametrize("door", [door for door in DOORS if door.over], ids=lambda door: door.name)
def test_what_is_over_is_over(ended: OneOfEach, door: Door) -> None:
    before = ended.fingerprint()
    assert refusal(ask(ended, door, whoever_may(door))) == (409, door.over)
    assert ended.fingerprint() == before


@with_body
@pytest.mark.usefixtures("untouched")
def test_a_body_that_is_no_object_of_the_right_shape_is_refused(world: OneOfEach, door: Door) -> None:
    unreadable = (b"{", b'{"name": "\xff"}', b"\xfe\xff", b"{'name': 1}", b"[" * 50_000)
    shapeless = (b"[]", b"null", b"7", b'"text"', b"true", b'{"unknown": 1}', b'[{"name": "x"}]')
    for raw in unreadable:
        assert refusal(ask(world, door, whoever_may(door), raw_body=raw)) == (400, "BAD_REQUEST"), raw[:20]
    for raw in shapeless:
        assert refusal(ask(world, door, whoever_may(door), raw_body=raw)) == (422, "VALIDATION_FAILED"), raw
    xml = ask(world, door, whoever_may(door), raw_body=b"<a/>", headers={"content-type": "text/xml"})
    assert refusal(xml) == (415, "UNSUPPORTED_MEDIA_TYPE")
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = ask(world, door, whoever_may(door), raw_body=b"name=x&reason=x&body=x", headers=form)
    assert refusal(answer) == (422, "VALIDATION_FAILED")


@with_body
@pytest.mark.usefixtures("untouched")
def test_no_field_takes_what_does_not_fit(world: OneOfEach, door: Door) -> None:
    taken = [
        (field, str(wrong)[:40], answer.status)
        for field, wrong, statuses, body in spoiled(world.fill(door.body))
        if (answer := ask(world, door, whoever_may(door), body=body)).status not in statuses
        # A batch tells what became of each of its items.
        and not (door.path.endswith("/bulk") and answer.body.get("refused") == 1)
    ]
    assert not taken, "\n".join(map(str, taken))


@with_body
def test_the_table_knows_every_field(door: Door) -> None:
    reference = operation(door)["requestBody"]["content"]["application/json"]
    model = reference["schema"]["$ref"].rsplit("/", 1)[1]
    assert (
        set(door.body or ())
        == set(published()["components"]["schemas"][model]["properties"]) - TRIED_ELSEWHERE
    )


@for_reading
@pytest.mark.usefixtures("untouched")
def test_a_malformed_query_is_refused(world: OneOfEach, door: Door) -> None:
    names = [p["name"] for p in operation(door).get("parameters", ()) if p["in"] == "query"]
    wrong = {"limit": ("0", "101", "-1", "x", "1e3"), "category": ("x" * 101,), "cursor": ("???", "x" * 501)}
    for name in names:
        for value in wrong.get(name, ("nonsense",)):
            answer = ask(world, door, "brand", query={name: value})
            assert refusal(answer)[0] == 422, (name, value)
