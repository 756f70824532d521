"""The body of an import, and what became of each line."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from common.models.base import Input, Output
from common.models.platform import Platform

LARGEST_FILE_BYTES = 2_097_152
_IN_BASE64 = (LARGEST_FILE_BYTES + 2) // 3 * 4


class ListFile(Input):
    """A CSV file (comma, semicolon or tab) as base64; `platform` is that of lines that name none."""

    content: Annotated[
        str, Field(min_length=1, max_length=_IN_BASE64, json_schema_extra={"contentEncoding": "base64"})
    ]
    """The file, as base64: UTF-8, UTF-16 with its mark, or Windows-1252."""
    platform: Platform | None = None
    """Of the lines that name none; null: those are refused unless they have a profile's address."""


class Encoding(StrEnum):
    """How a file's bytes were read."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1252 = "windows-1252"


class LineOutcome(StrEnum):
    """added: nobody here has connected that account. matched: a creator has. already_listed: under another account.

    duplicate: of a line before. refused: `code` and `error` say why.
    """

    ADDED = "added"
    MATCHED = "matched"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ALREADY_LISTED = "already_listed"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class LineCode(StrEnum):
    """Why a line was refused."""

    NO_HANDLE = "NO_HANDLE"
    NO_PLATFORM = "NO_PLATFORM"
    PLATFORM_UNKNOWN = "PLATFORM_UNKNOWN"
    ADDRESS_UNKNOWN = "ADDRESS_UNKNOWN"
    PLATFORMS_DIFFER = "PLATFORMS_DIFFER"
    HANDLE_INVALID = "HANDLE_INVALID"
    FOLLOWERS_INVALID = "FOLLOWERS_INVALID"
    TAGS_INVALID = "TAGS_INVALID"
    NOTE_TOO_LONG = "NOTE_TOO_LONG"
    LINE_UNREADABLE = "LINE_UNREADABLE"


class LineResult(Output):
    """What became of a line of the file, which is counted from 1, as editors do."""

    line: int
    """Which line of the file, from 1."""
    outcome: LineOutcome
    code: LineCode | None = None
    """Why it was refused; null: it was not."""
    error: str | None = None
    """Why it was refused, in a sentence; null: it was not."""


class ImportResults(Output):
    """What became of a file: its lines in order, how it was read, and which columns were of no use."""

    encoding: Encoding
    delimiter: str
    """What separates its cells."""
    columns: dict[str, str]
    """By what was looked for, the column that it was found in."""
    ignored_columns: list[str]
    """Columns of no known name, the first fifty of them."""
    warnings: list[str]
    """What to look at, in sentences."""
    counts: dict[LineOutcome, int]
    """How many lines had each outcome."""
    results: list[LineResult]
    """One for each line, in the order of the file."""
