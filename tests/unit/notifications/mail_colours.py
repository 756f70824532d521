"""The colours of a compiled mail as a client draws them: inline styles, and in the dark what the dark rules change."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "hr", "input", "link"}
COLOUR = re.compile(r"#[0-9a-f]{6}")
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{((?:[^{}]*\{[^{}]*\})*)")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@dataclass(frozen=True)
class Box:
    """An open element: its tag, its classes, and the colours that hold in it."""

    tag: str
    classes: frozenset[str]
    text: str
    ground: str


@dataclass
class Drawn:
    """The texts of a mail, each with its colour and what is behind it."""

    texts: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def worst(self) -> tuple[float, str]:
        """The least contrast, and the text that has it."""
        return min((contrast(colour, ground), text) for text, colour, ground in self.texts)


def draw(page: str, *, dark: bool) -> Drawn:
    """The mail as it is drawn in one of the two schemes."""
    found = DARK.search(page)
    rules = RULE.findall(found[1]) if dark and found else []
    painter = _Painter(
        [(one.split(), body) for selectors, body in rules for one in selectors.strip().split(",")]
    )
    painter.feed(re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL))
    return painter.drawn


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: from 1 (none) to 21."""
    light, less = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (less + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class _Painter(HTMLParser):
    def __init__(self, rules: list[tuple[list[str], str]]) -> None:
        super().__init__()
        self.drawn = Drawn()
        self._rules = rules
        self._open = [Box("", frozenset(), "#000000", "#ffffff")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = {name: value or "" for name, value in attrs}
        around = self._open[-1]
        box = Box(tag, frozenset(given.get("class", "").split()), around.text, around.ground)
        said = {**_colours(f"background:{given.get('bgcolor', '')}"), **_colours(given.get("style", ""))}
        for selector, body in self._rules:
            if self._is_meant(box, selector):
                said |= _colours(body)
        self._open.append(
            Box(tag, box.classes, said.get("color", around.text), said.get("background", around.ground))
        )

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            closed = self._open.pop()
            assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        if data.strip() and not {box.tag for box in self._open} & {"style", "title"}:
            self.drawn.texts.append((data.strip(), self._open[-1].text, self._open[-1].ground))

    def _is_meant(self, box: Box, selector: list[str]) -> bool:
        """Whether a selector of one part, or of one and a descendant, means the element that opens."""
        *outer, own = selector
        return _fits(box, own) and all(any(_fits(one, part) for one in self._open) for part in outer)


def _fits(box: Box, part: str) -> bool:
    return part[1:] in box.classes if part.startswith(".") else part == box.tag


def _colours(style: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in style.split(";"))
    named = {name.strip().removesuffix("-color"): value for name, _, value in pairs}
    return {name: found[0] for name, value in named.items() if (found := COLOUR.search(value.lower()))}
