"""Tables for spreadsheets, which run what begins like a formula, and split cells as their owner's country does."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from common.times import moment_text

FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@＝＋－＠]|[\t\r])")  # noqa: RUF001 - full-width ones run too
"""Where a cell would begin to run: at its start, and behind what another country's spreadsheet takes for its end."""
MOST_LINES_OF_A_ROW = 50
"""A quote that nobody closed would take the rest of a file for one cell."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """CSV (RFC 4180) with a header line; every field is quoted, and no text of anybody's runs."""
    return "".join(csv_parts(columns, [rows]))


def csv_parts(columns: Iterable[str], parts: Iterable[Iterable[Iterable[object]]]) -> Iterator[str]:
    """The same, part by part: the header line, then a text for each of the `parts` of the rows."""
    yield _lines([columns])
    for rows in parts:
        yield _lines(map(_written, row) for row in rows)


def _written(cell: object) -> object:
    if isinstance(cell, datetime):
        return moment_text(cell)
    return harmless(cell) if isinstance(cell, str) else cell


def _lines(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """The text with a `'` before whatever a spreadsheet would run; a negative number is none."""
    return cell if NUMBER.fullmatch(cell) else FORMULA.sub("'", cell)


def read_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """The rows of somebody's CSV that hold anything, each with the number of its first line, counted from 1.

    None for a row whose quotes do not fit together: it takes none of the lines behind it along.
    """
    lines = list(io.StringIO(text, newline=""))
    at = 0
    while at < len(lines):
        reader = csv.reader(lines[at : at + MOST_LINES_OF_A_ROW], delimiter=delimiter, strict=True)
        try:
            cells, taken = next(reader), reader.line_num
        except csv.Error:
            yield at + 1, None
            at += 1
            continue
        if any(cell.strip() for cell in cells):
            yield at + 1, cells
        at += taken
