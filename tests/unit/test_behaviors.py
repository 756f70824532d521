"""Every path of the map leads to its own API with its own headers, by CloudFront's patterns and in their order."""

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infra import behaviors as module
from infra.behaviors import DEFAULT, Door, PathsMeet, behaviors, door_of
from infra.path_patterns import NO_UUIDS, share
from infra.topology import TOPOLOGY
from infra.topology.shared import page_routes, public_routes, routes
from infra.topology.types import ApiName, Capability, Function, Route, Topology

UUID = "7f0c6a52-9d1e-4c3b-8a77-0123456789ab"
MARKETPLACE = (
    *routes("/api/v1/gigs", "GET", "POST"),
    *routes("/api/v1/gigs/{gig_id}/applications", "GET", "POST"),
    *routes("/api/v1/applications/{application_id}", "GET"),
    *routes("/api/v1/deals", "GET"),
    *routes("/api/v1/escrows/{escrow_id}/release", "POST"),
    *routes("/api/v1/disputes", "GET", "POST"),
    *routes("/api/v1/payments/escrow/{escrow_id}", "GET"),
    *routes("/api/v1/payments/escrow/{escrow_id}/fund", "POST"),
    *routes("/api/v1/blocked-attempts", "GET"),
    *routes("/api/v1/creator-logs", "GET"),
    *routes("/api/v1/analytics/platform", "GET"),
    *routes("/api/v1/analytics/financial", "GET"),
    *public_routes("/webhooks/escrows", "POST"),
)


def _page(name: str, api: ApiName, *of: Route) -> Capability:
    return Capability(
        name=name, api=api, functions=(Function(name=name, capability=name, entry="api", routes=of),)
    )


def _with(*pages: Capability) -> Topology:
    return replace(TOPOLOGY, capabilities=(*TOPOLOGY.capabilities, *pages))


def _only(*pages: Capability) -> Topology:
    return replace(TOPOLOGY, capabilities=pages)


GROWN = _with(_page("marketplace", "second", *MARKETPLACE))
MAPS = pytest.mark.parametrize("topology", [TOPOLOGY, GROWN], ids=["house", "grown"])


def _instances(route: str) -> Iterator[str]:
    """Paths that a client may ask for by this route."""
    for word in ("x", "x.csv", "gigs", "%2F", string.punctuation.replace("/", "")):
        path = route
        for place in re.findall(r"\{(\w+)\}", route):
            is_uuid = place.endswith("_id") and place not in NO_UUIDS
            path = path.replace(f"{{{place}}}", UUID if is_uuid else word)
        yield path.replace("{proxy+}", f"{word}/{word}")


@MAPS
def test_every_path_of_every_route_reaches_its_api_with_its_headers(topology: Topology) -> None:
    found, audiences = behaviors(topology), topology.audiences()
    asked = 0
    for page in topology.capabilities:
        for route in page.routes:
            for path in _instances(route.path):
                door = door_of(path, found)
                assert (door.api, door.audience) == (page.api, audiences.get(route.path, "client")), path
                assert door.writes or route.method in {"GET", "HEAD"}, path
                asked += 1
    assert asked == 5 * sum(len(page.routes) for page in topology.capabilities)


@MAPS
def test_no_path_is_for_two_behaviours_that_lead_apart(topology: Topology) -> None:
    found = behaviors(topology)
    for page in topology.capabilities:
        for route in page.routes:
            leading = [one for one in found if share(one.pattern, route.path) != "none"]
            first = [index for index, one in enumerate(leading) if share(one.pattern, route.path) == "all"][
                :1
            ]
            asked = (
                {one.door for one in leading[: first[0] + 1]}
                if first
                else {DEFAULT, *(one.door for one in leading)}
            )
            assert {door.api for door in asked} == {page.api}, route.path
            assert len(asked) == 1, route.path


