"""What a pattern of CloudFront matches, and how many of the paths of a route."""

import json
from pathlib import Path

import pytest

from infra.path_patterns import NO_UUIDS, Share, matches, share

DESCRIPTION = Path(__file__).parents[2] / "layers/common/python/common/openapi.json"


@pytest.mark.parametrize(
    ("pattern", "path", "matched"),
    [
        ("/t/*", "/t/", True), ("/t/*", "/t/a/b", True), ("/t/*", "/t", False), ("/gigs*", "/gigs", True),
        ("/gigs*", "/gigs/1/a", True), ("/gigs*", "/gigsters", True), ("/a?c", "/abc", True), ("/a?c", "/a/c", True),
        ("/a?c", "/ac", False), ("/oauth/*/callback", "/oauth/x/callback", True), ("/docs", "/Docs", False),
        ("/oauth/*/callback", "/oauth/x/callback/", False), ("/a.b", "/axb", False), ("/a*", "/a\nb", True),
    ],
)  # fmt: skip
def test_a_pattern_matches_as_cloudfronts_do(pattern: str, path: str, matched: bool) -> None:
    assert matches(pattern, path) is matched


@pytest.mark.parametrize(
    ("pattern", "route", "expected"),
    [
        ("/gigs*", "/gigs", "all"), ("/gigs*", "/gigs/{gig_id}", "all"), ("/gigs/*", "/gigs", "none"),
        ("/gigs/*", "/gigs/{gig_id}/a", "all"), ("/x/special", "/x/{name}", "some"),
        ("/x/special", "/x/{x_id}", "none"), ("/x/special*", "/x/{name}", "some"), ("/c/*/m", "/c/{c_id}/m", "all"),
        ("/c/*/m", "/c/{c_id}/d/{d_id}", "none"),
        ("/c/*/m", "/c/{c_id}/d/{name}", "some"), ("/c/*/m", "/c/{name}/d/m", "all"), ("/t/?", "/t/{code}", "some"),
        ("/t/a*", "/t/{code}", "some"), ("/t/*", "/t/{rest+}", "all"), ("/t/*/b", "/t/{rest+}", "some"),
        ("/e/evt*", "/e/{event_id}", "some"), ("/gig", "/gigs", "none"), ("/", "/", "all"), ("/*", "/", "all"),
    ],
)  # fmt: skip
def test_how_many_of_a_routes_paths_a_pattern_matches(pattern: str, route: str, expected: Share) -> None:
    assert share(pattern, route) == expected


def test_places_called_id_are_uuids() -> None:
    description = json.loads(DESCRIPTION.read_text())
    shared = description["components"].get("parameters", {})
    given_ = [
        shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        for path in description["paths"].values()
        for operation in path.values()
        for one in (operation.get("parameters", []) if isinstance(operation, dict) else operation)
    ]
    ids = {
        one["name"]: one["schema"] for one in given_ if one["in"] == "path" and one["name"].endswith("_id")
    }
    assert {name for name, schema in ids.items() if schema.get("format") != "uuid"} == NO_UUIDS
    assert len(ids) > 20
