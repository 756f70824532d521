"""Burn rates: the arithmetic of the alarms in the template, against made-up minutes."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

import pytest

from infra.constructs.objectives import COUNTED
from infra.objectives import API, BURNS, DAYS, OBJECTIVES, REDIRECTS, Burn, Objective
from tests.infra.conftest import Assembly, Resource
from tests.infra.metric_math import evaluate

Minute = tuple[int, int]
"""Requests of an objective in a minute, and how many of them failed; the last one is now."""
PARTS = re.compile(r'ALARM\("([^"]+)"\)')
A_DAY = 24 * 60
QUIET: list[Minute] = [(1, 0)] * A_DAY
BUSY: list[Minute] = [(1_000, 0)] * A_DAY


class Prod:
    """The alarms of the objectives, as they stand in the template."""

    def __init__(self, house: Assembly) -> None:
        made = house.properties("prod", "AWS::CloudWatch::Alarm")
        self._alarms: dict[str, Resource] = {one["AlarmName"]: one for one in made}
        self.composites = house.properties("prod", "AWS::CloudWatch::CompositeAlarm")

    def burning(self, objective: Objective, minutes: Sequence[Minute]) -> set[str]:
        """Which alarms of the objective ring now, by the name of their rate."""
        begin = f"atomic-influence-prod-{objective.name}-"
        return {
            name.removeprefix(begin).removesuffix("-burn")
            for one in self.composites
            if (name := one["AlarmName"]).startswith(begin)
            and all(self._rings(part, objective, minutes) for part in PARTS.findall(one["AlarmRule"]))
        }  # fmt: skip

    def _rings(self, name: str, objective: Objective, minutes: Sequence[Minute]) -> bool:
        alarm = self._alarms[name]
        assert (alarm["EvaluationPeriods"], alarm["DatapointsToAlarm"]) == (1, 1)
        assert alarm["TreatMissingData"] == "notBreaching"
        (expression,) = [one["Expression"] for one in alarm["Metrics"] if one["ReturnData"]]
        points: dict[str, float] = {}
        for one in alarm["Metrics"]:
            if "MetricStat" in one:
                counted = one["MetricStat"]["Metric"]["MetricName"].removeprefix("atomic-influence-prod-")
                window = minutes[-one["MetricStat"]["Period"] // 60 :]
                points[one["Id"]] = _sum(counted, objective, window)
        assert points.keys() <= set(re.findall(r"\w+", expression)), "asked for, and not used"
        return bool(evaluate(expression, points) >= alarm["Threshold"])


def _sum(counted: str, objective: Objective, window: Sequence[Minute]) -> int:
    """What the log's filter counts in these minutes; of the other objective there are ten sound requests a minute."""
    mine = sum(failed if counted.endswith("failed") else asked for asked, failed in window)
    others = 0 if counted.endswith("failed") else 10 * len(window)
    if counted.startswith("redirects"):
        return mine if objective is REDIRECTS else others
    return mine + others


@pytest.fixture(scope="module")
def prod(house: Assembly) -> Prod:
    return Prod(house)


BOTH = pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda one: str(one.name))


def failing(percent: float, minutes: int, asked: int = 1_000) -> list[Minute]:
    """So many minutes in which that share of the requests fails."""
    return [(asked, round(asked * percent / 100))] * minutes


@BOTH
def test_where_nothing_fails_nothing_rings(prod: Prod, objective: Objective) -> None:
    assert prod.burning(objective, BUSY) == set()
    assert prod.burning(objective, QUIET) == set()
    assert prod.burning(objective, [(0, 0)] * A_DAY) == set()


@pytest.mark.parametrize(("objective", "minutes"), [(REDIRECTS, 1), (API, 5)], ids=["redirects", "api"])
def test_an_outage_of_everything_rings_within_minutes(prod: Prod, objective: Objective, minutes: int) -> None:
    assert "fast" in prod.burning(objective, BUSY + failing(100, minutes))


@BOTH
def test_an_outage_that_is_over_stops_ringing_in_five_minutes(prod: Prod, objective: Objective) -> None:
    outage = BUSY + failing(100, 20)
    assert "fast" in prod.burning(objective, [*outage, *failing(0, 4)])
    assert "fast" not in prod.burning(objective, [*outage, *failing(0, 5)])
    assert prod.burning(objective, [*outage, *failing(0, 120)]) == set()


@BOTH
def test_each_rate_rings_from_its_own_threshold_on(prod: Prod, objective: Objective) -> None:
    for burn in BURNS:
        steady = [(100_000, round(1_000 * burn.threshold(objective)))] * burn.long_minutes
        before = [(100_000, 0)] * A_DAY
        assert burn.name in prod.burning(objective, before + steady)
        less = [(asked, round(failed * 0.98)) for asked, failed in steady]
        assert burn.name not in prod.burning(objective, before + less)


