"""Routes are chosen in API Gateway's order of preference."""

import pytest

from infra.topology.types import Method, Route
from local.gateway.routing import RouteTable

ROUTES: tuple[tuple[Method, str], ...] = (
    ("GET", "/api/v1/campaigns"),
    ("GET", "/api/v1/campaigns/{proxy+}"),
    ("POST", "/api/v1/campaigns/{proxy+}"),
    ("PUT", "/api/v1/campaigns/{proxy+}"),
    ("GET", "/api/v1/campaigns/{id}/performance"),
    ("GET", "/api/v1/campaigns/{id}/creators/{user_id}/performance"),
    ("GET", "/pets/dog"),
    ("GET", "/pets/{id}"),
    ("POST", "/pets/{id}"),
    ("DELETE", "/pets/{id}"),
    ("GET", "/t/{short_code}"),
    ("GET", "/health"),
)


@pytest.fixture(scope="module")
def table() -> RouteTable[str]:
    return RouteTable([(Route(method=method, path=path), f"{method} {path}") for method, path in ROUTES])


@pytest.mark.parametrize(
    ("method", "path", "key", "parameters"),
    [
        ("GET", "/health", "GET /health", {}),
        ("GET", "/pets/dog", "GET /pets/dog", {}),
        ("GET", "/pets/cat", "GET /pets/{id}", {"id": "cat"}),
        ("POST", "/pets/dog", "POST /pets/{id}", {"id": "dog"}),
        ("DELETE", "/pets/dog", "DELETE /pets/{id}", {"id": "dog"}),
        ("GET", "/api/v1/campaigns", "GET /api/v1/campaigns", {}),
        ("GET", "/api/v1/campaigns/7", "GET /api/v1/campaigns/{proxy+}", {"proxy": "7"}),
        ("PUT", "/api/v1/campaigns/7/launch", "PUT /api/v1/campaigns/{proxy+}", {"proxy": "7/launch"}),
        ("GET", "/api/v1/campaigns/7/performance", "GET /api/v1/campaigns/{id}/performance", {"id": "7"}),
        (
            "POST",
            "/api/v1/campaigns/7/performance",
            "POST /api/v1/campaigns/{proxy+}",
            {"proxy": "7/performance"},
        ),
        (
            "GET",
            "/api/v1/campaigns/7/creators/8/performance",
            "GET /api/v1/campaigns/{id}/creators/{user_id}/performance",
            {"id": "7", "user_id": "8"},
        ),
        ("GET", "/t/a%2Fb%20c", "GET /t/{short_code}", {"short_code": "a/b c"}),
    ],
)
def test_the_most_specific_route_wins(
    table: RouteTable[str], method: str, path: str, key: str, parameters: dict[str, str]
) -> None:
    found = table.match(method, path)
    assert found is not None
    assert (found.target, found.path_parameters) == (key, parameters)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/health"),
        ("PATCH", "/pets/cat"),
        ("PATCH", "/pets/dog"),
        ("HEAD", "/api/v1/campaigns"),
        ("HEAD", "/health"),
        ("GET", "/health/"),
        ("GET", "/t/"),
        ("GET", "/t"),
        ("GET", "/t/a/b"),
        ("GET", "/api/v1/campaigns/"),
        ("GET", "/"),
        ("GET", "*"),
    ],
)
def test_what_no_route_describes_is_not_found(table: RouteTable[str], method: str, path: str) -> None:
    assert table.match(method, path) is None
