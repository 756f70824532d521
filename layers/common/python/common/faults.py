"""What a malformed request is told: where each fault lies, in one spelling, and nothing of what was sent as a value.

A place is `body.x`, `query.x`, `path.x` or `header.x`, by the name that the client sends.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from pydantic import BaseModel, Discriminator

MOST_DETAILS = 20
"""Faults that are shown; how many more there are stands in a last one. A person mends a few at a time."""

LONGEST_MESSAGE = 200
"""Characters of what a validation error says: it may repeat a key of any length."""

A_NAME = re.compile(r"[\w.-]{0,64}", re.ASCII)
"""What names of fields look like. A key that looks otherwise may be anything, a whole body with its password too."""

NO_NAME = "?"
"""What stands in a place for a key that is no name."""

OUR_OWN = ("Value error, ", "Assertion failed, ")
"""What pydantic writes before a sentence of ours."""

STRICT = "/api/v1/"
"""Where whoever is signed in asks on purpose. Platforms, shops, mail programs and client libraries lead people to the
other paths, and hang parameters of their own on them."""


def details_of(error: RequestValidationError, *, is_choice: bool = False) -> list[dict[str, object]]:
    """The faults of a request. `input` is left out: it may be a password.

    `is_choice`: the body is one of several, whose name pydantic puts into the place, and no client does.
    """
    faults = error.errors()
    details: list[dict[str, object]] = [
        {"field": cut(place), "type": found["type"], "message": cut(_sentence(found))}
        for found in faults[:MOST_DETAILS]
        for place in [_place(found["loc"], is_choice=is_choice)]
    ]
    return [*details, *omitted(len(faults) - len(details))]


def has_choice(body_parameters: Sequence[Any]) -> bool:
    """Whether a route's body is one of several models, told apart by a discriminator."""
    return any(
        parameter.field_info.discriminator is not None
        or any(isinstance(given, Discriminator) for given in get_args(parameter.field_info.annotation))
        for parameter in body_parameters
    )


def refuse_unknown_parameters(event: Mapping[str, Any], parameters: Sequence[Any]) -> None:
    """Refuses (422) a query parameter that is none of the route's, as a body's unknown field is refused."""
    signed_in = "authorizer" in event["requestContext"]
    sent: Mapping[str, str] = event.get("queryStringParameters") or {}
    if not sent or not signed_in or not event["rawPath"].startswith(STRICT):
        return
    known = set(_names(parameters))
    unknown = [
        {"type": "extra_forbidden", "loc": ("query", name), "msg": "Extra inputs are not permitted"}
        for name in sent if name not in known
    ]  # fmt: skip
    if unknown:
        raise RequestValidationError(unknown)


def omitted(number: int) -> list[dict[str, object]]:
    """How many details are not shown, as a last one; nothing where all are."""
    return [{"omitted": number}] if number else []


def cut(text: str) -> str:
    """What a client sent may stand in it: of any length, and with half a character, which no answer can hold."""
    seen = text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 1]}…"
    return seen.encode("utf-8", "replace").decode()


def _names(parameters: Sequence[Any]) -> Iterator[str]:
    """Names of a route's query parameters, of a model's fields in place of the model's."""
    for parameter in parameters:
        annotation = parameter.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from (field.alias or name for name, field in annotation.model_fields.items())
        else:
            yield parameter.alias


def _place(location: Sequence[str | int], *, is_choice: bool) -> str:
    """Without what only pydantic knows: the argument of a model that is a whole query, the branch of a union."""
    place = list(location)
    if (is_choice and place[0] == "body") or (len(place) > 2 and place[:2] == ["query", "query"]):
        del place[1:2]
    return ".".join(one if A_NAME.fullmatch(one) else NO_NAME for one in map(str, place))


def _sentence(found: Mapping[str, Any]) -> str:
    if found["type"] == "union_tag_invalid":  # pydantic repeats the tag that was sent
        return f"must be one of {found['ctx']['expected_tags']}"
    message: str = found.get("msg", "")
    for prefix in OUR_OWN:
        message = message.removeprefix(prefix)
    return message
