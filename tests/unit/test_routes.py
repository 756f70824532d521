"""The map lists the routes that the code answers: none is missing, and none leads to a door that does not open."""

import importlib
import re
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from common.http import Api
from infra.topology import TOPOLOGY
from infra.topology.types import Function, Method
from local.gateway.routing import RouteTable
from tools.openapi import operations

ROOT = Path(__file__).parents[2]
# Handlers of their own: which methods they answer stands in no resolver. HEAD is for those that look, not visit.
WITHOUT_RESOLVER = {
    "activations-scan": {
        f"{method} /q/{place}"
        for method in ("GET", "HEAD")
        for place in ("{code}", "{code}/next", "{code}/result", "{proxy+}")
    }
    | {"POST /q/{code}", "POST /api/v1/qr/scan"},
    "agents-redirect": {
        f"{method} /r/{place}" for method in ("GET", "HEAD") for place in ("{code}", "{proxy+}")
    }
    | {"GET /.well-known/apple-app-site-association", "GET /.well-known/assetlinks.json"},
    "notifications-webhook": {"POST /webhooks/resend"},
    "payments-webhook": {"POST /webhooks/stripe"},
    "tracking-redirect": {
        f"{method} {path}"
        for method in ("GET", "HEAD")
        for path in (
            "/t/{short_code}",
            "/t/{proxy+}",
            "/t/{short_code}/view.gif",
            "/functions/v1/tracking-links/{short_code}",
        )
    }
    | {"GET /", "GET /robots.txt"},
}
TABLE = RouteTable((route, route) for function in TOPOLOGY.functions for route in function.routes)


def _keys(function: Function) -> list[str]:
    return [route.key for route in function.routes]


def _answered_by(capability: str) -> set[str]:
    """What the resolver of a capability answers, as API Gateway would call it."""
    app: Api = importlib.import_module(f"{capability}.api").app
    routes = [*app._static_routes, *app._dynamic_routes]
    return {f"{method} {route.openapi_path}" for route in routes for method in _methods(route.method)}


def _methods(method: str | list[str]) -> list[str]:
    return [method] if isinstance(method, str) else method


@pytest.mark.parametrize("api", sorted(path.parent.name for path in (ROOT / "functions").glob("*/api.py")))
def test_the_map_and_the_resolver_name_the_same_routes(api: str) -> None:
    (door,) = (one for one in TOPOLOGY.functions if (one.capability, one.entry) == (api, "api"))
    assert set(_keys(door)) == _answered_by(api)


@pytest.mark.parametrize("api", sorted(path.parent.name for path in (ROOT / "functions").glob("*/api.py")))
def test_only_routes_that_there_are_take_large_bodies(api: str) -> None:
    app: Api = importlib.import_module(f"{api}.api").app
    paths = [key.partition(" ")[2] for key in _answered_by(api) if key.startswith(("POST", "PUT", "PATCH"))]
    for pattern in app.large_bodies:
        assert any(pattern.fullmatch(path) for path in paths), pattern.pattern


def test_the_map_names_what_the_handlers_without_a_resolver_answer() -> None:
    doors = {one.name: set(_keys(one)) for one in TOPOLOGY.functions if one.routes and one.entry != "api"}
    assert doors == WITHOUT_RESOLVER


def test_no_route_stands_twice_in_the_map() -> None:
    keys = [key for function in TOPOLOGY.functions for key in _keys(function)]
    assert sorted(keys) == sorted(set(keys))


def test_the_published_document_describes_every_route_but_pages_webhooks_and_visits() -> None:
    pages = {route.key for function in TOPOLOGY.functions for route in function.routes if route.is_page}
    silent = pages.union(*WITHOUT_RESOLVER.values())
    keys = {key for function in TOPOLOGY.functions for key in _keys(function)}
    assert operations() <= keys
    assert operations() - pages == keys - silent, "a page may be described, too"


def test_a_place_in_a_path_has_one_name() -> None:
    """API Gateway takes one route per shape; two names for one place would be two routes that answer alike."""
    names: dict[str, set[str]] = {}
    for path in {route.path for function in TOPOLOGY.functions for route in function.routes}:
        segments = path.split("/")
        for position, segment in enumerate(segments):
            if segment.startswith("{") and not segment.endswith("+}"):
                before = re.sub(r"\{[^}]+\}", "{}", "/".join(segments[:position]))
                names.setdefault(before, set()).add(segment)
    assert {place: found for place, found in names.items() if len(found) > 1} == {}


def test_a_method_that_no_code_answers_is_not_found_at_the_gateway() -> None:
    """As in API Gateway, which knows 404 and no 405; the Lambda is not woken for it."""
    keys = {key for function in TOPOLOGY.functions for key in _keys(function)}
    listed = {route.path for function in TOPOLOGY.functions for route in function.routes}
    paths = {path.replace("{proxy+}", "a/b") for path in listed}
    keys = {key.replace("{proxy+}", "a/b") for key in keys}
    refused = 0
    for method, path in product(get_args(Method), paths):
        found = TABLE.match(method, path)
        if f"{method} {path}" in keys:
            assert found is not None
            assert found.route.key.replace("{proxy+}", "a/b") == f"{method} {path}"
        elif found is None:
            refused += 1
        else:  # `/users/me` is one of `/users/{user_id}`, too, where only that one takes the method
            assert "{" in found.route.path
    assert refused > len(paths)
