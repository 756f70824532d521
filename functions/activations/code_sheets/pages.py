"""Pages of A4 with codes to be cut out: twelve a page, each with its label and its address in letters.

A code is 50 mm wide, its margin of four modules included: it is read from half a metre (a tenth of the distance).
"""

from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from itertools import groupby
from typing import TYPE_CHECKING

from activations.code_sheets.repository import PrintedCode

if TYPE_CHECKING:
    from fpdf import FPDF

COLUMNS, ROWS = 3, 4
CELL_WIDTH, CELL_HEIGHT = 65.0, 70.0
LEFT, TOP = 7.5, 8.5
SIDE = 50.0
QUIET_MODULES = 4
FONT = "codes"
LABEL_POINTS, ADDRESS_POINTS = 9, 7
LINE = 4.0
LONGEST_LINE = 32
UNKNOWN = "?"


def drawn(codes: Iterable[PrintedCode], base_url: str) -> Iterator[bytes]:
    """The file, whole: a PDF knows its places only at its end. 5,000 codes are some 420 pages."""
    from fpdf import FPDF  # 200 ms, where a sheet is drawn

    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_title("Codes")
    with as_file(files("barcode") / "fonts" / "DejaVuSansMono.ttf") as font:
        pdf.add_font(FONT, fname=font)
    for number, code in enumerate(codes):
        place = number % (COLUMNS * ROWS)
        if place == 0:
            pdf.add_page()
        x, y = LEFT + place % COLUMNS * CELL_WIDTH, TOP + place // COLUMNS * CELL_HEIGHT
        _draw(pdf, code, f"{base_url}/q/{code.short_code}", x, y)
    if not pdf.pages:
        pdf.add_page()
    yield bytes(pdf.output())


def _draw(pdf: "FPDF", code: PrintedCode, url: str, x: float, y: float) -> None:
    """A cell: a thin frame to cut along, the code, and two lines under it."""
    pdf.set_draw_color(200)
    pdf.set_line_width(0.1)
    pdf.rect(x, y, CELL_WIDTH, CELL_HEIGHT)
    pdf.set_fill_color(0)
    for left, top, width, height in modules(url):
        pdf.rect(x + (CELL_WIDTH - SIDE) / 2 + left, y + 2 + top, width, height, style="F")
    for line, (text, points) in enumerate(((code.label, LABEL_POINTS), (_bare(url), ADDRESS_POINTS))):
        pdf.set_font(FONT, size=points)
        pdf.set_xy(x, y + SIDE + 4 + line * (LINE + 2))
        pdf.cell(CELL_WIDTH, LINE, _printable(pdf, text), align="C")


def modules(url: str) -> Iterator[tuple[float, float, float, float]]:
    """Dark bars of a code in millimetres from its corner: left, top, width, height; its margin is left white."""
    import segno

    rows = tuple(segno.make(url, error="m", micro=False).matrix)
    size = SIDE / (len(rows) + 2 * QUIET_MODULES)
    for top, row in enumerate(rows):
        left = 0
        for is_dark, run in groupby(row):
            length = sum(1 for _ in run)
            if is_dark:
                yield (left + QUIET_MODULES) * size, (top + QUIET_MODULES) * size, length * size, size
            left += length


def _bare(url: str) -> str:
    return url.partition("://")[2]


def _printable(pdf: "FPDF", text: str) -> str:
    """What the font has, Latin, Greek and Cyrillic letters among it; of anything else a question mark."""
    known = pdf.fonts[FONT].cmap  # type: ignore[union-attr]  # every font that was added has one
    return "".join(letter if ord(letter) in known else UNKNOWN for letter in text)[:LONGEST_LINE]
