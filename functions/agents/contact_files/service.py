"""Use case of a file: its rows, each a person or a refusal."""

from collections.abc import Iterator

from agents.contact_files.cards import read_cards
from agents.contact_files.columns import read_table
from agents.contact_files.models import MOST_BYTES, MOST_ROWS, FileRefused, Row, Said
from agents.contact_files.people import person
from agents.contact_files.read import text_of
from common.models.agent_contacts import ContactFileKind, FileCode, RowReason


def read_contacts(content: bytes, kind: ContactFileKind, country: str | None = None) -> list[Row]:
    """The rows of a file, in their order; `country` (ISO 3166) is that of what names none. Raises `FileRefused`."""
    if len(content) > MOST_BYTES:
        raise FileRefused(FileCode.FILE_TOO_LARGE)
    text = text_of(content, country)
    found = read_cards(text) if kind is ContactFileKind.VCARD else read_table(text)
    return list(_rows(found, country))


def _rows(found: Iterator[tuple[int, Said | RowReason]], country: str | None) -> Iterator[Row]:
    for number, (line, said) in enumerate(found, 1):
        if number > MOST_ROWS:
            raise FileRefused(FileCode.TOO_MANY_ROWS)
        yield (
            Row(number, line, refused=said)
            if isinstance(said, RowReason)
            else person(number, line, said, country)
        )
