"""The description explains itself: every rule of `openapi_rules` holds, and finds what breaks it."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.unit import openapi_rules as rules
from tools.openapi import examples, parameters, render
from tools.openapi.meanings import EVERYWHERE

DOCUMENT: dict[str, Any] = json.loads(render())
LIST, READ, CREATE = "listCampaigns", "readCampaign", "createCampaign"

CLEAR = frozenset({
    "avatar_url", "bio", "body", "brand_logo_url", "brand_name", "campaign_name", "caption", "city",
    "comments", "created_at", "data", "description", "display_name", "email", "full_name", "id", "industry",
    "label", "likes", "logo_url", "message", "name", "password", "phone", "profile_url", "shares", "title",
    "updated_at", "username", "website",
})  # fmt: skip
"""Properties whose names say it: nobody asks what they mean."""

Operation = dict[str, Any]
Rule = Callable[[dict[str, Any]], Iterator[str]]


def properties(document: dict[str, Any]) -> Iterator[str]:
    return rules.faults_of_properties(document, CLEAR)


RULES: list[Rule] = [
    rules.faults_of_names,
    rules.faults_of_summaries,
    rules.faults_of_descriptions,
    rules.faults_of_parameters,
    rules.faults_of_results,
    rules.faults_of_tags,
    properties,
]


@pytest.mark.parametrize("rule", RULES)
def test_the_description_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(DOCUMENT)) == []


def say(**words: Any) -> Callable[[dict[str, Any]], None]:
    """A fault: other words at `readCampaign`."""
    return lambda document: operation(document, READ).update(words)


def forget(*way: str) -> Callable[[dict[str, Any]], None]:
    """A fault: what lies at the end of the way is gone from `listCampaigns`."""

    def plant(document: dict[str, Any]) -> None:
        found: Any = operation(document, LIST)
        for step in way[:-1]:
            found = found[int(step)] if isinstance(found, list) else found[step]
        del found[way[-1]]

    return plant


def repeat(key: str) -> Callable[[dict[str, Any]], None]:
    """A fault: `readCampaign` says what `listCampaigns` says."""

    def plant(document: dict[str, Any]) -> None:
        operation(document, READ)[key] = operation(document, LIST)[key]

    return plant


def operation(document: dict[str, Any], name: str) -> Operation:
    return next(found for _, found in rules.operations(document) if found["operationId"] == name)


def bare_property(document: dict[str, Any]) -> None:
    del document["components"]["schemas"]["Campaign"]["properties"]["budget_reserved"]["description"]


def bare_tag(document: dict[str, Any]) -> None:
    document["tags"][0]["description"] = ""


def json_of_nothing(document: dict[str, Any]) -> None:
    operation(document, "deleteCampaign")["responses"]["204"]["content"] = {"application/json": {}}


@pytest.mark.parametrize(
    ("rule", "plant", "told"),
    [
        (rules.faults_of_names, say(operationId="campaign"), "is no verb"),
        (rules.faults_of_names, say(operationId="read_campaign_api_v1_get"), "is no verb"),
        (rules.faults_of_names, say(operationId=""), "is no verb"),
        (rules.faults_of_names, repeat("operationId"), "is the name of another operation too"),
        (rules.faults_of_summaries, say(summary="GET /api/v1/campaigns/{campaign_id}"), "repeats a path"),
        (rules.faults_of_summaries, say(summary="One campaign"), "does not begin with what it does"),
        (rules.faults_of_summaries, say(summary=""), "does not begin with what it does"),
        (rules.faults_of_summaries, say(summary="Read it."), "is no headline"),
        (rules.faults_of_summaries, repeat("summary"), "is said of another operation too"),
        (rules.faults_of_descriptions, forget("description"), "does not say whom it is for"),
        (rules.faults_of_descriptions, say(description="For you."), "does not say whom it is for"),
        (rules.faults_of_descriptions, repeat("description"), "describes another operation too"),
        (rules.faults_of_descriptions, say(security=[]), "does not know who needs a token"),
        (rules.faults_of_parameters, forget("parameters", "0", "description"), "is not described"),
        (rules.faults_of_results, forget("responses", "200", "content"), "200 is described with []"),
        (rules.faults_of_results, json_of_nothing, "204 is described with ['application/json']"),
        (rules.faults_of_tags, say(tags=["novelties"]), "'novelties' is not described"),
        (rules.faults_of_tags, say(tags=[]), "has not one tag"),
        (rules.faults_of_tags, bare_tag, "is not described"),
        (properties, bare_property, "Campaign.budget_reserved is not described"),
    ],
)  # fmt: skip
def test_the_rule_finds_what_breaks_it(
    rule: Rule, plant: Callable[[dict[str, Any]], None], told: str
) -> None:
    broken = deepcopy(DOCUMENT)
    plant(broken)
    assert any(told in fault for fault in rule(broken)), list(rule(broken))


def test_every_place_that_is_described_stands_in_a_path() -> None:
    assert [
        place for place in parameters.PLACES
        if not any(
            parameters.place_of(path, found["name"]) == parameters.PLACES[place]
            for path, methods in DOCUMENT["paths"].items() for one in methods.values()
            for found in one.get("parameters", ()) if found.get("in") == "path"
        )
    ] == []  # fmt: skip


def test_every_meaning_is_that_of_a_property() -> None:
    told = {
        (name, found.get("description"))
        for schema in DOCUMENT["components"]["schemas"].values()
        for name, found in schema.get("properties", {}).items()
    }
    assert [name for name, meaning in EVERYWHERE.items() if (name, meaning) not in told] == []


def test_every_verb_and_every_clear_name_is_used() -> None:
    said = {one["summary"].lower().split()[0].rstrip(",") for _, one in rules.operations(DOCUMENT)}
    named = {re.split("[A-Z]", one["operationId"])[0] for _, one in rules.operations(DOCUMENT)}
    names = {name for one in DOCUMENT["components"]["schemas"].values() for name in one.get("properties", {})}
    assert rules.VERBS - named - said == set()
    assert CLEAR - names == set()


def test_a_string_under_a_field_is_its_description() -> None:
    campaign = DOCUMENT["components"]["schemas"]["Campaign"]["properties"]
    assert campaign["created_by"]["description"] == "Who made it, by the account's id."
    launched = DOCUMENT["components"]["schemas"]["LaunchedCampaign"]["properties"]
    assert launched["created_by"] == campaign["created_by"], "also of a model that extends it"
    assert campaign["status"] == {"$ref": "#/components/schemas/CampaignStatus"}, "whose type says it"


def test_what_declares_the_refusals_of_a_key_takes_one() -> None:
    key = {"$ref": "#/components/parameters/IdempotencyKey"}
    taking = {one["operationId"] for _, one in rules.operations(DOCUMENT) if key in one.get("parameters", ())}
    assert CREATE in taking
    assert not {LIST, READ} & taking


def test_gateway_answers_are_described_where_they_can_come() -> None:
    components = DOCUMENT["components"]["responses"]

    def shapes(name: str, status: str) -> list[str]:
        reference = operation(DOCUMENT, name)["responses"][status]["$ref"].rpartition("/")[2]
        schema = components[reference]["content"]["application/json"]["schema"]
        return [one.get("$ref") or one["allOf"][0]["$ref"] for one in schema.get("anyOf", [schema])]

    ours, theirs = "#/components/schemas/ErrorBody", "#/components/schemas/GatewayError"
    assert shapes(READ, "401") == [ours, theirs]
    assert shapes("checkHealth", "429") == [theirs]
    assert shapes(READ, "429") == [ours, theirs]
    assert shapes("signIn", "401") == [ours]
    assert shapes(READ, "404") == [ours]


@pytest.mark.parametrize("name", ["signInWithSupabase", "readSupabaseUser"])
def test_a_door_of_another_dialect_is_described_in_its_words_alone(name: str) -> None:
    answers = operation(DOCUMENT, name)["responses"]
    told = {status: answers[status]["$ref"].rpartition("/")[2] for status in ("429", "500")}
    assert told == {
        "429": "SupabaseRefusal-429-over_request_rate_limit",
        "500": "SupabaseRefusal-500-unexpected_failure",
    }
    assert DOCUMENT["components"]["responses"][told["429"]]["headers"].keys() >= {"Retry-After", "RateLimit"}


def test_an_example_is_shown_where_it_belongs() -> None:
    document = deepcopy(DOCUMENT)
    create = operation(document, CREATE)
    examples.show_one(create, {
        "request": {"body": {"name": "Summer"}},
        "response": {"status": 201, "media_type": "application/json", "body": {"name": "Summer", "id": "1"}},
    })  # fmt: skip
    assert create["requestBody"]["content"]["application/json"]["example"] == {"name": "Summer"}
    assert create["responses"]["201"]["content"]["application/json"]["example"] == {
        "name": "Summer",
        "id": "1",
    }


@pytest.mark.parametrize(
    ("example", "told"),
    [
        ({"response": {"status": 200, "media_type": "application/json", "body": {}}}, "answered 200"),
        ({"response": {"status": 201, "media_type": "text/csv", "body": ""}}, "answered 201 text/csv"),
        ({"request": {"query": {"x": 1}}, "response": {"status": 201}}, "sends query.x"),
    ],
)
def test_an_example_that_is_not_described_is_refused(example: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        examples.show_one(operation(deepcopy(DOCUMENT), CREATE), example)
