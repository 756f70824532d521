"""From the bytes of a file to its lines: what encoding, what separates the cells, where a line begins.

Every program that writes CSV has its own ways. What cannot be read is told by its number, and loses nothing else.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from common.spreadsheets import read_rows
from user_management.creator_list_imports.models import Encoding
from user_management.errors import FileNotReadable

DELIMITERS = (",", ";", "\t")
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
    first = next((line for line in text.splitlines() if line.strip(" \t,;")), "")
    delimiter = max(DELIMITERS, key=first.count)
    records = (Record(line, cells) for line, cells in read_rows(text, delimiter))
    header = next(records, None)
    if header is None:
        raise FileNotReadable(details=[{"reason": "it is empty"}])
    return Table(encoding, delimiter, header, records)


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
