"""A JSON schema in words: what a field takes, as a reader of the reference sees it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup, escape

Schema = Mapping[str, Any]
MODELS = "#/components/schemas/"
FORMATS = {
    "uuid": "UUID",
    "date": "day",
    "date-time": "time",
    "uri": "URL",
    "email": "e-mail address",
    "password": "password",
    "binary": "bytes",
}
MOST_CHOICES = 40
"""Values of an enum that are shown; the description has all of them."""


class Field(NamedTuple):
    """A property of a body, or a parameter."""

    name: str
    type: Markup
    is_required: bool
    description: str
    limits: str


def fields_of(schema: Schema) -> list[Field]:
    """The properties of an object, those that must be there first."""
    required = schema.get("required", ())
    found = [
        Field(name, type_of(part), name in required, str(part.get("description", "")), limits_of(part))
        for name, part in schema.get("properties", {}).items()
    ]
    return sorted(found, key=lambda field: not field.is_required)


def type_of(schema: Schema) -> Markup:
    """What kind of value it is; models are links to where they are described on the same page."""
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix(MODELS)
        return Markup('<a href="#{0}">{1}</a>').format(f"model-{name}", title_of(name))
    if parts := schema.get("allOf"):
        return Markup(" with ").join(type_of(part) for part in parts)
    if parts := schema.get("anyOf") or schema.get("oneOf"):
        return Markup(" or ").join(dict.fromkeys(type_of(part) for part in parts))
    if "const" in schema:
        return _code(schema["const"])
    if choices := schema.get("enum"):
        more = f" and {len(choices) - MOST_CHOICES} more" if len(choices) > MOST_CHOICES else ""
        return Markup("one of ") + Markup(" ").join(map(_code, choices[:MOST_CHOICES])) + more
    return _plain_type(schema)


def _plain_type(schema: Schema) -> Markup:
    kind = schema.get("type", "anything")
    if isinstance(kind, list):
        return Markup(" or ").join(_plain_type({**schema, "type": one}) for one in kind)
    if kind == "array":
        return Markup("list of ") + type_of(schema.get("items", {}))
    if kind == "object" and isinstance(values := schema.get("additionalProperties"), Mapping):
        return Markup("map of ") + type_of(values)
    if kind == "string":
        kind = FORMATS.get(str(schema.get("format")), "string")
    return escape(str(kind))


def limits_of(schema: Schema) -> str:
    """What the value must keep to, and what it is when it is left out."""
    one = _without_null(schema)
    said = [
        _span(one.get("minLength"), one.get("maxLength"), "characters"),
        _span(one.get("minimum"), one.get("maximum"), ""),
        _span(one.get("minItems"), one.get("maxItems"), "items"),
    ]
    if one.get("pattern"):
        said.append(f"matches {one['pattern']}")
    if schema.get("default") not in (None, "", [], {}):
        said.append(f"default {_shown(schema['default'])}")
    return ", ".join(filter(None, said))


def models_in(part: object, schemas: Mapping[str, Schema]) -> set[str]:
    """Every model that a part of the description leads to, over as many steps as it takes."""
    found: set[str] = set()
    waiting = [*_references(part)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(schemas[name])
    return found


def choices_of(schema: Schema) -> list[str]:
    """The models that a body may be of, by name; none where it is of none."""
    parts = schema.get("oneOf") or schema.get("anyOf") or [schema]
    return [str(part["$ref"]).removeprefix(MODELS) for part in parts if "$ref" in part]


def fits(schema: Schema, value: object) -> bool:
    """Whether a value has all fields that a model needs, none that it lacks, and its constants."""
    fields: Schema = schema.get("properties", {})
    return (
        isinstance(value, Mapping)
        and set(schema.get("required", ())) <= set(value) <= set(fields)
        and all(
            value[name] == part["const"] for name, part in fields.items() if "const" in part and name in value
        )
    )


def title_of(model: str) -> str:
    """A model's name for people: `Page_Campaign_` is a page of campaigns."""
    is_page = model.startswith("Page_")
    return f"page of {model.removeprefix('Page_').strip('_')}" if is_page else model


def _references(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        reference = part.get("$ref")
        if isinstance(reference, str) and reference.startswith(MODELS):
            yield reference.removeprefix(MODELS)
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def _without_null(schema: Schema) -> Schema:
    parts = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
    return parts[0] if len(parts) == 1 else schema


def _span(least: float | None, most: float | None, unit: str) -> str:
    if most is None:
        return "" if not least else f"at least {_number(least)} {unit}".strip()
    lower = f"{_number(least)}–" if least is not None else "at most "
    return f"{lower}{_number(most)} {unit}".strip()


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else str(value)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _code(value: object) -> Markup:
    return Markup("<code>{0}</code>").format(_shown(value))
