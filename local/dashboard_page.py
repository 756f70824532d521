"""`/_local/dashboard`: what the business does and how we answer, as plots; `/_local/dashboard.json` has the numbers.

The same figures as the dashboard of a stage in AWS, out of the same lines of the logs.
"""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from infra.objectives import API, OBJECTIVES, REDIRECTS, Objective
from infra.topology.gauges import Gauge
from infra.topology.types import Route, Topology
from local.figures import ANSWERS, Figures
from local.gateway.application import LocalRoute
from local.http1 import Request, Response
from local.pages import asked, page

PATH = "/_local/dashboard"
SECONDS_BETWEEN_LOOKS = 10
JSON = (("content-type", "application/json"), ("cache-control", "no-store"))
WIDTH, HEIGHT = 480, 60


@dataclass(frozen=True)
class Span:
    """How far a plot reaches back, and how many minutes a bar stands for."""

    words: str
    minutes: int
    minutes_of_a_bar: int


SPANS = {"hour": Span("the last hour", 60, 1), "day": Span("the last day", 24 * 60, 30)}


@dataclass(frozen=True)
class Plot:
    """A figure in bars, oldest first."""

    name: str
    title: str
    bars: tuple[int, ...]
    is_level: bool = False

    @property
    def total(self) -> int:
        """All of it; of a gauge, how it stands."""
        return self.bars[-1] if self.is_level else sum(self.bars)


class DashboardPage:
    """The page's doors."""

    def __init__(self, topology: Topology, figures: Figures) -> None:
        self._topology = topology
        self._figures = figures

    def routes(self) -> list[tuple[Route, LocalRoute]]:
        """Which request is answered by what."""
        return [
            (Route(method="GET", path=PATH), self._show),
            (Route(method="GET", path=f"{PATH}.json"), self._show_json),
        ]

    async def _show(self, request: Request) -> Response:
        name, groups = await self._look(request)
        span, now = SPANS[name], self._figures.now()
        other = next(one for one in SPANS if one != name)
        body = f'<p>{_is_it_us(groups)} <a href="{PATH}?span={other}">Show {SPANS[other].words}</a></p>'
        for title, plots in groups.items():
            drawn = "".join(_figure(plot, span, now) for plot in plots)
            body += f"<section><h2>{escape(title)}</h2>{drawn}</section>"
        return page(f"What happened in {span.words}", body, refresh_seconds=SECONDS_BETWEEN_LOOKS)

    async def _show_json(self, request: Request) -> Response:
        name, groups = await self._look(request)
        found = {
            "span": name,
            "minutes_of_a_bar": SPANS[name].minutes_of_a_bar,
            "figures": {plot.name: list(plot.bars) for plots in groups.values() for plot in plots},
        }
        return Response(200, JSON, json.dumps(found).encode())

    async def _look(self, request: Request) -> tuple[str, dict[str, list[Plot]]]:
        """The span that was asked for (any other word is the hour), and its plots by their headings."""
        name = asked(request, "span")
        name = name if name in SPANS else "hour"
        await asyncio.to_thread(self._figures.refresh)
        return name, {title: list(plots) for title, plots in self._groups(SPANS[name])}

    def _groups(self, span: Span) -> Iterator[tuple[str, Iterator[Plot]]]:
        yield "What people get", (self._plot(name, title, span) for name, title in ANSWERS.items())
        outside = self._topology.common_metrics
        yield "Others", (self._plot(one.name, one.title, span) for one in outside)
        for capability in self._topology.capabilities:
            if capability.metrics:
                yield (
                    capability.name.replace("_", " ").capitalize(),
                    (self._plot(one.name, one.title, span) for one in capability.metrics),
                )

            for gauge in capability.gauges:
                if levels := self._figures.levels(gauge.name, minutes=span.minutes):
                    yield gauge.title, (_level(gauge, kind, told, span) for kind, told in levels.items())

    def _plot(self, name: str, title: str, span: Span) -> Plot:
        minutes = self._figures.of(name, minutes=span.minutes)
        size = span.minutes_of_a_bar
        return Plot(name, title, tuple(sum(minutes[at : at + size]) for at in range(0, span.minutes, size)))


def _level(gauge: Gauge, kind: str, minutes: Sequence[int], span: Span) -> Plot:
    """A gauge of one kind, as it stood highest."""
    size = span.minutes_of_a_bar
    bars = tuple(max(minutes[at : at + size]) for at in range(0, span.minutes, size))
    return Plot(f"{gauge.name} {kind}".strip(), kind or gauge.title, bars, is_level=True)


def _is_it_us(groups: dict[str, list[Plot]]) -> str:
    """Each objective beside what became of it."""
    totals = {plot.name: plot.total for plots in groups.values() for plot in plots}
    asked_for = {
        REDIRECTS.name: (totals["redirects"], totals["redirects_failed"]),
        API.name: (
            totals["answers"] - totals["redirects"],
            totals["answers_failed"] - totals["redirects_failed"],
        ),
    }
    return " ".join(_sentence(one, *asked_for[one.name]) for one in OBJECTIVES)


def _sentence(objective: Objective, number: int, failed: int) -> str:
    if number == 0:
        return f"{escape(objective.title)}: nobody asked."
    good = 100 * (number - failed) / number
    kept = "kept" if good >= objective.percent else "<strong>missed</strong>"
    return f"{escape(objective.title)}: {good:.2f} % good, {objective.percent:g} % promised, {kept}."


def _figure(plot: Plot, span: Span, now: int) -> str:
    return (
        f'<figure><figcaption>{escape(plot.title)}: <data value="{plot.total}">{plot.total:,}</data></figcaption>'
        f"{_bars(plot, span, now)}</figure>"
    )


def _bars(plot: Plot, span: Span, now: int) -> str:
    """Bars from left to right, the highest as high as the plot; each tells its time and number to who points at it."""
    most = max(plot.bars)
    step = WIDTH / len(plot.bars)
    words = f"{plot.title}: {plot.total} in {span.words}, at most {most} in {_minutes(span.minutes_of_a_bar)}"
    drawn = "".join(
        f'<rect x="{at * step:.1f}" y="{HEIGHT - high:.1f}" width="{step * 0.8:.1f}" height="{high:.1f}">'
        f"<title>{_time_of(at, plot.bars, span, now)}: {number}</title></rect>"
        for at, number in enumerate(plot.bars)
        if number and (high := HEIGHT * number / most)
    )
    return (
        f'<svg class="plot" role="img" aria-label="{escape(words)}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' preserveAspectRatio="none">{drawn}</svg>'
    )


def _time_of(at: int, bars: Sequence[int], span: Span, now: int) -> str:
    begin = now + 1 - (len(bars) - at) * span.minutes_of_a_bar
    return f"{datetime.fromtimestamp(begin * 60, UTC):%H:%M} UTC"


def _minutes(number: int) -> str:
    return "a minute" if number == 1 else f"{number} minutes"
