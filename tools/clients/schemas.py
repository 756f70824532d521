"""The description as a generator of clients needs it: what succeeds, in types; limits are the server's to hold."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tools.openapi import DOCUMENT

Description = dict[str, Any]
LIMITS = frozenset({
    "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems",
    "pattern", "propertyNames", "title", "example", "examples",
})  # fmt: skip
"""What a client does not repeat: a limit that is raised would need a new client."""
TYPED_FORMATS = frozenset({"uuid", "date", "date-time", "binary"})
PAGE = re.compile(r"Page_(\w+)_")


def described() -> Description:
    """The published description, without refusals: those are one exception, and a type of their own by their code."""
    document: Description = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    for _, operation in operations(document):
        results = {status: one for status, one in operation["responses"].items() if status < "4"}
        operation["responses"] = results
        operation["parameters"] = [_resolved(document, one) for one in operation.get("parameters", ())]
    document["components"].pop("responses", None)
    return document


def operations(document: Description) -> Iterator[tuple[str, dict[str, Any]]]:
    """`GET /path` and the operation, in the order of the description."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def without_limits(part: Any) -> Any:
    """Types only. A property may be called `title`: names of properties stay."""
    if isinstance(part, Mapping):
        kept = {
            name: {key: without_limits(value) for key, value in inside.items()}
            if name == "properties"
            else without_limits(inside)
            for name, inside in part.items()
            if name not in LIMITS and not (name == "default" and isinstance(inside, dict))
        }
        # How the keys of a map are written is a limit, too.
        for values in kept.pop("patternProperties", {}).values():
            kept["additionalProperties"] = values
        if "format" in kept and kept["format"] not in TYPED_FORMATS:
            del kept["format"]
        return kept
    return [without_limits(one) for one in part] if isinstance(part, list) else part


def models(document: Description) -> dict[str, Any]:
    """The models, without pages of lists, which are one generic type."""
    schemas = document["components"]["schemas"]
    return {name: schema for name, schema in schemas.items() if not PAGE.fullmatch(name)}


def _resolved(document: Description, part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    found: dict[str, Any] = document["components"]["parameters"][part["$ref"].rpartition("/")[2]]
    return found
