"""The plots of a laptop: of what the logs say, by the minute, and nothing that anybody could write into them."""

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from common import metrics
from infra.topology import TOPOLOGY
from local.dashboard_page import PATH, DashboardPage
from local.figures import ANSWERS, Figures
from local.gateway.application import LocalRoute
from local.gateway.routing import RouteTable
from local.http1 import Request, Response

NOW = 1_800_000_030.0
"""Half a minute past a full one."""


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    return Figures(tmp_path, lambda: NOW)


@pytest.fixture
def ask(figures: Figures) -> Callable[[str], Response]:
    doors: RouteTable[LocalRoute] = RouteTable(DashboardPage(TOPOLOGY, figures).routes())

    def answer(target: str) -> Response:
        found = doors.match("GET", target.partition("?")[0])
        assert found is not None

        async def call() -> Response:
            return await found.target(Request("GET", target))

        return asyncio.run(call())

    return answer


def line(name: str, number: int = 1, *, minutes_ago: int = 0) -> str:
    """As `common.metrics` writes it."""
    at = int((NOW - 60 * minutes_ago) * 1000)
    return metrics.LINE.format(at=at, name=name, stage="local", number=number)


def shown(answer: Response) -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads(answer.body)["figures"]
    return found


def test_what_is_older_than_a_day_is_looked_for_once_a_minute(tmp_path: Path) -> None:
    looked = []

    class Watched(Counter[int]):
        def __iter__(self) -> Iterator[int]:
            looked.append(NOW)
            return super().__iter__()

    now = NOW
    figures = Figures(tmp_path, lambda: now)
    figures._by_minute["answers"] = counted = Watched()
    for _ in range(3):
        figures.saw("/api/v1/system/health", 200)
    assert len(looked) == 1
    now += 24 * 60 * 60
    for _ in range(3):
        figures.saw("/api/v1/system/health", 200)
    assert len(looked) == 2
    assert dict(counted) == {figures.now(): 3}


def test_what_a_lambda_counts_is_there_by_the_minute(ask: Callable[[str], Response], tmp_path: Path) -> None:
    (tmp_path / "payments-api.log").write_text(
        "START\n" + line("deposits") + line("deposits", 2) + '{"level":"INFO","message":"deposits"}\n'
        + line("payouts", 5, minutes_ago=59) + line("payouts", 7, minutes_ago=60)
    )  # fmt: skip
    (tmp_path / "payments-worker.log").write_text(line("deposits", minutes_ago=1))
    found = shown(ask(f"{PATH}.json"))
    assert (len(found["deposits"]), found["deposits"][-3:]) == (60, [0, 1, 3])
    assert (sum(found["payouts"]), found["payouts"][0]) == (5, 5)
    day = shown(ask(f"{PATH}.json?span=day"))
    assert (len(day["payouts"]), sum(day["payouts"]), sum(day["deposits"])) == (48, 12, 4)


