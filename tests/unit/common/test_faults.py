"""Where a fault of a request lies is said in one way, and what nobody knows is refused."""

import json
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from aws_lambda_powertools.event_handler.openapi.params import Body, Header, Path, Query
from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from common.errors import Unprocessable
from common.http import Api
from common.models.base import Input, Output
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from tests.factories.events import Answer, LambdaContext, http_event

SOMEBODY = UUID(int=7)
FOREIGN = ("/oauth/spoons/callback", "/functions/v1/spoons", "/webhooks/spoons")
"""Where others lead people."""


class Spoon(Input):
    """A body whose rule has a sentence."""

    size: int = 1

    @field_validator("size")
    @classmethod
    def _fits(cls, size: int) -> int:
        if size > 9:
            raise ValueError("too large for a mouth")
        return size


class Drawer(Input):
    """A body, or a whole query, with something inside."""

    since: int | None = None
    spoons: list[Spoon] = Field(default_factory=list)


class Give(Input):
    """An action of an edge function."""

    action: Literal["give"]
    to: str


class Take(Input):
    """Another, whose rule is about all of it."""

    action: Literal["take"]
    amount: int

    @model_validator(mode="after")
    def _is_something(self) -> "Take":
        if self.amount == 0:
            raise ValueError("nothing to take")
        return self


def action_of(given: Any) -> object:
    return given.get("action", "give") if isinstance(given, dict) else None


class GiveUnsaid(Input):
    """What is meant where nothing is said."""

    action: Literal["give"] = "give"
    to: str


GiveOrTake = Annotated[
    Annotated[GiveUnsaid, Tag("give")] | Annotated[Take, Tag("take")], Discriminator(action_of)
]


class Said(Output):
    """What came."""

    text: str


@pytest.fixture(scope="module")
def api() -> Api:
    app = Api(form_bodies=("/forms/<number>",))

    @app.get("/api/v1/spoons")
    def list_spoons(
        state: Annotated[str | None, Query(max_length=3)] = None,
        of: Annotated[str | None, Query(alias="from")] = None,
        cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT,
    ) -> Said:  # fmt: skip
        return Said(text=f"{state} {of} {cursor} {limit}")

    @app.get("/api/v1/drawers")
    def list_drawers(query: Annotated[Drawer, Query()], limit: Limit = DEFAULT_LIMIT) -> Said:
        return Said(text=f"{query.since} {limit}")

    @app.put("/api/v1/drawers/<number>")
    def put_drawer(
        number: Annotated[int, Path()], body: Drawer, if_match: Annotated[int, Header(alias="x-version")] = 0
    ) -> Said:
        if body.since == 1:
            raise Unprocessable(details=[{"field": "body.since", "message": "said by a use case"}])
        return Said(text=f"{number} {if_match}")

    @app.post("/functions/v1/spoons")
    def act(body: Annotated[Give | Take, Body(discriminator="action")]) -> Said:
        return Said(text=body.action)

    @app.post("/forms/<number>")
    def take_form(number: Annotated[int, Path()]) -> Said:
        return Said(text=str(number))

    app.post("/api/v1/spoons")(give_or_take)
    for path in FOREIGN:
        app.get(path)(follow)
    return app


def give_or_take(body: Annotated[GiveOrTake, Body()]) -> Said:
    return Said(text=body.action)


def follow(code: Annotated[str | None, Query()] = None) -> Said:
    return Said(text=str(code))


def ask(api: Api, method: str, path: str, *, user: UUID | None = SOMEBODY, **more: Any) -> Answer:
    answer = api.resolve(http_event(method, path, user=user, **more), LambdaContext())
    return Answer(answer["statusCode"], json.loads(answer["body"]), answer["headers"])


def fields(answer: Answer) -> list[tuple[str, str]]:
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED"), answer.body
    return [(detail["field"], detail["type"]) for detail in answer.body["details"]]


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        ("spoons", {"state": "long"}, [("query.state", "string_too_long")]),
        ("spoons", {"limit": "x"}, [("query.limit", "int_parsing")]),
        ("drawers", {"since": "x"}, [("query.since", "int_parsing")]),
        ("spoons", {"stat": "active"}, [("query.stat", "extra_forbidden")]),
        ("spoons", {"of": "1"}, [("query.of", "extra_forbidden")]),
        ("spoons", {"State": "a"}, [("query.State", "extra_forbidden")]),
        ("spoons", {"x": ["1", "2"], "limit": "5"}, [("query.x", "extra_forbidden")]),
        ("drawers", {"since": "1", "until": "2"}, [("query.until", "extra_forbidden")]),
        ("drawers", {"query": "{}"}, [("query.query", "extra_forbidden")]),
        ("spoons", {"": "x"}, [("query.", "extra_forbidden")]),
    ],
)  # fmt: skip
def test_parameters_are_named_as_they_are_sent(
    api: Api, path: str, query: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert fields(ask(api, "GET", f"/api/v1/{path}", query=query)) == found


def test_every_parameter_that_a_route_knows_is_taken(api: Api) -> None:
    every = {"state": "a", "from": "b", "cursor": "c", "limit": "5"}
    assert ask(api, "GET", "/api/v1/spoons", query=every).body == {"text": "a b c 5"}
    assert ask(api, "GET", "/api/v1/drawers", query={"since": "1", "limit": "5"}).body == {"text": "1 5"}


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"spoons": [{"size": 10}]}, "body.spoons.0.size", "too large for a mouth"),
        (
            {"since": "x"},
            "body.since",
            "Input should be a valid integer, unable to parse string as an integer",
        ),
        ({"until": 1}, "body.until", "Extra inputs are not permitted"),
        ({"since": 1}, "body.since", "said by a use case"),
    ],
)
def test_a_fault_of_a_body_says_where_and_only_our_sentence(
    api: Api, body: object, field: str, message: str
) -> None:
    (detail,) = ask(api, "PUT", "/api/v1/drawers/3", body=body).body["details"]
    assert (detail["field"], detail["message"]) == (field, message)


