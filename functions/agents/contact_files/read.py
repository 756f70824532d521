"""From the bytes of a file to its text. What is no text is refused by its first bytes, and never unpacked."""

import codecs
import re

from agents.contact_files.models import FileRefused
from common.models.agent_contacts import FileCode

MOST_LINES = 200_000
"""Of any file: 5 MiB of line breaks would be five million strings."""
A_SAMPLE = 65_536
"""Bytes from which an encoding is guessed."""
MAGIC = (
    b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"%PDF", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\xff\xd8\xff",
    b"GIF8", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b"\x7fELF", b"MZ", b"RIFF", b"SQLite format",
    b"{\\rtf", b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML", b"<?xml",
)  # fmt: skip
"""Of archives, workbooks, pictures, programs, pages: what people call a .csv by mistake, and others on purpose."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""That of UTF-32 begins like that of UTF-16: the longer one first."""
GUESSED = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman")
"""What people's programs wrote before UTF-8, where nothing says it."""
OF_COUNTRIES = {
    **dict.fromkeys(("CZ", "HR", "HU", "PL", "RO", "SI", "SK"), "cp1250"),
    **dict.fromkeys(("BG", "BY", "MK", "RS", "RU", "UA"), "cp1251"),
    "CY": "cp1253", "GR": "cp1253", "TR": "cp1254",
}  # fmt: skip
"""What Windows writes there; elsewhere in the West the first of the above."""
BREAKS = re.compile(r"\r\n|\r|\n")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
MOST_CONTROLS = 0.02
"""The share of control characters from which on it is no text."""


def text_of(content: bytes, country: str | None = None) -> str:
    """The text of a file, without marks and NULs; `country` tells of its encoding. Raises `FileRefused`."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(FileCode.FILE_EMPTY)
    if content.startswith(MAGIC):
        raise FileRefused(FileCode.FILE_IS_NO_TEXT)
    text = _decoded(content, country)
    if len(CONTROLS.findall(text.replace("\0", ""))) > max(1, MOST_CONTROLS * len(text)):
        raise FileRefused(FileCode.FILE_IS_NO_TEXT)
    text = text.replace("\0", "").lstrip("\ufeff")
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise FileRefused(FileCode.TOO_MANY_ROWS)
    return text


def _decoded(content: bytes, country: str | None) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")  # a file that was cut off keeps its other rows
    if wide := _wide(content):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if _is_mostly_utf_8(content):
            return _mixed(content)
        return content.decode(_guess(content, OF_COUNTRIES.get(country or "", GUESSED[0])), "replace")


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Western text is NUL."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_mostly_utf_8(content: bytes) -> bool:
    """In another encoding nearly nothing is UTF-8 by chance but for ASCII."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return len(text) - len(text.encode("ascii", "ignore")) - broken > broken


def _mixed(content: bytes) -> str:
    """Two files that somebody put together: each line is UTF-8, or else what Windows writes in the West."""
    return b"".join(_line(line) for line in content.splitlines(keepends=True)).decode("utf-8")


def _line(line: bytes) -> bytes:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace").encode()
    return line


def _guess(content: bytes, expected: str) -> str:
    """By the looks of the letters that are not ASCII; of what fits alike, what is expected."""
    from charset_normalizer import from_bytes  # seldom needed: nearly everything is UTF-8

    lines = b"\n".join(line for line in content[:A_SAMPLE].splitlines() if not line.isascii())
    found = list(from_bytes(lines, cp_isolation=[*GUESSED]))
    best = [name for one in found if one.chaos <= found[0].chaos for name in one.could_be_from_charset]
    return best[0] if best and expected not in best else expected
