"""The description of the API as the reference shows it: tags, their operations, the models on a page."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

from user_management.documentation.operation import Answer, Body, Needed, Operation, Refusal
from user_management.documentation.shapes import (
    Field,
    Schema,
    choices_of,
    fields_of,
    fits,
    limits_of,
    models_in,
    type_of,
)

CODE = re.compile(r"^`([A-Z0-9_]+)`: *", re.MULTILINE)
PARAMETERS = "#/components/parameters/"
SUPABASE = " /auth/v1/"
"""A door that refuses in its own words."""
RESPONSES = "#/components/responses/"


@dataclass(frozen=True)
class Tag:
    """A chapter of the reference."""

    name: str
    slug: str
    description: str
    operations: list[Operation]

    @property
    def title(self) -> str:
        """The name as a heading."""
        return self.name[:1].upper() + self.name[1:]


class Group(NamedTuple):
    """Chapters that belong together."""

    name: str
    tags: list[Tag]


class Reference:
    """A description, read."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self._description = description
        self._schemas: Mapping[str, Schema] = description["components"]["schemas"]

    @cached_property
    def title(self) -> str:
        """The API's name."""
        return str(self._description["info"]["title"])

    @cached_property
    def introduction(self) -> str:
        """What the description says of the whole, in Markdown."""
        return str(self._description["info"].get("description", ""))

    @cached_property
    def tags(self) -> list[Tag]:
        """The chapters, in the order in which the description tells them; those it only uses come last."""
        told = {tag["name"]: str(tag.get("description", "")) for tag in self._description.get("tags", ())}
        by_tag: dict[str, list[Operation]] = {name: [] for name in told}
        for operation in self._operations():
            by_tag.setdefault(operation.tag, []).append(operation)
        return [
            Tag(name, slug_of(name), told.get(name, ""), found) for name, found in by_tag.items() if found
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """The chapters by what they are about; those of no group come last."""
        by_name = {tag.name: tag for tag in self.tags}
        named = self._description.get("x-tagGroups", ())
        found = [
            Group(one["name"], [by_name.pop(tag) for tag in one["tags"] if tag in by_name]) for one in named
        ]
        return [group for group in (*found, Group("More", [*by_name.values()])) if group.tags]

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Codes that every operation with a token may answer in our words: told once, in the guide to errors."""
        signed_in = [
            frozenset(refusal.code for refusal in self._refusals_of(source))
            for key, source in self._sources()
            if source.get("security") != [] and SUPABASE not in key
        ]
        return frozenset.intersection(*signed_in) if signed_in else frozenset()

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Every code that some operation may answer, by its name."""
        found = {
            refusal.code: refusal for _, source in self._sources() for refusal in self._refusals_of(source)
        }
        return [found[code] for code in sorted(found)]

    def models_of(self, tag: Tag) -> Iterator[tuple[str, Schema, list[Field]]]:
        """The models that the operations of a chapter speak of, by name."""
        names: set[str] = set()
        for operation in tag.operations:
            source = self._description["paths"][operation.path][operation.method.lower()]
            results = [answer for status, answer in source["responses"].items() if status < "4"]
            names |= models_in([source.get("requestBody"), source.get("parameters"), results], self._schemas)
        for name in sorted(names):
            yield name, self._schemas[name], fields_of(self._schemas[name])

    def _sources(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for path, methods in self._description["paths"].items():
            for method, source in methods.items():
                yield f"{method.upper()} {path}", source

    def _refusals_of(self, source: Mapping[str, Any]) -> Iterator[Refusal]:
        return _refusals(
            {status: self._resolved(one, RESPONSES) for status, one in source["responses"].items()}
        )

    def _operations(self) -> Iterator[Operation]:
        for key, source in self._sources():
            method, _, path = key.partition(" ")
            yield self._operation(path, method, source)

    def _operation(self, path: str, method: str, source: Mapping[str, Any]) -> Operation:
        responses = {status: self._resolved(one, RESPONSES) for status, one in source["responses"].items()}
        return Operation(
            id=source["operationId"],
            method=method,
            path=path,
            summary=source["summary"],
            description=source.get("description", ""),
            is_public=source.get("security") == [],
            is_deprecated=source.get("deprecated", False),
            parameters=[self._parameter(one) for one in source.get("parameters", ())],
            needed=[*_needed(self._resolved(one, PARAMETERS) for one in source.get("parameters", ()))],
            body=self._body(source.get("requestBody")),
            answers=[_answer(status, one) for status, one in responses.items() if status < "4"],
            refusals=[one for one in self._refusals_of(source) if one.code not in self.everywhere],
            tag=source.get("tags", ["other"])[0],
        )

    def _resolved(self, part: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
        if "$ref" not in part:
            return part
        found: Mapping[str, Any] = self._description["components"][kind.split("/")[2]][
            part["$ref"].removeprefix(kind)
        ]
        return found

    def _parameter(self, source: Mapping[str, Any]) -> Field:
        one = self._resolved(source, PARAMETERS)
        schema, place = one.get("schema", {}), one["in"]
        told = one.get("description") or schema.get("description", "")
        name = one["name"] if place == "query" else f"{one['name']} ({place})"
        return Field(name, type_of(schema), one.get("required", False), told, limits_of(schema))

    def _body(self, source: Mapping[str, Any] | None) -> Body | None:
        if source is None:
            return None
        media_type, content = next(iter(source["content"].items()))
        schema, example = content.get("schema", {}), _example(content)
        names = choices_of(schema)
        shown = self._schemas[names[0]] if len(names) == 1 else schema
        model = next((name for name in names if len(names) == 1 or fits(self._schemas[name], example)), None)
        return Body(
            type_of(schema), fields_of(shown), example, media_type, model, source.get("required", False)
        )


def _answer(status: str, source: Mapping[str, Any]) -> Answer:
    contents = source.get("content", {})
    first: Mapping[str, Any] = next(iter(contents.values()), {})
    kind = type_of(first["schema"]) if first.get("schema") else None
    return Answer(status, source.get("description", ""), tuple(contents), kind, _example(first))


def _needed(parameters: Iterable[Mapping[str, Any]]) -> Iterator[Needed]:
    for one in parameters:
        if one["in"] == "query" and one.get("required"):
            schema = one.get("schema", {})
            few = [schema["const"]] if "const" in schema else schema.get("enum", [])
            yield Needed(one["name"], one.get("example", few[0]) if few else None)


def _example(content: Mapping[str, Any]) -> Any:
    if "example" in content:
        return content["example"]
    return next((one.get("value") for one in content.get("examples", {}).values()), None)


def _refusals(responses: Mapping[str, Mapping[str, Any]]) -> Iterator[Refusal]:
    for status, response in sorted(responses.items()):
        parts = CODE.split(response.get("description", "")) if "4" <= status < "6" else []
        for code, sentence in zip(parts[1::2], parts[2::2], strict=True):
            yield Refusal(status, code, sentence.strip())


def slug_of(name: str) -> str:
    """A tag's name as a part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@cache
def description_text() -> str:
    """The merged OpenAPI document of all capabilities, as `make docs` wrote it."""
    return files("common").joinpath("openapi.json").read_text(encoding="utf-8")


@cache
def reference() -> Reference:
    """The description that is served, read once."""
    return Reference(json.loads(description_text()))
