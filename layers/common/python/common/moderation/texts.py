"""A text as its reader sees it: what Unicode spells in many ways, in one.

Nothing here is shown to anybody or stored; rules look at these forms.
"""

import unicodedata
from functools import lru_cache

_UNSEEN = frozenset({"Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn"})
"""General categories that draw nothing of their own, or lie upon the character before."""

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127)) | {9: " ", 13: " "}
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_LONG_WORDS = frozenset("\ufdfa\ufdfb")
"""Ligatures of 18 and 8 characters: one message of them would be eighteen."""


def _pairs() -> dict[str, str]:
    """By what looks like it, the Latin letter: of Unicode's confusables (UTS 39) those that a keyboard offers.

    Cyrillic, Greek, Armenian, small capitals, and Latin ones that NFKD leaves alone.
    """
    lines = {
        "a": "\u0430\u03b1\u0251\u237a", "b": "\u044c\u0184\u0185\u0253", "c": "\u0441\u03f2\u1d04",
        "d": "\u0501\u0111\u0257", "e": "\u0435\u0454\u04bd\u212e\u03b5", "f": "\u0192\u03dd",
        "g": "\u0261\u050d\u0581", "h": "\u04bb\u0570\u0127", "i": "\u0456\u03b9\u0131\u0269\u04cf",
        "j": "\u0458\u03f3", "k": "\u043a\u03ba", "l": "\u0142\u029f\u01c0", "m": "\u043c", "n": "\u0578\u03b7",
        "o": "\u043e\u03bf\u0585\u00f8\u03c3", "p": "\u0440\u03c1", "q": "\u051b\u0566", "r": "\u0433\u0280",
        "s": "\u0455\u01bd\ua731", "t": "\u0442\u03c4\u0167", "u": "\u03c5\u057d\u028b", "v": "\u03bd\u0475",
        "w": "\u051d\u0461\u03c9", "x": "\u0445\u03c7", "y": "\u0443\u03b3\u04af", "z": "\u1d22\u01b6",
    }  # fmt: skip
    small_capitals = zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)
    return dict(small_capitals) | {like: letter for letter, likes in lines.items() for like in likes}


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """One character as a rule reads it: no marks, no case, digits of every script as 0 to 9."""
    if character in "\n\t\r":
        return " " if character != "\n" else "\n"
    if character in _LONG_WORDS or character in _FILLERS:
        return " " if character in _LONG_WORDS else ""
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return chr(ord("a") + ord(character) - 0x1F1E6)
    for first in (0x1F150, 0x1F170):  # negative circled, negative squared
        if first <= ord(character) < first + 26:
            return chr(ord("a") + ord(character) - first)
    if unicodedata.category(character) in _UNSEEN:
        return ""
    return "".join(
        _digit(part) for part in unicodedata.normalize("NFKD", character).casefold()
        if unicodedata.category(part) not in _UNSEEN
    )  # fmt: skip


def _digit(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def plain(text: str) -> str:
    """NFKC without marks, invisible characters and case, one character at a time: ten thousand marks in a row, which
    Unicode's own order would sort, take what ten thousand letters take. It is seven times as long at most: no character
    stands for more, and what is cut off would not be looked at.
    """
    if text.isascii():
        return text.lower().translate(_CONTROLS)
    return "".join(map(_plain, text))


@lru_cache(maxsize=1)
def _latin() -> dict[int, str]:
    return str.maketrans(_pairs())


def skeleton(form: str) -> str:
    """A plain text with letters of other scripts as the Latin ones that they look like."""
    return form if form.isascii() else form.translate(_latin())
