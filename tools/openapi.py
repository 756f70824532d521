"""Writes the OpenAPI document of the whole system (`make docs`): every capability's routes in one file."""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common.http import Api
from common.models.base import ErrorBody
from infra.topology import TOPOLOGY
from local.gateway.routing import RouteTable

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "layers" / "common" / "python" / "common" / "openapi.json"
TITLE = "Atomic Influence"
VERSION = "1"


def render() -> str:
    """The document's text. Raises `ValueError` when two capabilities disagree about a path or a model's name."""
    merged: dict[str, Any] = {}
    for api in sorted((ROOT / "functions").glob("*/api.py")):
        app = importlib.import_module(f"{api.parent.name}.api").app
        merged = _merge(merged, _schema_of(app), where=api.parent.name)
    _describe_refusals(merged)
    _open_public_doors(merged)
    merged["security"] = [{"bearer": []}]
    merged["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    return json.dumps(merged, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _schema_of(app: Api) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(app.get_openapi_json_schema(title=TITLE, version=VERSION))
    schema.pop("servers", None)
    return schema


def _describe_refusals(document: dict[str, Any]) -> None:
    """Every refusal has one shape; what Powertools would document is not what we send."""
    schemas = document["components"]["schemas"]
    for theirs in ("HTTPValidationError", "ResponseValidationError", "ValidationError"):
        schemas.pop(theirs, None)
    schemas["ErrorBody"] = ErrorBody.model_json_schema()
    refusal = {
        "description": "A refusal; docs/error_codes.md lists the codes",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorBody"}}},
    }
    for operation in _operations(document):
        for status in ("422", "500"):
            operation["responses"].pop(status, None)
        operation["responses"]["default"] = refusal


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
