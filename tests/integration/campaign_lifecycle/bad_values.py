"""Wrong values for every field of a valid body, found by what the valid value is."""

import copy
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from tests.integration.campaign_lifecycle.route_table import LINK, MOMENT, TEXT

LONG = "x" * 20_001
"""Longer than the longest text of any model."""

REFUSED = {422}
ELSEWHERE = {403, 404, 409, 422}
"""For ids of what is not there: the field has the right shape."""

_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f-]{27}$")


def spoiled(body: Any) -> Iterator[tuple[str, object, set[int], Any]]:
    """Field, wrong value, the statuses that are right, and the body with that value in that field."""
    for way in _ways(body):
        present = at(body, way)
        for wrong in _wrong_for(present):
            spoiled_body = copy.deepcopy(body)
            at(spoiled_body, way[:-1])[way[-1]] = wrong
            foreign = isinstance(wrong, str) and _UUID.match(wrong)
            yield ".".join(map(str, way)), wrong, ELSEWHERE if foreign else REFUSED, spoiled_body


def texts(body: Any) -> Iterator[tuple[str | int, ...]]:
    """Where the free texts are."""
    return (way for way in _ways(body) if str(at(body, way)).startswith(TEXT))


def _ways(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to every field, containers before what is in them."""
    if way:
        yield way
    if isinstance(value, dict):
        for name in value:
            yield from _ways(value[name], (*way, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _ways(item, (*way, place))


def at(value: Any, way: tuple[str | int, ...]) -> Any:
    """What lies at the end of a way."""
    for step in way:
        value = value[step]
    return value


def _wrong_for(present: object) -> tuple[object, ...]:
    match present:
        case bool():
            return "maybe", 2, []
        case int():
            return -1, 1.5, "many", "1", True, 10**13, 10**30, {}
        case list():
            return {}, "x", [None], present * 101
        case dict():
            return [], "x", 7, present | {"unknown": 1}
        case str() if _UUID.match(present):
            return "one", 7, str(uuid4())
    return _wrong_for_text(str(present))


def _wrong_for_text(present: str) -> tuple[object, ...]:
    always: tuple[object, ...] = (LONG, "nul \x00 byte", 7, ["x"], {})
    match present:
        case _ if present.startswith(TEXT):
            return always
        case _ if present == MOMENT:
            return (
                *always,
                "tomorrow",
                "1066-10-14T00:00:00Z",
                "9999-12-31T00:00:00Z",
                "2089-06-01T00:00:00",
            )
        case _ if re.match(r"^\d{4}-\d\d-\d\d$", present):
            return (*always, "tomorrow", "1066-10-14", "9999-12-31", "2089-02-30")
        case _ if present == LINK:
            return (
                *always,
                "http://shop.example.com",
                "javascript:alert(1)",
                "https://127.0.0.1/",
                "//x",
                "",
            )
    return (*always, "nonsense", "<b>x</b>", "")
