"""The end of the story: every figure twice, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from tools.story.arithmetic import Figures, Number


@dataclass(frozen=True)
class Line:
    """A figure as the API tells it, and as the story worked it out."""

    section: str
    name: str
    told: str
    computed: str

    @property
    def holds(self) -> bool:
        """Whether both are the same."""
        return self.told == self.computed


MISSING = "(none)"


def compare(told: Figures, computed: Figures) -> list[Line]:
    """A line for each figure of either side, by section: what only one of them has does not hold."""
    everything = [*{**computed, **told}]
    sections = [*dict.fromkeys(section for section, _ in everything)]
    everything.sort(key=lambda name: sections.index(name[0]))
    return [Line(*name, _written(told, name), _written(computed, name)) for name in everything]


def holds(lines: Sequence[Line]) -> bool:
    """Whether the story is proved: there is something to prove, and all of it agrees."""
    return bool(lines) and all(line.holds for line in lines)


def show(console: Console, lines: Sequence[Line]) -> None:
    """The table; whatever differs is red."""
    table = Table(
        title="Every figure, told by the API and worked out again (money in cents)", title_style="bold"
    )
    for column in ("of", "figure"):
        table.add_column(column)
    for column in ("told", "worked out", ""):
        table.add_column(column, justify="right", no_wrap=True)
    section = ""
    for line in lines:
        if section not in ("", line.section):
            table.add_section()
        name = line.section if line.section != section else ""
        mark, style = ("✓", "") if line.holds else ("DIFFERS", "bold red")
        table.add_row(name, line.name, line.told, line.computed, mark, style=style)
        section = line.section
    console.print(table)
    wrong = [line for line in lines if not line.holds]
    console.print(
        f"{len(lines)} figures, {len(wrong)} differ." if wrong else f"{len(lines)} figures, all agree."
    )


def _written(figures: Figures, name: tuple[str, str]) -> str:
    if name not in figures:
        return MISSING
    value: Number = figures[name]
    return "null" if value is None else format(value, "f" if isinstance(value, Decimal) else "d")