def test_faults_of_path_and_header_are_named_likewise(api: Api) -> None:
    answer = ask(api, "PUT", "/api/v1/drawers/x", body={}, headers={"x-version": "y"})
    assert fields(answer) == [("path.number", "int_parsing"), ("header.x-version", "int_parsing")]


@pytest.mark.parametrize(
    ("body", "field"),
    [({"action": "give"}, "body.to"), ({"action": "take", "amount": "x"}, "body.amount"),
     ({"action": "take", "amount": 1, "take": 1}, "body.take"), ({"action": "throw"}, "body"), ({}, "body"),
     ({"action": "take", "amount": 0}, "body")],
)  # fmt: skip
def test_an_action_is_no_part_of_the_place(api: Api, body: object, field: str) -> None:
    answer = ask(api, "POST", "/functions/v1/spoons", body=body)
    assert [detail["field"] for detail in answer.body["details"]] == [field]


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "body.to"), ({"to": "x", "give": 1}, "body.give"), ({"action": "give"}, "body.to"),
     ({"action": "take"}, "body.amount"), ({"action": "throw"}, "body"), ([], "body")],
)  # fmt: skip
def test_nor_is_the_one_that_is_meant_where_none_is_said(api: Api, body: object, field: str) -> None:
    answer = ask(api, "POST", "/api/v1/spoons", body=body)
    assert [detail["field"] for detail in answer.body["details"]] == [field]


def test_a_form_whose_path_is_wrong_is_told_so(api: Api) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = ask(api, "POST", "/forms/x", raw_body=b"List-Unsubscribe=One-Click", headers=headers)
    assert fields(answer) == [("path.number", "int_parsing")]


@pytest.mark.parametrize("path", FOREIGN)
def test_what_others_lead_here_may_carry_parameters_of_theirs(api: Api, path: str) -> None:
    answer = ask(api, "GET", path, query={"code": "c", "authuser": "0", "forceFunctionRegion": "eu"})
    assert (answer.status, answer.body) == (200, {"text": "c"})


def test_who_is_not_signed_in_is_led_here_too(api: Api) -> None:
    assert ask(api, "GET", "/api/v1/spoons", user=None, query={"utm_source": "x"}).status == 200


@pytest.mark.parametrize(
    "key", ['{"password":"hunter2"}', "hunter2 &", "ada+hunter2@example.com", "hunter2" * 10]
)
def test_a_key_that_is_no_name_does_not_come_back(api: Api, key: str) -> None:
    sent = ask(api, "PUT", "/api/v1/drawers/3", body={key: 1, "spoons": [{key: 1}]})
    asked = ask(api, "GET", "/api/v1/spoons", query={key: "1"})
    assert fields(sent) == [("body.spoons.0.?", "extra_forbidden"), ("body.?", "extra_forbidden")]
    assert fields(asked) == [("query.?", "extra_forbidden")]
    assert "hunter2" not in str(sent.body) + str(asked.body)


@pytest.mark.parametrize("path", ["/functions/v1/spoons", "/api/v1/spoons"])
def test_an_action_that_is_none_does_not_come_back(api: Api, path: str) -> None:
    (detail,) = ask(api, "POST", path, body={"action": "hunter2"}).body["details"]
    assert detail["type"] == "union_tag_invalid"
    assert detail["message"] == "must be one of 'give', 'take'"


def test_a_thousand_unknown_parameters_are_a_bounded_answer(api: Api) -> None:
    details = ask(api, "GET", "/api/v1/spoons", query={f"x{n}" * 200: "" for n in range(1000)}).body[
        "details"
    ]
    assert (len(details), details[-1]) == (21, {"omitted": 980})
    assert all(len(detail["field"]) <= 200 for detail in details[:-1])
