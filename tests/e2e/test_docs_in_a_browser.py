"""The documentation in a real browser that was never here, at a desk and on a phone: at once, whole, and readable."""

import statistics
from typing import Any

import pytest

from tests.e2e.conftest import RunningSystem
from tools.browser import look

DESK, PHONE = 1280, 375
PAGES = (
    "/docs",
    "/docs/guides/start",
    "/docs/guides/sandbox",
    "/docs/reference/campaigns",
    "/docs/reference/tracking",
)
TRIES = 3
MOST_MS = 1_000


@pytest.fixture(scope="module")
def seen(system: RunningSystem) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """What a fresh browser, with nothing in its cache, saw of each page at each width, several times."""
    asked = [(path, width) for path in PAGES for width in (DESK, PHONE) for _ in range(TRIES)]
    found = look(*({"url": f"{system.url}{path}", "width": width} for path, width in asked))
    by_page: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for key, one in zip(asked, found, strict=True):
        by_page.setdefault(key, []).append(one)
    return by_page


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_in_under_a_second(
    seen: dict[tuple[str, int], list[dict[str, Any]]], path: str, width: int
) -> None:
    assert statistics.median(one["shown_ms"] for one in seen[path, width]) < MOST_MS


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_fits_its_screen_and_asks_nobody_else(
    system: RunningSystem, seen: dict[tuple[str, int], list[dict[str, Any]]], path: str, width: int
) -> None:
    (one, *_) = seen[path, width]
    assert one["errors"] == []
    assert {answer["status"] for answer in one["requests"]} == {200}
    assert all(answer["url"].startswith(system.url) for answer in one["requests"])
    assert (one["overflow_px"], one["small_text"]) == (0, 0)
    assert one["title"].endswith("· Atomic Influence API")
    assert one["bytes"] < 100_000


def test_the_console_sends_a_request_from_the_page(system: RunningSystem) -> None:
    (one,) = look({
        "url": f"{system.url}/docs/console#/system/checkHealth", "width": DESK, "wait": ".opblock-body .execute",
        "click": ".opblock-body .execute", "then": ".live-responses-table .response-col_status",
    })  # fmt: skip
    assert one["errors"] == []
    assert '"database": "ok"' in one["text"]
    assert f"{system.url}/health" in {answer["url"] for answer in one["requests"]}


def test_a_search_in_the_contents_leaves_what_was_looked_for(system: RunningSystem) -> None:
    (one,) = look({
        "url": f"{system.url}/docs", "width": PHONE, "wait": ".search input", "type": "conversion key",
        "then": ".list[open] li:not([hidden])",
    })  # fmt: skip
    assert "rotate" in one["text"].lower()
    assert "/api/v1/auth/sign-in" not in one["text"].partition("Operations")[2]
