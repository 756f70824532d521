"""What an operation answers: its result, the refusals that its route declares, and API Gateway's own (decision 5)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from common.errors import DomainError
from common.errors.limits import RequestsLimited
from common.limits import is_counted
from common.models.base import ErrorBody
from common.refusals import COUNTED, EVERY_ROUTE, SIGNED_IN, Refusals, by_status, described
from tools.error_codes import refusals
from user_management.errors import OverRequestRateLimit, UnexpectedFailure
from user_management.supabase_auth.dialect import SupabaseRefusal

SHAPES: tuple[type[BaseModel], ...] = (SupabaseRefusal, ErrorBody)
"""The bodies of refusals: of doors that speak another dialect, who name all that they refuse, and of all others."""
COUNTED_BY_SUPABASE: Refusals = (OverRequestRateLimit,)
"""What `COUNTED` is in Supabase's words."""
EVERYWHERE_AT_SUPABASE: Refusals = (UnexpectedFailure,)
"""Powertools writes its own 500 over the one that these routes declare."""
THEIRS = ("422", "500")
"""Errors that Powertools documents for every route, in a shape that we do not send."""

GATEWAY_BODY = {
    "type": "object",
    "description": "What API Gateway says before any code of ours runs. It has no code: go by the status.",
    "properties": {
        "message": {"type": "string", "description": "A word for a developer, as `Unauthorized`."}
    },
    "required": ["message"],
}
GATEWAY = {
    "description": "API Gateway answered before any code of ours ran: no such route, or what is not listed here",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/GatewayError"}}},
}
GATEWAYS_OWN = {
    "401": "`Unauthorized` of API Gateway: no token, or one that is expired or forged. Get a new one.",
    "413": "`Request Entity Too Large` of API Gateway: more than 10 MB.",
    "429": "`Too Many Requests` of API Gateway, which does not say when: wait a second, then twice as long.",
    "500": "`Internal Server Error` of API Gateway: our code died. Try again with the same `Idempotency-Key`.",
    "503": "`Service Unavailable` of API Gateway: our code took too long. Try again with the same `Idempotency-Key`.",
}
"""What API Gateway answers by itself on a route that there is, by status; 401 where a token is asked for."""

RETRY_AFTER = {
    "description": "Seconds after which the same request is worth another try.",
    "schema": {"type": "integer", "minimum": 1},
}
RATE_LIMIT_POLICY = {
    "description": "How often you may ask: q requests at once (`burst`), which come back within w seconds; `hour` is"
    " the same pace by the hour; a class of work has its own, by its name. Absent where nothing limits you.",
    "schema": {"type": "string", "examples": ['"burst";q=100;w=360, "hour";q=1000;w=3600']},
}
RATE_LIMIT = {
    "description": "How many more requests there may be at once (r), and in how many seconds there is one more (t).",
    "schema": {"type": "string", "examples": ['"burst";r=88;t=4']},
}
RATE_HEADERS = {
    "RateLimit-Policy": {"$ref": "#/components/headers/RateLimitPolicy"},
    "RateLimit": {"$ref": "#/components/headers/RateLimit"},
}
"""On every answer to a request that is counted (draft-ietf-httpapi-ratelimit-headers-10)."""


def describe(document: dict[str, Any]) -> None:
    """Replace the errors that Powertools documents by those that there are, a component for each set of them."""
    components = document["components"]
    for theirs in ("HTTPValidationError", "ResponseValidationError", "ValidationError"):
        components["schemas"].pop(theirs, None)
    components["schemas"] |= {shape.__name__: shape.model_json_schema() for shape in SHAPES}
    components["schemas"] |= {"GatewayError": GATEWAY_BODY}
    components["headers"] = {
        "RetryAfter": RETRY_AFTER, "RateLimitPolicy": RATE_LIMIT_POLICY, "RateLimit": RATE_LIMIT,
    }  # fmt: skip
    components["responses"] = {"gateway": GATEWAY}
    classes = {refusal.code: refusal for refusal in refusals()}
    for path, methods in document["paths"].items():
        for operation in methods.values():
            shape = _shape_in(operation["responses"])
            counted = _counted(shape) if is_counted(path) else ()
            declared = [*counted, *(classes[code] for code in codes_in(operation["responses"]))]
            is_public = operation.get("security") == []
            answers = _results(operation["responses"]) | {"default": _component("gateway")}
            for result in answers.values() if counted else ():
                if "$ref" not in result:
                    result["headers"] = result.get("headers", {}) | RATE_HEADERS
            for status, found in _refusals(declared, shape=shape, is_public=is_public).items():
                name = "-".join([status, *(refusal.code for refusal in found)])
                name = name if shape is ErrorBody or not found else f"{shape.__name__}-{name}"
                refusal = _described(status, found, shape=shape, is_public=is_public)
                if components["responses"].setdefault(name, refusal) != refusal:
                    raise ValueError(f"two meanings of {name}")
                answers.setdefault(status, _component(name))
            operation["responses"] = answers


