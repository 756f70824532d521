"""Where each operation is found: its capability, and the door that leads to it."""

import importlib
import re
from typing import NamedTuple

from tools.openapi import CAPABILITIES, routes_of
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
