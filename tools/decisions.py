"""Writes docs/decisions/README.md, the index, from the pages beside it (`make docs`). A test holds it current."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "decisions"
DOCUMENT = FOLDER / "README.md"
AREAS = {
    "shape": "The shape of the code",
    "api": "The API",
    "database": "The database",
    "money": "Money",
    "rewards": "Rewards and achievements",
    "activations": "Activations",
    "tracking": "Tracking",
    "matching": "Matching",
    "creators": "Creators",
    "social": "Social accounts",
    "mail": "Mail",
    "files": "Files",
    "cloud": "The cloud",
    "laptop": "The laptop, tests and measurements",
}
HEADINGS = ("Context", "Decision", "Consequences")
STATUS = re.compile(r"proposed|accepted|superseded by (\d+)")
FRONT = re.compile(
    r"# (?P<number>\d+)\. (?P<title>.+)\n\n"
    r"- Status: (?P<status>.+)\n- Date: (?P<date>\d{4}-\d\d-\d\d)\n- Area: (?P<area>\w+)\n\n## "
)
HEADER = """# Decisions

Generated from the pages by `make docs`. One page each, after [the template](template.md): context, decision,
consequences. The customer's specification stands above them. Areas and, within them, pages stand in the order in which
they are best read. A page is not rewritten when we think again: a new one takes the next number, and the old one says
`superseded by`.
"""
GAPS = """
Numbers without a page ({numbers}) were kept free for decisions that nobody had to take. They are not given again.
"""


class Unreadable(Exception):
    """A page that does not follow the template."""


@dataclass(frozen=True)
class Page:
    """What the front lines of a decision say."""

    path: Path
    number: int
    title: str
    status: str
    date: str
    area: str

    @property
    def successor(self) -> int | None:
        """The number of the decision that stands in this one's place."""
        found = STATUS.fullmatch(self.status)
        return int(found[1]) if found and found[1] else None


def read(path: Path) -> Page:
    """A page's front lines. Raises `Unreadable` where it leaves the template."""
    text = path.read_text(encoding="utf-8")
    front = FRONT.match(text)
    if front is None:
        raise Unreadable(f"{path.name} does not begin like template.md")
    page = Page(path, int(front["number"]), front["title"], front["status"], front["date"], front["area"])
    if path.name[:5] != f"{page.number:04}-":
        raise Unreadable(f"{path.name} calls itself number {page.number}")
    if STATUS.fullmatch(page.status) is None:
        raise Unreadable(f"{path.name}: no status is called {page.status!r}")
    if page.area not in AREAS:
        raise Unreadable(f"{path.name}: no area is called {page.area!r}")
    if tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) != HEADINGS:
        raise Unreadable(f"{path.name} has other headings than {', '.join(HEADINGS)}")
    return page


def pages(folder: Path = FOLDER) -> list[Page]:
    """All decisions by number. Raises `Unreadable` also where two share one or a successor is missing."""
    found = [read(path) for path in sorted(folder.glob("[0-9]*.md"))]
    numbers = {page.number for page in found}
    if len(numbers) < len(found):
        raise Unreadable("two decisions have the same number")
    for page in found:
        if page.successor is not None and page.successor not in numbers:
            raise Unreadable(f"{page.path.name} is superseded by a page that does not exist")
    return found


def render(folder: Path = FOLDER) -> str:
    """The index, area by area."""
    found = pages(folder)
    return "".join([HEADER, *_rows(found), *_gaps(found)])


def _rows(found: list[Page]) -> Iterator[str]:
    yield "\n| | decision | area | status | date |\n|---|---|---|---|---|\n"
    for area, title in AREAS.items():
        for page in found:
            if page.area == area:
                link = f"[{page.title}]({page.path.name})"
                yield f"| {page.number} | {link} | {title} | {page.status} | {page.date} |\n"


def _gaps(found: list[Page]) -> Iterator[str]:
    numbers = {page.number for page in found}
    missing = [str(number) for number in range(1, max(numbers)) if number not in numbers]
    if missing:
        yield GAPS.format(numbers=", ".join(missing))


if __name__ == "__main__":
    DOCUMENT.write_text(render(), encoding="utf-8")