def test_words_of_one_door_that_begin_alike_share_a_pattern() -> None:
    taken, rest = (
        {one.pattern for one in behaviors(GROWN) if (one.door.api == "second") == second}
        for second in (True, False)
    )
    assert taken == {
        "/api/v1/a*", "/api/v1/block*", "/api/v1/conversations*", "/api/v1/creator-logs", "/api/v1/deals*",
        "/api/v1/disputes*", "/api/v1/escrows*", "/api/v1/f*", "/api/v1/fans/me*", "/api/v1/g*",
        "/api/v1/held-messages*",
        "/api/v1/invite-policies*", "/api/v1/leaderboards/*", "/api/v1/message*", "/api/v1/moderation-rules*",
        "/api/v1/payments/escrow/*", "/api/v1/re*/*", "/api/v1/reward*", "/api/v1/scan*", "/webhooks/escrows", "/r/*",
        "/.well-known/*", "/invites/*", "/invites/*/opt-out", "/badge*/*", "/issuers/*", "/status-lists/*",
        "/api/v1/qr/*", "/q/*",
    }  # fmt: skip
    assert rest == {one.pattern for one in behaviors(TOPOLOGY) if one.door.api == "main"}


@pytest.mark.parametrize(
    ("room", "api", "more"),
    [
        ("zones", "main", 0), ("agent-notes", "second", 0), ("blocklists", "second", 0), ("fraud-cases", "second", 0),
        ("gigs/{gig_id}/notes", "second", 0), ("zones", "second", 1), ("creator-notes", "second", 1),
        ("agent-notes", "main", 1), ("campaign", "second", 2),
    ],
)  # fmt: skip
def test_a_room_costs_a_pattern_where_the_words_beside_it_have_another_door(
    room: str, api: ApiName, more: int
) -> None:
    path = f"/api/v1/{room}"
    page = _page("room", api, *routes(path, "GET", "POST"), *routes(f"{path}/{{item_id}}", "GET"))
    grown = behaviors(_with(page))
    assert len(grown) - len(behaviors(TOPOLOGY)) == more
    assert door_of(f"{path.replace('{gig_id}', UUID)}/{UUID}", grown).api == api


def test_a_beginning_is_shared_below_words_where_the_words_themselves_are_anothers() -> None:
    found = behaviors(
        _only(
            _page("a", "main", *routes("/api/reconciliations", "GET"), *routes("/api/referrals", "GET")),
            _page(
                "b",
                "second",
                *routes("/api/realtime/key", "GET"),
                *routes("/api/referrals/{id}/move", "POST"),
            ),
        )
    )
    assert [(one.pattern, one.door.api) for one in found] == [("/api/re*/*", "second")]


def test_no_beginning_is_shared_where_an_id_may_begin_like_that() -> None:
    found = behaviors(
        _only(
            _page("a", "main", *routes("/api/{slug}/page", "GET")),
            _page(
                "b", "second", *routes("/gigs/{gig_id}/deals", "GET"), *routes("/gigs/{gig_id}/debts", "GET")
            ),
            _page("c", "second", *routes("/lists/added/a", "GET"), *routes("/lists/adults/a", "GET")),
            _page(
                "d",
                "main",
                *routes("/lists/{list_id}/a", "GET"),
                *routes("/gigs/{gig_id}/notes/{note_id}", "GET"),
            ),
        )
    )
    assert {one.pattern for one in found} == {
        "/gigs/*/deals", "/gigs/*/debts", "/lists/added/a", "/lists/adults/a",
    }  # fmt: skip


def test_what_the_map_does_not_name_is_for_the_first_api_as_a_clients() -> None:
    for path in ("/api/v1/", "/api/v2/gigs", "/Webhooks/stripe", "/api/v1/GIGS", "/wp-login.php", ""):
        assert door_of(path, behaviors(GROWN)) == DEFAULT == Door("main", "client", writes=True)


