"""Where each operation is found: its capability, and the door that leads to it."""

import importlib
import json
import re
from typing import NamedTuple

from tools.openapi import CAPABILITIES, DOCUMENT, operations_in, routes_of
from tools.openapi.words import operation_id

PLACE = re.compile(r"<(\w+)>")


class Door(NamedTuple):
    """Method and path of an operation; `places` are those of the path (`campaign_id`)."""

    capability: str
    method: str
    path: str
    places: tuple[str, ...]


def doors() -> dict[str, Door]:
    """Each operation's door, by operationId."""
    found = {}
    for capability in CAPABILITIES:
        for route in routes_of(importlib.import_module(f"{capability}.api").app):
            path = PLACE.sub(r"{\1}", route.path)
            names = tuple(PLACE.findall(route.path))
            found[operation_id(route.func.__name__)] = Door(capability, route.method, path, names)
    return found


def published_names() -> set[str]:
    """The operationIds of the published document."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return {operation["operationId"] for _, _, operation in operations_in(document)}
