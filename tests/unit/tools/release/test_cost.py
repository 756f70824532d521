"""docs/cost.md is what the script computes, and the script computes what another person did by hand."""

from dataclasses import replace

import pytest

from infra.stages import PROD
from tools.release import cost
from tools.release.cost import DOCUMENT, PRICES, SIZES, Size, lines, render, total

BY_HAND = {"dev, idle": 115, "prod, 1,000 clicks a minute": 770, "prod, 100,000 clicks a minute": 24_000}
"""The review of 2026-11, from the same kind of prices and its own assumptions."""


def test_the_page_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render(), "run: make cost"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size.name))
def test_the_totals_are_those_of_a_calculation_by_hand_within_a_third(size: Size) -> None:
    assert total(size) == pytest.approx(BY_HAND[size.name], rel=1 / 3)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size.name))
def test_no_line_is_forgotten_in_the_total_and_none_is_negative(size: Size) -> None:
    found = list(lines(size))
    assert len({name for name, _ in found}) == len(found)
    assert min(dollars for _, dollars in found) >= 0
    assert sum(dollars for _, dollars in found) == total(size)


def test_twice_the_clicks_cost_twice_what_clicks_cost() -> None:
    _, prod, _ = SIZES
    traced = replace(prod, stage=replace(PROD, traces=True))
    without, once, twice = (dict(lines(replace(traced, clicks=number))) for number in (0, 40e6, 80e6))
    for name in ("functions", "logs", "traces", "database, I/O", "API Gateway"):
        assert twice[name] - without[name] == pytest.approx(2 * (once[name] - without[name]))
        assert once[name] > without[name]


def test_no_stage_pays_for_traces_that_it_does_not_have() -> None:
    for size in SIZES:
        assert not size.stage.traces
        assert dict(lines(size))["traces"] == 0


def test_the_api_is_cheaper_above_three_hundred_million() -> None:
    _, prod, _ = SIZES
    dollars = dict(lines(replace(prod, clicks=400e6, requests=0)))["API Gateway"]
    assert dollars == pytest.approx(300 * 1.00 + 100 * 0.90)


def test_ten_thousand_people_who_listen_eight_hours_a_day_cost_what_the_price_page_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """144 million minutes: $11.52, and a dollar for each million of operations."""
    _, prod, _ = SIZES
    monkeypatch.setattr(cost, "MINUTES_CONNECTED", 30 * 8 * 60)
    monkeypatch.setattr(cost, "VISITS", 0)
    monkeypatch.setattr(cost, "PUSHES_OF_A_PERSON", 100)
    dollars = dict(lines(replace(prod, people=10_000)))["real time (AppSync Events)"]
    assert dollars == pytest.approx(144 * 0.08 + 2 * 1.00)


def test_every_price_is_used_and_says_where_it_is_from(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()
    real = cost._price

    def noted(name: str) -> float:
        used.add(name)
        return real(name)

    monkeypatch.setattr(cost, "_price", noted)
    for size in SIZES:
        list(lines(size))
    assert used == PRICES.keys()
    assert {source for _, _, source in PRICES.values()} == {cost.PAGES_OF_2026, cost.FROM_MEMORY}