def test_a_line_is_counted_once_and_when_it_is_whole(figures: Figures, tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    whole = line("deposits")
    log.write_text(whole + whole[:40])
    for _ in range(2):
        figures.refresh()
        assert figures.of("deposits", minutes=1) == [1]
    with log.open("a") as more:
        more.write(whole[40:])
    figures.refresh()
    assert figures.of("deposits", minutes=1) == [2]


def test_a_log_that_was_emptied_is_read_from_its_beginning(figures: Figures, tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("x" * 1_000 + "\n" + line("deposits"))
    figures.refresh()
    log.write_text(line("deposits"))
    figures.refresh()
    assert figures.of("deposits", minutes=1) == [2]


@pytest.mark.parametrize(
    "said",
    ['{"_aws": 1}', '"_aws"', '{"_aws": {"CloudWatchMetrics": [{"Metrics": [{"Name": "deposits"}]}]}}', '["_aws"]',
     '{"_aws":{"Timestamp":"x","CloudWatchMetrics":[{"Metrics":[{"Name":"deposits"}]}]},"deposits":1}', "\xff _aws"],
)  # fmt: skip
def test_what_is_no_figure_is_passed_over(figures: Figures, tmp_path: Path, said: str) -> None:
    (tmp_path / "a.log").write_bytes(said.encode("latin-1") + b"\n" + line("deposits").encode())
    figures.refresh()
    assert figures.of("deposits", minutes=1) == [1]


def test_what_is_older_than_a_day_is_forgotten(tmp_path: Path) -> None:
    now = [NOW]
    figures = Figures(tmp_path, lambda: now[0])
    (tmp_path / "a.log").write_text(line("deposits", minutes_ago=24 * 60) + line("deposits"))
    figures.refresh()
    assert sum(figures.of("deposits", minutes=24 * 60)) == 1
    now[0] += 24 * 60 * 60
    figures.saw("/api", 200)
    (tmp_path / "b.log").write_text("")
    assert sum(figures.of("deposits", minutes=24 * 60)) == 0


def test_a_level_stands_until_it_is_told_again(
    ask: Callable[[str], Response], figures: Figures, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for minutes_ago, overdue, locked in ((70, 3, 9), (2, 2, 5), (0, 0, 4)):
        monkeypatch.setattr(time, "time_ns", lambda ago=minutes_ago: int((NOW - 60 * ago) * 1e9))
        metrics.gauge("escrows_overdue", overdue)
        metrics.gauge("escrows", locked, of="locked")
    (tmp_path / "marketplace-schedule.log").write_text(capsys.readouterr().out)
    found = shown(ask(f"{PATH}.json"))
    assert (found["escrows_overdue"][0], found["escrows_overdue"][-4:]) == (3, [3, 2, 2, 0])
    assert found["escrows locked"][-3:] == [5, 5, 4]
    text = ask(PATH).body.decode()
    assert "<h2>Milestones under way</h2>" in text
    assert '<figcaption>locked: <data value="4">4</data>' in text, "how it stands, not how often it was told"
    assert sum(figures.of("escrows", minutes=60)) == 0


def test_the_page_has_a_plot_for_everything_that_is_counted(
    ask: Callable[[str], Response], figures: Figures, tmp_path: Path
) -> None:
    (tmp_path / "a.log").write_text(line("deposits", 3) + line("deposits", 1, minutes_ago=5))
    text = ask(PATH).body.decode()
    plots = re.findall(r"<svg.*?</svg>", text)
    assert len(plots) == len(TOPOLOGY.metrics) + len(ANSWERS)
    (deposits,) = [plot for plot in plots if 'aria-label="Deposits: ' in plot]
    bars = ElementTree.fromstring(deposits)
    drawn = [(float(bar.get("height", 0)), bar[0].text) for bar in bars]
    assert [high for high, _ in drawn] == [20.0, 60.0]
    assert [str(words).rpartition(": ")[2] for _, words in drawn] == ["1", "3"]
    for metric in TOPOLOGY.metrics:
        assert f"<figcaption>{metric.title}: " in text
    assert "<script" not in text
    assert "style=" not in text, "the page's policy takes style sheets alone"


def test_answers_of_the_gateway_say_whether_it_is_us(
    ask: Callable[[str], Response], figures: Figures
) -> None:
    assert "Redirects: nobody asked. API: nobody asked." in ask(PATH).body.decode()
    for status in [302] * 999 + [503]:
        figures.saw("/t/abc", status)
    for status in [200] * 99 + [500]:
        figures.saw("/api/v1/campaigns", status)
    text = ask(PATH).body.decode()
    assert "Redirects: 99.90 % good, 99.9 % promised, kept." in text
    assert "API: 99.00 % good, 99.5 % promised, <strong>missed</strong>." in text
    found = shown(ask(f"{PATH}.json"))
    assert {name: sum(found[name]) for name in ANSWERS} == {
        "answers": 1_100, "answers_failed": 2, "redirects": 1_000, "redirects_failed": 1,
    }  # fmt: skip


def test_any_other_span_is_the_hour(ask: Callable[[str], Response]) -> None:
    for span in ("", "year", "%00", "<script>"):
        answer = ask(f"{PATH}?span={span}")
        assert "in the last hour" in answer.body.decode()
        assert b"<script>" not in answer.body


def test_logs_that_cannot_be_read_yet_are_no_reason_to_fail(tmp_path: Path) -> None:
    figures = Figures(tmp_path / "not_there", lambda: NOW)
    figures.refresh()
    assert figures.of("deposits", minutes=1) == [0]
    assert [*tmp_path.iterdir()] == []
