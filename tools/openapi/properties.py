"""What the properties of a body mean, where their names do not say it.

Beside the code: a string under a field of a model. It costs a Lambda nothing, as Python forgets it when it compiles.
What a name means in every model of the system stands in `meanings`, once.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from common.models.base import Input, Output
from tools.openapi.meanings import EVERYWHERE
from user_management.supabase_auth.models import SignUpData, SupabaseInput

KINDS: tuple[type[BaseModel], ...] = (Input, Output, SupabaseInput, SignUpData)
"""What bodies and answers extend, or are."""


def describe(document: dict[str, Any]) -> None:
    """Describe the properties of every schema by what its model says of them, or by what they mean everywhere."""
    models = {model.__name__: model for kind in KINDS for model in _models(kind)}
    for name, schema in document["components"]["schemas"].items():
        told = _told_by(models[name]) if name in models else {}
        for key, found in schema.get("properties", {}).items():
            found.pop("title", None)
            if "description" in found:
                continue
            if meaning := told.get(key) or (None if _has_a_type_of_its_own(found) else EVERYWHERE.get(key)):
                found["description"] = meaning


def _has_a_type_of_its_own(found: dict[str, Any]) -> bool:
    """One that says what it means: `status` is a `CampaignStatus`."""
    return any("$ref" in kind for kind in (found, *found.get("anyOf", ())))


def _models(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield kind
    for model in kind.__subclasses__():
        yield from _models(model)


def _told_by(model: type[BaseModel]) -> dict[str, str]:
    """What a model, or one that it extends, says of its fields."""
    told: dict[str, str] = {}
    for ancestor in reversed(model.__mro__):
        if issubclass(ancestor, BaseModel) and ancestor is not BaseModel and "[" not in ancestor.__name__:
            told |= _strings_under_fields(ancestor)
    return told


@cache
def _strings_under_fields(model: type[BaseModel]) -> dict[str, str]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for field, below in zip(definition.body, definition.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            found[field.target.id] = " ".join(str(below.value.value).split())
    return found
