"""From the text of a CSV to what its lines say of people: what separates the cells, and which column holds what."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from unicodedata import normalize

from agents.contact_files.models import FileRefused, Said
from agents.contact_files.reference import NAMES
from common.models.agent_contacts import FileCode, RowReason
from common.spreadsheets import read_rows

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 20
"""Rows from which the separator and the columns are guessed."""
MOST_COLUMNS = 500
"""Of a line; what stands behind them is not looked at."""
LONGEST_CELL = 2_000
"""Characters that are looked at: nobody's name or address is longer."""
MOST_LINES = 50_000
"""Ten for each row that there may be."""
SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
"""What Excel puts first, so that it finds its own separator again."""
ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]{2}")
"""Somewhere in a cell. It begins right before the sign: whole words would be gone through once for each letter."""
NUMBER = re.compile(r"[=\"' ]*\+?[\d ()./\u00a0-]{7,25}[\"' ]*", re.ASCII)
COUNTRY = re.compile("[A-Z]{2}")
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

Columns = Mapping[str, Sequence[int]]
"""Where what stands: by `name`, `first`, `last`, `email`, `phone`, `country`."""


def read_table(text: str) -> Iterator[tuple[int, Said | RowReason]]:
    """What each line says, with its number in the file; lines of nothing are passed over. Raises `FileRefused`."""
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise FileRefused(FileCode.TOO_MANY_ROWS)
    text, skipped, delimiter = _separated(text)
    records = ((line + skipped, cells) for line, cells in read_rows(text, delimiter))
    beginning = list(islice(records, LOOKED_AT))
    if not beginning:
        raise FileRefused(FileCode.FILE_EMPTY)
    columns, has_header = _columns([cells for _, cells in beginning])
    if has_header:
        del beginning[0]
    if not beginning:  # nor anything behind it
        raise FileRefused(FileCode.FILE_EMPTY)
    for line, cells in chain(beginning, records):
        yield line, RowReason.LINE_UNREADABLE if cells is None else _said(cells, columns)


def folded(text: str) -> str:
    """Small letters of ASCII and digits, and nothing else: `Téléphone (portable)` is `telephoneportable`."""
    plain = normalize("NFKD", text[:LONGEST_CELL].casefold().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "", plain)


def _separated(text: str) -> tuple[str, int, str]:
    """The text, how many lines were taken from its beginning, and what separates its cells."""
    if found := SEPARATOR_LINE.match(text):
        return text[found.end() :], 1, found[1]
    sample = "".join(islice(io.StringIO(text, newline=""), 5 * LOOKED_AT))[: 100 * LONGEST_CELL]
    return text, 0, max(DELIMITERS, key=lambda one: _score(sample, one))


def _score(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows have as many cells as most, and how many those are."""
    widths = Counter(len(cells) for _, cells in islice(read_rows(sample, delimiter), LOOKED_AT) if cells)
    width, rows = max(widths.items(), key=lambda one: (one[0] > 1, one[1]), default=(0, 0))
    return (rows, width) if width > 1 else (0, 0)


def _columns(beginning: Sequence[list[str] | None]) -> tuple[Columns, bool]:
    """Where what stands, by the header or by the contents, and whether there is a header. Raises `FileRefused`."""
    rows = [cells[:MOST_COLUMNS] for cells in beginning if cells is not None]
    header = beginning[0]
    if header is not None and not any(_is_address(cell) or _is_number(cell) for cell in header):
        named = _named(header[:MOST_COLUMNS])
        if named.keys() & {"email", "phone"}:
            return named, True
        guessed = _guessed(rows[1:])
        return ({**guessed, **named} if guessed else _unknown()), True
    return _guessed(rows) or _unknown(), False


def _unknown() -> Columns:
    raise FileRefused(FileCode.COLUMNS_UNKNOWN)


def _named(header: Sequence[str]) -> dict[str, list[int]]:
    words = [folded(cell) for cell in header]
    named = {kind: [at for at, word in enumerate(words) if word in names] for kind, names in NAMES.items()}
    if not named["name"] and named["first"] and not named["last"] and "nome" in words:
        named["name"], named["first"] = named["first"], []
    return {kind: places for kind, places in named.items() if places}


def _guessed(rows: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """By what most cells of a column look like; the first column of other words is the name."""
    found: dict[str, list[int]] = {}
    for at in range(max(map(len, rows), default=0)):
        cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        for kind, fits in (("email", _is_address), ("phone", _is_number), ("country", _is_country)):
            if cells and sum(map(fits, cells)) * 2 > len(cells):
                found.setdefault(kind, []).append(at)
                break
        else:
            if cells and any(map(str.isalpha, "".join(cells)[:LONGEST_CELL])):
                found.setdefault("name", [at])
    return found if found.keys() & {"email", "phone"} else {}


def _is_address(cell: str) -> bool:
    return len(cell) <= LONGEST_CELL and ADDRESS.search(cell) is not None


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell) is not None


def _is_country(cell: str) -> bool:
    return COUNTRY.fullmatch(cell) is not None


def _said(cells: Sequence[str], columns: Columns) -> Said:
    def told(kind: str) -> tuple[str, ...]:
        places = columns.get(kind, ())
        return tuple(cell for at in places if at < len(cells) and (cell := cells[at][:LONGEST_CELL].strip()))

    parts = (*told("first")[:1], *told("last")[:1])
    whole = told("name")[:1]
    return Said(" ".join(whole or parts), told("email"), told("phone"), "".join(told("country")[:1]))
