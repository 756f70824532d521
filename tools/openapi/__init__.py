"""The OpenAPI document of the whole system (`make docs`), with our refusals (decision 13) and words (decision 72)."""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import Route
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from common.http import Api
from infra.topology import TOPOLOGY
from local.gateway.routing import RouteTable
from tools.openapi import examples, introduction, parameters, properties, responses, words
from tools.openapi.responses import codes_in

__all__ = ["CAPABILITIES", "DOCUMENT", "codes_in", "operations", "render"]

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "layers" / "common" / "python" / "common" / "openapi.json"
CAPABILITIES = sorted(api.parent.name for api in (ROOT / "functions").glob("*/api.py"))
RESULTS = {201: "It is made", 202: "It is taken on, and done later", 204: "It is done; there is no body"}
OK = "What was asked for"


def render() -> str:
    """The document's text. Raises `ValueError` when two capabilities disagree about a path or a model's name."""
    merged: dict[str, Any] = {}
    for capability in CAPABILITIES:
        app = importlib.import_module(f"{capability}.api").app
        merged = _merge(merged, _schema_of(app), where=capability)
    _open_public_doors(merged)
    responses.describe(merged)
    parameters.describe(merged)
    properties.describe(merged)
    introduction.describe(merged)
    examples.show(merged)
    return json.dumps(merged, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _schema_of(app: Api) -> dict[str, Any]:
    for route in routes_of(app):
        # Powertools describes the result only of routes that declare nothing else.
        status = route.status_code
        result: dict[int, OpenAPIResponse] = {status: {"description": RESULTS.get(status, OK)}}
        route.responses = result | (route.responses or {})
        words.describe(route)
    schema: dict[str, Any] = json.loads(
        app.get_openapi_json_schema(title=introduction.TITLE, version=introduction.VERSION)
    )
    return {"paths": schema["paths"], "components": schema["components"], "openapi": schema["openapi"]}


def routes_of(app: Api) -> list[Route]:
    """The routes of a resolver, which has no public list of them."""
    return [*app._static_routes, *app._dynamic_routes]


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
    return {f"{method.upper()} {path}" for path, method, _ in operations_in(document)}


def operations_in(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of each operation."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


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