@BOTH
def test_a_hiccup_rings_nothing(prod: Prod, objective: Objective) -> None:
    """Half a minute of nothing but failures is a large share of five minutes, and none of an hour."""
    hiccup = BUSY + [(1_000, 0)] * 58 + [(1_000, 5 if objective is REDIRECTS else 25)]
    assert prod.burning(objective, hiccup) == set()


@BOTH
def test_one_failure_of_a_quiet_night_rings_nothing_and_an_outage_does(
    prod: Prod, objective: Objective
) -> None:
    assert prod.burning(objective, [*QUIET, (1, 1)]) == set()
    assert prod.burning(objective, [*QUIET, (1, 1), (1, 1)]) == set()
    assert prod.burning(objective, QUIET + [(1, 1)] * 60) >= {"fast"}


@BOTH
def test_a_leak_that_no_hour_notices_rings_within_its_day(prod: Prod, objective: Objective) -> None:
    leak = failing(4 * objective.budget, A_DAY)
    assert prod.burning(objective, BUSY + leak) == {"leak"}


def test_the_other_objectives_failures_ring_nothing_here(prod: Prod) -> None:
    assert prod.burning(API, [(0, 0)] * A_DAY) == set()
    everything_fails = failing(100, A_DAY)
    assert prod.burning(REDIRECTS, everything_fails) == {"fast", "slow", "leak"}


def test_the_budget_is_a_months_and_each_rate_takes_its_part_of_it() -> None:
    assert (REDIRECTS.budget, API.budget) == (0.1, 0.5)
    shares = {burn.name: round(burn.share_used(), 4) for burn in BURNS}
    assert shares == {"fast": 0.02, "slow": 0.05, "leak": 0.1}
    for burn in BURNS:
        days_until_gone = DAYS / burn.rate
        assert days_until_gone > burn.long_minutes / A_DAY


@BOTH
@pytest.mark.parametrize("burn", BURNS, ids=lambda one: str(one.name))
def test_three_failures_are_the_fewest_that_ring(objective: Objective, burn: Burn) -> None:
    fewest = burn.fewest_requests(objective)
    assert 100 * 2 / fewest < burn.threshold(objective)
    assert 100 * 3 / fewest == pytest.approx(burn.threshold(objective), rel=0.2)


# What is counted, in lines of the access log.

LINES = [
    ("GET /t/{short_code}", "302", {"answers", "redirects"}),
    ("HEAD /t/{proxy+}", "404", {"answers", "redirects"}),
    ("GET /t/{short_code}", "503", {"answers", "answers-failed", "redirects", "redirects-failed"}),
    ("GET /t/{short_code}", "429", {"answers", "redirects"}),
    ("GET /api/v1/campaigns", "200", {"answers"}),
    ("GET /api/v1/teams", "500", {"answers", "answers-failed"}),
    ("POST /webhooks/stripe", "400", {"answers"}),
    ("$default", "504", {"answers", "answers-failed"}),
]


def _matches(pattern: str, line: dict[str, str]) -> bool:
    """CloudWatch Logs' filter of JSON, as far as ours speak it."""
    python = pattern.strip("{ }").replace("||", "or").replace("&&", "and")
    python = re.sub(r'\$\.(\w+) = "([^"]*)"', r'is_like(line["\1"], "\2")', python)
    return bool(eval(python, {"line": line, "is_like": fnmatchcase}))


@pytest.mark.parametrize(("route", "status", "names"), LINES)
def test_a_line_of_the_access_log_is_counted_where_it_belongs(
    house: Assembly, route: str, status: str, names: set[str]
) -> None:
    filters = {
        one["MetricTransformations"][0]["MetricName"].removeprefix("atomic-influence-prod-"): one
        for one in house.properties("prod", "AWS::Logs::MetricFilter")
    }
    line = {"route": route, "status": status}
    found = {name for name in COUNTED if _matches(filters[name]["FilterPattern"], line)}
    assert found == names
    for name in COUNTED:
        (transformation,) = filters[name]["MetricTransformations"]
        assert (transformation["MetricValue"], transformation["DefaultValue"]) == ("1", 0)


def test_every_redirect_of_the_map_is_one_in_the_log(house: Assembly) -> None:
    redirect = house.topology.function("tracking-redirect")
    for route in redirect.routes:
        assert _matches(COUNTED["redirects"], {"route": route.key, "status": "302"}) == route.path.startswith(
            "/t/"
        )
