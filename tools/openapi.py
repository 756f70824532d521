"""Writes the OpenAPI document of the whole system (`make docs`), with our refusals (decision 13)."""

import importlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from common.http import Api
from common.models.base import ErrorBody
from common.refusals import EVERY_ROUTE, SIGNED_IN, by_status, described
from infra.topology import TOPOLOGY
from local.gateway.routing import RouteTable
from tools.error_codes import refusals

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "layers" / "common" / "python" / "common" / "openapi.json"
THEIRS = ("422", "500")
"""Errors that Powertools documents for every route, in a shape that we do not send."""
CAPABILITIES = sorted(api.parent.name for api in (ROOT / "functions").glob("*/api.py"))
TITLE = "Atomic Influence"
VERSION = "1"
GATEWAY = {
    "description": "API Gateway answered before any code of ours ran: docs/error_codes.md says when",
    "content": {
        "application/json": {"schema": {"type": "object", "properties": {"message": {"type": "string"}}}}
    },
}


def render() -> str:
    """The document's text. Raises `ValueError` when two capabilities disagree about a path or a model's name."""
    merged: dict[str, Any] = {}
    for capability in CAPABILITIES:
        app = importlib.import_module(f"{capability}.api").app
        merged = _merge(merged, _schema_of(app), where=capability)
    _open_public_doors(merged)
    _describe_refusals(merged)
    merged["security"] = [{"bearer": []}]
    merged["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    return json.dumps(merged, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _schema_of(app: Api) -> dict[str, Any]:
    # Powertools describes the result only of routes that declare nothing else.
    for route in (*app._static_routes, *app._dynamic_routes):
        result: dict[int, OpenAPIResponse] = {route.status_code: {"description": "What was asked for"}}
        route.responses = result | (route.responses or {})
    schema: dict[str, Any] = json.loads(app.get_openapi_json_schema(title=TITLE, version=VERSION))
    schema.pop("servers", None)
    return schema


def _describe_refusals(document: dict[str, Any]) -> None:
    """What a route declares, and what every route may answer; Powertools would document errors that we do not send."""
    components = document["components"]
    for theirs in ("HTTPValidationError", "ResponseValidationError", "ValidationError"):
        components["schemas"].pop(theirs, None)
    components["schemas"]["ErrorBody"] = ErrorBody.model_json_schema()
    components["responses"] = {"gateway": GATEWAY}
    classes = {refusal.code: refusal for refusal in refusals()}
    for operation in _operations(document):
        answers = _results(operation["responses"]) | {"default": _component("gateway")}
        declared = [classes[code] for code in codes_in(operation["responses"])]
        everywhere = (*EVERY_ROUTE, *(() if operation.get("security") == [] else SIGNED_IN))
        for status, found in by_status([*everywhere, *declared]).items():
            name = "-".join([str(status), *(refusal.code for refusal in found)])
            components["responses"][name] = described(found)
            answers.setdefault(str(status), _component(name))
        operation["responses"] = answers


def codes_in(responses: Mapping[Any, Any]) -> list[str]:
    """The codes that `common.refusals.described` wrote into an operation's responses, whatever their status."""
    contents = [
        content for response in responses.values() for content in response.get("content", {}).values()
    ]
    parts = [part for content in contents for part in content.get("schema", {}).get("allOf", ())]
    return [code for part in parts for code in part.get("properties", {}).get("code", {}).get("enum", ())]


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
        return {"description": response["description"]}
    return response


def _component(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/responses/{name}"}


def _open_public_doors(document: dict[str, Any]) -> None:
    """The map knows which routes need no token."""
    table = RouteTable((route, route) for function in TOPOLOGY.functions for route in function.routes)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            found = table.match(method.upper(), path)
            if found is None:
                raise ValueError(f"no route of the map leads to {method.upper()} {path}")
            if found.route.authorization == "none":
                operation["security"] = []


def operations() -> set[str]:
    """`GET /api/v1/campaigns`: every operation of the published document."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return {f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods}


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        yield from methods.values()


def _merge(left: Any, right: Any, *, where: str) -> Any:
    """Both, where they agree or speak of different things."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left | {
            key: _merge(left[key], value, where=f"{where}: {key}") if key in left else value
            for key, value in right.items()
        }
    if left != right:
        raise ValueError(f"two meanings of {where}")
    return left


if __name__ == "__main__":
    DOCUMENT.write_text(render(), encoding="utf-8")
