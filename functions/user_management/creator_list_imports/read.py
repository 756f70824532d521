"""From the bytes of a file to its lines: what encoding, what separates the cells, where a line begins.

Every program that writes CSV has its own ways. What cannot be read is told by its number, and loses nothing else.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from user_management.creator_list_imports.models import Encoding
from user_management.errors import FileNotReadable

DELIMITERS = (",", ";", "\t")
MOST_LINES_OF_A_CELL = 50
"""A quote that nobody closed would take the rest of the file for one cell."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a line; None where its quotes do not fit together. `line` is the first one of the file's."""

    line: int
    cells: list[str] | None


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read as far as its cells."""

    encoding: Encoding
    delimiter: str
    header: Record
    records: Iterator[Record]


def read_table(content: bytes) -> Table:
    """The table of a CSV file. Raises `FileNotReadable`."""
    text, encoding = _decoded(content)
    lines = list(io.StringIO(text, newline=""))
    first = next((number for number, line in enumerate(lines) if line.strip(" \t\r\n,;")), None)
    if first is None:
        raise FileNotReadable(details=[{"reason": "it is empty"}])
    delimiter = max(DELIMITERS, key=lines[first].count)
    records = _records(lines, first, delimiter)
    return Table(encoding, delimiter, next(records), records)


def _decoded(content: bytes) -> tuple[str, Encoding]:
    """UTF-8, with its mark or without; UTF-16 with its mark; else what Windows writes in the West."""
    if content.startswith(UTF_16):
        try:
            return content.decode("utf-16"), Encoding.UTF_16
        except UnicodeDecodeError:
            raise FileNotReadable(details=[{"reason": "it begins as UTF-16 and is not"}]) from None
    try:
        return content.decode("utf-8-sig"), Encoding.UTF_8
    except UnicodeDecodeError as error:
        if _is_broken_utf_8(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise FileNotReadable(
                details=[{"reason": "it is UTF-8 but for some bytes", "line": line}]
            ) from None
    try:
        return content.decode("cp1252"), Encoding.WINDOWS_1252
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = "it is neither UTF-8 nor Windows-1252"
        raise FileNotReadable(details=[{"reason": reason, "line": line}]) from None


def _is_broken_utf_8(content: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: in another encoding nearly nothing is by chance."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(one > "\x7f" for one in text) - broken > broken


def _records(lines: Sequence[str], first: int, delimiter: str) -> Iterator[Record]:
    """Line by line, because one that is broken must not take the next ones with it."""
    at = first
    while at < len(lines):
        reader = csv.reader(lines[at : at + MOST_LINES_OF_A_CELL], delimiter=delimiter, strict=True)
        try:
            cells, taken = next(reader), reader.line_num
        except csv.Error:
            yield Record(at + 1, None)
            at += 1
            continue
        if any(cell.strip() for cell in cells):
            yield Record(at + 1, cells)
        at += taken
