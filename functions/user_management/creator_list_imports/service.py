"""The use case of an import."""

import base64
from collections import Counter
from itertools import islice
from uuid import UUID

from common.database import Transaction
from common.models.lines import one_line
from common.models.platform import Platform
from user_management.creator_list_imports import repository
from user_management.creator_list_imports.columns import (
    LONGEST_NAME,
    NAMES,
    Entry,
    LineRefused,
    find_columns,
    read_entry,
)
from user_management.creator_list_imports.models import (
    Encoding,
    ImportResults,
    LineCode,
    LineOutcome,
    LineResult,
    ListFile,
)
from user_management.creator_list_imports.read import Record, Table, read_table
from user_management.creator_lists.access import require_keeper
from user_management.errors import ColumnsUnknown, FileNotReadable, TooManyLines

MOST_LINES = 10_000
"""As many as a list has members."""
MOST_IGNORED = 50
"""Columns of no known name that are named in the answer."""
GUESSED = "The file is not UTF-8 and was read as Windows-1252: look whether the names are right."


def import_file(tx: Transaction, list_id: UUID, file: ListFile) -> ImportResults:
    """Take the lines of a file into the list; the same file again changes nothing, and a bad line loses no other.

    Raises `NotFound`, `Forbidden`, `FileNotReadable`, `ColumnsUnknown`, `TooManyLines`, `ListFull`.
    """
    require_keeper(tx, list_id)
    table = read_table(_bytes_of(file))
    header = table.header.cells or []
    columns = find_columns(header)
    if not columns.keys() & {"handle", "link"}:
        raise ColumnsUnknown(details=[{"handle": list(NAMES["handle"]), "link": list(NAMES["link"])}])
    entries, refused = _entries(table, columns, file.platform)
    results = repository.import_entries(tx, list_id, entries) if entries else []
    every = sorted([*results, *refused], key=lambda result: result.line)
    return ImportResults(
        encoding=table.encoding, delimiter=table.delimiter,
        columns={kind: one_line(header[at], LONGEST_NAME) for kind, at in columns.items()},
        ignored_columns=_ignored(header, columns),
        warnings=[GUESSED] if table.encoding is Encoding.WINDOWS_1252 else [],
        counts=Counter(result.outcome for result in every), results=every,
    )  # fmt: skip


def _ignored(header: list[str], columns: dict[str, int]) -> list[str]:
    """The first columns of no use, by name; a file may have a million."""
    known = set(columns.values())
    ignored = (name for at, name in enumerate(header) if name and at not in known)
    return [one_line(name, LONGEST_NAME) for name in islice(ignored, MOST_IGNORED)]


def _bytes_of(file: ListFile) -> bytes:
    try:
        return base64.b64decode(file.content, validate=True)
    except ValueError:  # also what is not ASCII
        raise FileNotReadable(details=[{"reason": "content is not base64"}]) from None


def _entries(
    table: Table, columns: dict[str, int], platform: Platform | None
) -> tuple[list[Entry], list[LineResult]]:
    entries: list[Entry] = []
    refused: list[LineResult] = []
    for number, record in enumerate(table.records, 1):
        if number > MOST_LINES:
            raise TooManyLines(details=[{"most": MOST_LINES}])
        try:
            entries.append(_entry(record, columns, platform))
        except LineRefused as why:
            outcome = LineOutcome.REFUSED
            refused.append(LineResult(line=record.line, outcome=outcome, code=why.code, error=str(why)))
    return entries, refused


def _entry(record: Record, columns: dict[str, int], platform: Platform | None) -> Entry:
    if record.cells is None:
        raise LineRefused(LineCode.LINE_UNREADABLE, "The quotes of the line do not fit together.")
    return read_entry(record.line, record.cells, columns, platform)
