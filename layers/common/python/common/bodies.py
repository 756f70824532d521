"""Bodies of requests: as text that a parser accepts, and no more of it than a route needs.

It loads no Powertools: the door of the scans stands on it.
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from common.errors import BadRequest, PayloadTooLarge, Unprocessable, UnsupportedMediaType

MAXIMUM_BODY_BYTES = 131_072
"""Files go to S3 by presigned POST; no JSON that most routes read comes near this."""

LARGE_BODY_BYTES = 1_048_576
"""For the routes that take many things at once, each with texts of its own; an `Api` names them."""

FILE_BODY_BYTES = 2_900_000
"""For the routes that take a file of 2 MiB within their JSON, as base64; an `Api` names them."""

DEEPEST_NESTING = 64
"""Lists and objects within each other. Python reads deeper ones here, at the top of its stack, and fails further down:
the same value could be stored and never be shown again."""

MOST_VALUES = 10_000
"""Keys of objects and items of lists, all together: each may become an error of its own, with an object of its own. The
largest form of ours, a survey of 100 questions with 50 options each, has about 5,400."""

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
"""Mail clients unsubscribe with a form (RFC 8058); everything else speaks JSON. It is what `curl -d` says of any body
where it is told nothing else: read as a form, JSON with a password in it would be the name of a field."""


def readable(
    event: Mapping[str, Any], *, maximum_bytes: int = MAXIMUM_BODY_BYTES, takes_forms: bool = False
) -> dict[str, Any]:
    """The event with a body as text that a parser accepts, or None, and with a media type that the parser knows.

    `takes_forms`: whether its route takes a form beside JSON. Raises `BadRequest`, `PayloadTooLarge`,
    `UnsupportedMediaType`, `Unprocessable`. Powertools would answer 500 to a body that is not UTF-8, to multipart
    without a boundary and to a media type that it does not know, be the body empty or not; 422 to a body that is not
    JSON; and take the first item of an array for the whole.
    """
    headers = event.get("headers", {})
    media_type, text = JSON, None
    if event.get("body"):
        text = _text_of(event, maximum_bytes)
        media_type = _media_type(headers.get("content-type"))
        if media_type == JSON:
            _require_json(text)
        elif media_type != FORM or not takes_forms:
            raise UnsupportedMediaType
        elif text.count("&") >= MOST_VALUES:
            raise _too_many_values()
    headers = {**headers, "content-type": media_type}
    return {**event, "headers": headers, "body": text, "isBase64Encoded": False}


def pattern_of(path: str) -> re.Pattern[str]:
    """What paths look like that lead to a route, from its path as routes write it."""
    return re.compile(re.sub("<[^>]+>", "[^/]+", path))


def raw_body(event: Mapping[str, Any], *, maximum_bytes: int) -> bytes:
    """The body's bytes as they were sent, empty where there is none. Raises `BadRequest`, `PayloadTooLarge`."""
    body = event.get("body") or ""
    raw = _decoded(body) if event.get("isBase64Encoded") else body.encode("utf-8", "surrogatepass")
    if len(raw) > maximum_bytes:
        raise PayloadTooLarge(details=[{"maximum_bytes": maximum_bytes}])
    return raw


def _media_type(content_type: str | None) -> str:
    """Without its parameters, in lower case (RFC 9110 compares so); JSON where the client does not say."""
    return (content_type or "").partition(";")[0].strip().lower() or JSON


def _text_of(event: Mapping[str, Any], maximum_bytes: int) -> str:
    try:
        return raw_body(event, maximum_bytes=maximum_bytes).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The body is not valid UTF-8.") from None


def _decoded(body: str) -> bytes:
    try:
        return base64.b64decode(body, validate=True)
    except ValueError:  # also what is not ASCII, for which there is no `binascii.Error`
        raise BadRequest("The body is not valid base64.") from None


def _require_json(text: str) -> None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest("The body is not valid JSON.") from None
    # Counting characters is a hundred times faster than looking, and nearly all bodies pass by that.
    openings = text.count("[") + text.count("{")
    if openings > DEEPEST_NESTING and _is_deeper(value, DEEPEST_NESTING):
        raise BadRequest("The body is nested too deeply.", details=[{"maximum_levels": DEEPEST_NESTING}])
    if openings + text.count(",") > MOST_VALUES and sum(map(len, _layers(value))) > MOST_VALUES:
        raise _too_many_values()
    if isinstance(value, list):
        raise Unprocessable(details=[{"field": "body", "type": "dict_type", "message": "must be an object"}])


def _too_many_values() -> BadRequest:
    return BadRequest("The body has too many values.", details=[{"maximum_values": MOST_VALUES}])


def _is_deeper(value: object, levels: int) -> bool:
    """Whether lists and objects stand in more than `levels` of each other."""
    held = _holders([value])
    for _ in range(levels):
        held = _holders(_values_of(held))
    return bool(held)


def _layers(value: object) -> Iterator[list[Any]]:
    """What stands in lists and objects of a value, layer by layer inwards."""
    layer = list(_values_of(_holders([value])))
    while layer:
        yield layer
        layer = list(_values_of(_holders(layer)))


def _holders(values: Iterable[Any]) -> list[Any]:
    return [one for one in values if isinstance(one, dict | list)]


def _values_of(holders: Iterable[Any]) -> Iterator[Any]:
    for outer in holders:
        yield from outer.values() if isinstance(outer, dict) else outer
