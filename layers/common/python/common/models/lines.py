"""Texts of one line: names and titles. They show all that they hold, and move nothing around them."""

from typing import Annotated
from unicodedata import category, combining

from pydantic import AfterValidator, StringConstraints

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of what nobody sees: control, format (which turns `gpj.exe` around), lone surrogates, line
and paragraph separators."""

JOINERS = frozenset("\u200c\u200d")
"""Without them there is no Persian word with an affix, no half letter of Hindi, and no emoji of a family."""

VIRAMA = 9
"""The combining class of the sign that takes a letter's vowel away. A joiner behind it chooses the letter's form, at
the end of a word too (RFC 5892, A.1 and A.2): many a Malayalam name ends so."""


def is_visible(text: str, at: int) -> bool:
    """Whether the character there is seen, or is a joiner where one has work to do.

    That is behind a virama, or between two that can be joined: none of ASCII, no space, no punctuation. Anywhere else
    it would make two names that look the same.
    """
    if category(text[at]) not in INVISIBLE:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] not in JOINERS or not before:
        return False
    return combining(before) == VIRAMA or all(
        one > "\x7f" and category(one)[0] in "LMNS" for one in (before, after)
    )


def visible(text: str) -> str:
    """The text as it is. Raises `ValueError` if it holds what nobody sees."""
    if not all(is_visible(text, at) for at in range(len(text))):
        raise ValueError("must not hold line breaks, control characters or other invisible ones")
    return text


def one_line(text: str, longest: int | None = None) -> str:
    """What a person wrote, as a line that looks like no other: for what cannot be refused any more."""
    seen = (c if is_visible(text, at) else "" if category(c) == "Cf" else " " for at, c in enumerate(text))
    line = " ".join("".join(seen).split())
    return line if longest is None or len(line) <= longest else f"{line[: longest - 1]}…"


StoredLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A line as rows may hold it that were written before anybody looked for what nobody sees."""

Line = Annotated[StoredLine, AfterValidator(visible)]
"""A short text that must be given: a name, a title."""

ShortLine = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(visible)
]
"""A word or a few: a category, an industry."""

EmptyOrLine = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(visible)
]
"""A short text that can be taken back."""
