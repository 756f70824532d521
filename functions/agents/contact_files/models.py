"""What a file consists of once it is read."""

from dataclasses import dataclass

from common.models.agent_contacts import FileCode, RowNote, RowReason

MOST_BYTES = 5_242_880
"""5 MiB; the form takes no more either."""
MOST_ROWS = 5_000


class FileRefused(Exception):
    """Nothing of the file can be used; the code says why."""

    def __init__(self, code: FileCode) -> None:
        self.code = code
        super().__init__(code.value)


@dataclass(frozen=True, slots=True)
class Said:
    """What a line or a card says of a person, as it stands there; the best address and number come first."""

    name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The `number`-th row of a file, which begins in `line` (both from 1): whom it is about, or why nobody.

    `email` is normalised, `phone` is E.164, `country` ISO 3166; `note` says what of it was dropped.
    """

    number: int
    line: int
    name: str = ""
    email: str | None = None
    phone: str | None = None
    country: str | None = None
    refused: RowReason | None = None
    note: RowNote | None = None
