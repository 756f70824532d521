"""What a visitor sent: a ticket, and where it is asked for a place and a year of birth. By form, or as JSON.

No pydantic: the door of the scans starts a hundred times at once. An unknown field is an error, as everywhere.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn
from urllib.parse import parse_qs

from activations.errors import BirthYearNeeded
from common.bodies import FORM, readable
from common.errors import Unprocessable, UnsupportedMediaType

MOST_BYTES = 4_096
FIRST_YEAR = 1900
LEAST_ACCURATE_METRES = 1e8
"""Twice around the earth: what says more is no reading of a device."""
_FIELDS = frozenset({"ticket", "position", "birth_year"})
_POSITION = frozenset({"lat", "lng", "accuracy"})


@dataclass(frozen=True, slots=True)
class Position:
    """Where a device says that it is: degrees, and how exact that is in metres (None: it does not say)."""

    lat: float
    lng: float
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What came in. The ticket is what somebody says that it is."""

    ticket: str
    position: Position | None = None
    birth_year: int | None = None


def read_json(event: Mapping[str, Any]) -> Sent:
    """The body of a script. Raises `BadRequest`, `PayloadTooLarge`, `UnsupportedMediaType`, `Unprocessable`."""
    text = readable(event, maximum_bytes=MOST_BYTES)["body"] or "null"
    try:
        body = json.loads(text, parse_constant=_no_number)
    except ValueError:  # NaN and Infinity, which are no JSON; all else was read before
        _refuse("body", "finite_number", "must have finite numbers")
    if not isinstance(body, dict):
        _refuse("body", "dict_type", "must be an object")
    _know(body, _FIELDS, "body")
    if not isinstance(body.get("ticket"), str):
        _refuse("body.ticket", "missing", "is required")
    year = body.get("birth_year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not _is_year(year)):
        raise BirthYearNeeded(details=[_fault("body.birth_year", "year", "must be a year of birth")])
    position = body.get("position")
    return Sent(body["ticket"], None if position is None else _position(position), year)


def read_form(event: Mapping[str, Any]) -> Sent:
    """The body of the page's form, which knows no place. Raises what `read_json` raises.

    A year that is none is no year: the page asks for it again.
    """
    readable_event = readable(event, maximum_bytes=MOST_BYTES, takes_forms=True)
    if readable_event["headers"]["content-type"] != FORM:
        raise UnsupportedMediaType("Send the page's form.")
    try:
        fields = parse_qs(readable_event["body"] or "", max_num_fields=10)
    except ValueError:
        _refuse("body", "too_many", "must have ten fields at most")
    if not (ticket := fields.get("ticket", [""])[0]):
        _refuse("body.ticket", "missing", "is required")
    year = fields.get("birth_year", [""])[0].strip()
    is_year = len(year) == 4 and year.isascii() and year.isdigit() and _is_year(int(year))
    return Sent(ticket, None, int(year) if is_year else None)


def _position(given: object) -> Position:
    if not isinstance(given, dict):
        _refuse("body.position", "dict_type", "must be an object")
    _know(given, _POSITION, "body.position")
    lat, lng = _number(given, "lat", -90, 90), _number(given, "lng", -180, 180)
    if lat == 0 and lng == 0:
        _refuse("body.position", "no_place", "0, 0 is where devices are that know no place")
    accuracy = given.get("accuracy")
    return Position(
        lat, lng, None if accuracy is None else _number(given, "accuracy", 0, LEAST_ACCURATE_METRES)
    )  # fmt: skip


def _number(given: Mapping[str, object], name: str, least: float, most: float) -> float:
    value = given.get(name)
    place = f"body.position.{name}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(place, "number", "must be a number")
    if not least <= value <= most or not math.isfinite(value):
        _refuse(place, "out_of_range", f"must lie between {least:g} and {most:g}")
    return float(value)


def _is_year(year: int) -> bool:
    return FIRST_YEAR <= year <= datetime.now(UTC).year


def _know(given: Mapping[str, object], known: frozenset[str], place: str) -> None:
    if not given.keys() <= known:
        _refuse(place, "extra_forbidden", "has a field that is not known")


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _refuse(field: str, kind: str, message: str) -> NoReturn:
    raise Unprocessable(details=[_fault(field, kind, message)])


def _fault(field: str, kind: str, message: str) -> dict[str, object]:
    return {"field": field, "type": kind, "message": message}
