"""What no operation leads to is not published: a model that is a whole query, which becomes parameters."""

import json
import re
from typing import Any

REFERENCE = re.compile(r'"\$ref": "#/components/(\w+)/([^"]+)"')


def drop(document: dict[str, Any]) -> None:
    """Drop the components that nothing refers to, and those that only they refer to."""
    components: dict[str, dict[str, Any]] = document["components"]
    known: set[tuple[str, str]] = set()
    found = set(REFERENCE.findall(json.dumps(document["paths"])))
    while found:
        known |= found
        found = {
            reference
            for kind, name in found
            for reference in REFERENCE.findall(json.dumps(components[kind][name]))
        } - known
    for kind, named in components.items():
        if kind != "securitySchemes":
            components[kind] = {name: body for name, body in named.items() if (kind, name) in known}