def _counted(shape: type[BaseModel]) -> Refusals:
    """What a route answers that is counted in general, in the words of its door."""
    return COUNTED if shape is ErrorBody else COUNTED_BY_SUPABASE


def codes_in(responses: Mapping[Any, Any]) -> list[str]:
    """The codes that `common.refusals.described` wrote into an operation's responses, whatever their status."""
    contents = [
        content for response in responses.values() for content in response.get("content", {}).values()
    ]
    schemas = [content.get("schema", {}) for content in contents]
    ours = [branch for schema in schemas for branch in (schema, *schema.get("anyOf", ()))]
    parts = [part for schema in ours for part in schema.get("allOf", ())]
    return [code for part in parts for code in part.get("properties", {}).get("code", {}).get("enum", ())]


def _shape_in(responses: Mapping[Any, Any]) -> type[BaseModel]:
    """In which body a route says that it refuses."""
    text = json.dumps(list(responses.values()))
    return next((shape for shape in SHAPES if f'schemas/{shape.__name__}"' in text), ErrorBody)


def _refusals(
    declared: Iterable[type[DomainError]], *, shape: type[BaseModel], is_public: bool
) -> dict[str, list[type[DomainError]]]:
    ours_everywhere = (*EVERY_ROUTE, *(() if is_public else SIGNED_IN))
    everywhere = ours_everywhere if shape is ErrorBody else EVERYWHERE_AT_SUPABASE
    ours = {str(status): found for status, found in by_status([*everywhere, *declared]).items()}
    return {status: ours.get(status, []) for status in sorted({*ours, "429"})}


def _described(
    status: str, found: list[type[DomainError]], *, shape: type[BaseModel], is_public: bool
) -> dict[str, Any]:
    theirs = None if status == "401" and is_public else GATEWAYS_OWN.get(status)
    response: dict[str, Any] = {**described(found, shape=shape)} if found else {}
    if theirs is not None:
        shapes = [{"$ref": "#/components/schemas/GatewayError"}]
        if found:
            shapes.insert(0, response["content"]["application/json"]["schema"])
        told = [response["description"]] if found else []
        response |= {
            "description": "\n".join([*told, theirs]),
            "content": {"application/json": {"schema": {"anyOf": shapes} if found else shapes[0]}},
        }
    if any(refusal.retry_after_seconds is not None for refusal in found):
        response["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    if {RequestsLimited, OverRequestRateLimit} & set(found):
        response["headers"] |= RATE_HEADERS
    return response


def _results(responses: dict[str, Any]) -> dict[str, Any]:
    """What a route describes by itself: its result, and a page that it shows instead of an error body."""
    return {
        status: _without_empty_content(response)
        for status, response in responses.items()
        if status < "400" or (status not in THEIRS and not codes_in({status: response}))
    }


def _without_empty_content(response: dict[str, Any]) -> dict[str, Any]:
    """Of what a route writes itself (a page, a file, nothing), Powertools says JSON of no kind."""
    if any(set(content.get("schema", {})) <= {"title"} for content in response.get("content", {}).values()):
        return {key: value for key, value in response.items() if key != "content"}
    return response


def _component(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/responses/{name}"}


def codes_in_names(operation: Mapping[str, Any]) -> list[str]:
    """The codes that a published operation answers, which the names of its responses list."""
    references = [response.get("$ref", "") for response in operation["responses"].values()]
    return [code for reference in references for code in reference.rpartition("/")[2].split("-")[1:]]
