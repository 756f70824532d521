"""A ZIP archive with a picture for each code, packed as it is read: its size in memory is that of one picture."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from activations.code_sheets.repository import PrintedCode
from common import qr_codes

_UNSAFE = re.compile(r"[^\w-]+")
LONGEST_LABEL = 60


class _Pieces(io.RawIOBase):
    """What was written since it was asked the last time; nobody goes back in it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self._pieces.append(bytes(piece))  # type: ignore[call-overload]  # any buffer
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        """All of it, once."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def packed(codes: Iterable[PrintedCode], base_url: str) -> Iterator[bytes]:
    """The archive: `00001 At the door abcdefg.svg`, in the order of the codes."""
    out = _Pieces()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, code in enumerate(codes, start=1):
            picture = qr_codes.render(f"{base_url}/q/{code.short_code}", "svg")
            archive.writestr(file_name(number, code), picture)
            yield out.taken()
    yield out.taken()


def file_name(number: int, code: PrintedCode) -> str:
    """A name that every system takes: letters, digits and hyphens of the label, and the code itself."""
    words = _UNSAFE.sub(" ", code.label).strip()[:LONGEST_LABEL].strip()
    return " ".join(filter(None, (f"{number:05}", words, code.short_code))) + ".svg"
