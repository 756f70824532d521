"""The paths of fans lead to their door, with all methods, whatever stands beside them."""

from dataclasses import replace

import pytest

from infra.behaviors import DEFAULT, Behavior, Door, PathsMeet, behaviors, door_of
from infra.topology import TOPOLOGY
from infra.topology.edge import EDGE_COOKIES, EDGE_HEADERS
from infra.topology.shared import FAN_THROTTLE, fan_routes, public_routes, routes
from infra.topology.types import Capability, Function, Route, Throttle, Topology

FANS = (
    *fan_routes("/q/{short_code}", "GET", "HEAD", "POST"),
    *fan_routes("/q/{short_code}/screen", "GET"),
    *fan_routes("/q/keys.json", "GET"),
    *fan_routes("/api/v1/qr/scan", "POST"),
    *fan_routes("/api/v1/qr/scans/{scan_id}", "GET"),
    *fan_routes("/api/v1/fans/me", "GET", "DELETE"),
    *fan_routes("/api/v1/fans/me/codes", "POST"),
)
BESIDE = (
    *routes("/api/v1/fan-links", "POST"),
    *routes("/api/v1/activations/{activation_id}", "GET", "PATCH"),
    *routes("/api/v1/scans", "GET"),
)
FAN = Door("second", "fan", writes=True)


def _with(*of: Route) -> Topology:
    """The house without the routes of activations, and these in their place."""
    page = Capability(
        name="fans",
        api="second",
        functions=(Function(name="fans", capability="fans", entry="api", routes=of),),
    )
    others = tuple(one for one in TOPOLOGY.capabilities if one.name != "activations")
    return replace(TOPOLOGY, capabilities=(*others, page))


@pytest.fixture(scope="module")
def found() -> tuple[Behavior, ...]:
    return behaviors(_with(*FANS, *BESIDE))


@pytest.mark.parametrize("route", FANS, ids=lambda route: str(route.key))
def test_what_fans_may_use_is_their_door_with_all_methods(route: Route, found: tuple[Behavior, ...]) -> None:
    path = route.path.replace("{short_code}", "aB3dE9z").replace("{scan_id}", "x")
    assert door_of(path, found) == FAN


@pytest.mark.parametrize("path", ["/api/v1/fan-links", "/api/v1/activations/x", "/api/v1/scans"])
def test_what_stands_beside_it_asks_for_a_token(path: str, found: tuple[Behavior, ...]) -> None:
    assert door_of(path, found) == Door("second", "client", writes=True)


@pytest.mark.parametrize(
    "path", ["/t/abc", "/r/ABCD2345", "/", "/webhooks/stripe", "/api/v1/campaigns", "/Q/abc"]
)
def test_no_other_path_is_taken_for_a_fans(path: str, found: tuple[Behavior, ...]) -> None:
    assert door_of(path, found).audience != "fan"


def test_fans_cost_three_patterns(found: tuple[Behavior, ...]) -> None:
    taken = sorted(one.pattern for one in found if one.door.audience == "fan")
    assert taken == ["/api/v1/fans/me*", "/api/v1/qr/*", "/q/*"]


def test_a_path_that_is_a_fans_and_a_persons_is_refused() -> None:
    with pytest.raises(PathsMeet, match="tells no methods"):
        behaviors(_with(*fan_routes("/api/v1/fans/me", "GET"), *routes("/api/v1/fans/me", "DELETE")))


def test_one_method_for_fans_makes_the_path_theirs() -> None:
    mixed = _with(*public_routes("/q/{short_code}", "GET"), *fan_routes("/q/{short_code}", "POST"))
    assert mixed.audiences()["/q/{short_code}"] == "fan"


def test_a_stadium_is_let_through_by_every_route_of_fans() -> None:
    assert (
        {route.throttle for route in FANS}
        == {FAN_THROTTLE}
        == {Throttle(requests_per_second=2_000, burst=4_000)}
    )
    (slow,) = fan_routes("/q/{short_code}/next", "GET", throttle=Throttle(requests_per_second=10, burst=20))
    assert slow.throttle == Throttle(requests_per_second=10, burst=20)


def test_only_fans_bring_cookies_and_their_headers_are_the_ten_of_the_specification() -> None:
    assert EDGE_COOKIES == {"fan": ("__Host-device", "__Host-staff")}
    assert EDGE_HEADERS["fan"] == (
        "CloudFront-Viewer-Address", "CloudFront-Viewer-Country", "CloudFront-Viewer-ASN", "User-Agent", "Accept",
        "Accept-Language", "Content-Type", "Origin", "Sec-Fetch-Site", "Sec-GPC",
    )  # fmt: skip
    assert all(len(names) <= 10 for names in EDGE_HEADERS.values())
    assert DEFAULT.audience not in EDGE_COOKIES