def test_the_house_leaves_room_for_what_comes() -> None:
    # Forty before activations: fans cost three, and the rooms of brands beside them a few (decision 139).
    assert len(behaviors(TOPOLOGY)) <= 48, "twenty-two are for rooms to come"
    assert module.MOST_BEHAVIORS < 75


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (_page("m", "second", *routes("/api/v1/wallets", "POST")), "no methods|tells no methods"),
        (_page("m", "main", *public_routes("/api/v1/wallets", "GET")), "tells no methods"),
        (_page("m", "second", *routes("/api/v1/wallets/{id}", "PUT")), "/api/v1/wallets/"),
        (_page("m", "second", *routes("/creators/me", "GET")), r"/creators/\{slug\}"),
        (_page("m", "second", *routes("/t/lists", "GET")), r"/t/\{"),
        (_page("m", "second", *routes("/api/v1/ïgigs", "GET")), "no pattern"),
        (_page("m", "second", *routes(f"/api/v1/{'z' * 255}", "GET")), "no pattern"),
        (_page("m", "second", *(public_routes(f"/p{one}/x", "GET")[0] for one in range(70)),
               *(Route(method="GET", path=f"/p{one}/y") for one in range(70))), "are allowed"),
    ],
)  # fmt: skip
def test_paths_that_cannot_be_told_apart_are_refused(page: Capability, said: str) -> None:
    with pytest.raises(PathsMeet, match=said):
        behaviors(_with(page))


def test_a_word_is_asked_for_before_an_id() -> None:
    found = behaviors(
        _only(
            _page("a", "main", *routes("/api/gigs/{gig_id}", "GET")),
            _page("b", "second", *routes("/api/gigs/{gig_id}/deals", "GET")),
            _page("c", "third", *routes("/api/gigs/mine/deals", "GET")),
        )
    )
    assert [(one.pattern, one.door.api) for one in found] == [
        ("/api/gigs/mine/deals", "third"), ("/api/gigs/*/deals", "second"),
    ]  # fmt: skip


def test_a_longer_name_beside_a_room_is_not_taken_for_it() -> None:
    found = behaviors(
        _only(
            _page("a", "main", *routes("/api/gigs-of-old", "GET"), *page_routes("/api/gigs/{gig_id}/page")),
            _page("b", "second", *routes("/api/gigs", "GET"), *routes("/api/gigs/{gig_id}", "GET")),
        )
    )
    assert [(one.pattern, one.door.api, one.door.audience) for one in found] == [
        ("/api/gigs/*/page", "main", "reader"), ("/api/gigs", "second", "client"), ("/api/gigs/*", "second", "client"),
    ]  # fmt: skip


words = st.sampled_from(["a", "b", "ab", "abc", "acb", "ba"])
rooms = st.tuples(words, st.sampled_from(["", "/{a_id}", "/{a_id}/a", "/{a_id}/b", "/c", "/c/d"])).map(
    "".join
)
maps = st.dictionaries(rooms.map("/r/{}".format), st.sampled_from(["main", "second"]), max_size=6)


@settings(max_examples=150, deadline=None)
@given(maps)
@example({"/r/a/{a_id}/a": "second", "/r/a/{a_id}/b": "second", "/r/a/c/d": "main"})
@example({"/r/a/{a_id}": "second", "/r/a/c": "main", "/r/a/c/d": "main"})
def test_no_shorter_list_tells_the_same_paths_apart(paths: dict[str, ApiName]) -> None:
    pages = [
        _page(f"p{n}", api, Route(method="GET", path=path)) for n, (path, api) in enumerate(paths.items())
    ]
    found = behaviors(_only(*pages))
    assert all(door_of(path.replace("{a_id}", UUID), found).api == api for path, api in paths.items())
    starred = [path.replace("{a_id}", "*") for path in paths]
    cut = {path[:length].rstrip("/") for path in starred for length in range(2, len(path) + 1)}
    reached = {
        tuple(share(f"{one}{end}", path) for path in paths) for one in cut for end in ("", "*", "/*", "*/*")
    }
    # What two patterns reach alike is tried once; what matches some paths of a route only is never right.
    possible = [
        (shares, api)
        for shares in reached
        if "some" not in shares and "all" in shares
        for api in ("main", "second")
    ]
    for length in range(len(found)):
        for shorter in permutations(possible, length) if length < 3 else ():
            led = [
                next((api for shares, api in shorter if shares[n] == "all"), DEFAULT.api)
                for n in range(len(paths))
            ]
            assert led != list(paths.values()), shorter
