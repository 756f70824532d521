"""What a change may set to null is what its description says: every property of every PATCH."""

import importlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from common.models.base import Input
from tools.openapi import CAPABILITIES, render

DOCUMENT: dict[str, Any] = json.loads(render())
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
CHANGES = sorted({
    methods["patch"]["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    for methods in DOCUMENT["paths"].values() if "patch" in methods
})  # fmt: skip


def models(kind: type[Input] = Input) -> Iterator[type[Input]]:
    for model in kind.__subclasses__():
        yield model
        yield from models(model)


for capability in CAPABILITIES:
    importlib.import_module(f"{capability}.api")
MODELS = {model.__name__: model for model in models()}
FIELDS = [(name, field) for name in CHANGES for field in SCHEMAS[name]["properties"]]


def is_nullable(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "null" or any(map(is_nullable, schema.get("anyOf", ())))


def test_there_are_changes() -> None:
    assert {"BrandPatch", "CampaignPatch", "DeliverablePatch", "LinkChange", "ProfilePatch"} <= set(CHANGES)
    assert {is_nullable(SCHEMAS[name]["properties"][field]) for name, field in FIELDS} == {True, False}


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_null_is_taken_where_the_description_says_so_and_nowhere_else(name: str, field: str) -> None:
    if is_nullable(SCHEMAS[name]["properties"][field]):
        assert MODELS[name].model_validate({field: None}).model_dump(include={field}) == {field: None}
    else:
        with pytest.raises(ValidationError):
            MODELS[name].model_validate({field: None})


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_nothing_is_one(name: str) -> None:
    assert "required" not in SCHEMAS[name]
    assert MODELS[name].model_validate({}).model_fields_set == set()
