"""docs/scaling.md quotes benchmarks/README.md, and the limits that it names are those of the map and the stages."""

import re
from pathlib import Path

import pytest

from infra.stages import PROD
from infra.topology.rewards import REWARDS_WORKER
from infra.topology.tracking_redirect import TRACKING_REDIRECT

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
MEASURED = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("quoted", "section", "measured"),
    [
        ("780 redirects a second", "tracking_redirect", "one process | 780 "),
        ("2,303 clicks/s", "tracking_redirect", "16 connections | 2,303 "),
        ("45,766 clicks/s", "tracking_queue", "| 45,766 "),
        ("17.6 s at 50 M", "tracking_growth", "| 17.57 s "),
        ("3,271 posts/s", "ledger", "one hot account, 16 connections | 3,271 "),
        ("5.62 ms", "matching", "p50 | 5.62 ms"),
        ("59.94 ms", "matching", "worst | 59.94 ms"),
        ("29 ms", "creator_directory", "p95 | 29.4 ms"),
        ("317 facts/s", "rewards", "100 live triggers: 100,000 facts | 317 "),
    ],
)
def test_a_figure_is_the_measured_one(quoted: str, section: str, measured: str) -> None:
    assert quoted in PAGE
    found = re.search(rf"<!-- {section} -->(.*?)<!-- /{section} -->", MEASURED, re.DOTALL)
    assert found is not None
    assert measured in found[1]


def test_limits_are_the_maps() -> None:
    (throttle,) = {route.throttle for route in TRACKING_REDIRECT.routes if route.throttle}
    assert f"({throttle.requests_per_second:,}/s in the map)" in PAGE
    assert f"{TRACKING_REDIRECT.reserved_concurrency} of them are reserved" in PAGE
    assert f"{REWARDS_WORKER.reserved_concurrency} of `rewards-worker` run at once" in PAGE
    assert f"`maximum_capacity` {PROD.maximum_capacity:g}" in PAGE


def test_what_nobody_tried_in_aws_says_so() -> None:
    assert "**not verified against AWS**" in PAGE
