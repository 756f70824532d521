"""Types of the description as annotations of Python."""

from collections.abc import Mapping
from typing import Any

from tools.clients.schemas import PAGE

PLAIN = {"integer": "int", "number": "float", "boolean": "bool", "null": "None", "object": "dict[str, Any]"}
FORMATS = {"uuid": "UUID", "date": "date", "date-time": "AwareDatetime", "binary": "bytes"}


def annotation(schema: Mapping[str, Any]) -> str:
    """The annotation of a value: models stand in the module `models`."""
    if "$ref" in schema:
        return _named(str(schema["$ref"]).rpartition("/")[2])
    if parts := schema.get("anyOf") or schema.get("oneOf"):
        return " | ".join(dict.fromkeys(annotation(part) for part in parts))
    if choices := schema.get("enum") or ([schema["const"]] if "const" in schema else None):
        return f"Literal[{', '.join(repr(choice) for choice in choices)}]"
    if schema.get("type") == "array":
        return f"list[{annotation(schema.get('items', {}))}]"
    if schema.get("type") == "string":
        return FORMATS.get(schema.get("format", ""), "str")
    return PLAIN.get(schema.get("type", ""), "Any")


def _named(model: str) -> str:
    page = PAGE.fullmatch(model)
    return f"Page[{_named(page[1])}]" if page else f"models.{model}"
