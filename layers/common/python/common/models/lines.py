"""Texts of one line: names and titles. They show all that they hold, and move nothing around them."""

from typing import Annotated
from unicodedata import category, combining, name

from pydantic import AfterValidator, Field, StringConstraints

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of what nobody sees: control, format (which turns `gpj.exe` around), lone surrogates, line
and paragraph separators."""

BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000))))
)
"""What nobody sees either, though it counts as a letter, a mark, a symbol, or nothing yet: the other "default
ignorable code points" (Unicode, DerivedCoreProperties.txt), and the Braille cell without a dot."""

SELECTORS = frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x180B, 0x180C, 0x180D, 0x180F))
)
"""They choose how the character before them looks: a red heart, one of an ideograph's forms (Unicode, 23.4)."""

JOINERS = frozenset("\u200c\u200d")
"""Without them there is no Persian word with an affix, no half letter of Hindi, and no emoji of a family."""

VIRAMA = 9
"""The combining class of the sign that takes a letter's vowel away. A joiner behind it chooses the letter's form, at
the end of a word too (RFC 5892, A.1 and A.2): many a Malayalam name ends so."""

JOINING_SCRIPTS = frozenset({
    "ADLAM", "ARABIC", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KANNADA", "KHMER", "MALAYALAM", "MANDAIC",
    "MONGOLIAN", "MYANMAR", "NKO", "ORIYA", "SINHALA", "SYRIAC", "TAMIL", "TELUGU", "TIBETAN",
})  # fmt: skip
"""Whose letters change with their neighbours, so that a joiner shows (after RFC 5892, A.1): the first word of their
characters' names."""

BLACK_FLAG = "\U0001f3f4"
TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))
"""Behind a black flag they make it that of England, Scotland or Wales (UTS #51, annex C)."""

LONGEST_FLAG = len("gbeng") + 1
"""Tags of a flag: the region's code, and the one that ends it. More would carry a text that nobody sees."""


def is_visible(text: str, at: int) -> bool:
    """Whether the character there is seen, or changes how one beside it looks.

    A joiner, a selector or a tag that does not would make two names that look the same.
    """
    one = text[at]
    if one in SELECTORS:
        return is_drawn(text[at - 1 : at])
    if one in TAGS:
        return text[max(0, at - LONGEST_FLAG) : at].rstrip(TAGS).endswith(BLACK_FLAG)
    if one in JOINERS:
        return _joins(text, at)
    return category(one) not in INVISIBLE and one not in BLANK


def is_blank(one: str) -> bool:
    """Whether the character is white space, or nothing to be seen; a control character is neither."""
    return one.isspace() or category(one) == "Cf" or one in BLANK


def _joins(text: str, at: int) -> bool:
    """Whether the joiner there has work to do: behind a virama, beside a letter that joins, between two emoji."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before and combining(before) == VIRAMA:
        return True
    if before in SELECTORS:
        before = text[at - 2 : at - 1]
    if not (is_drawn(before) and is_drawn(after)):
        return False
    if _is_joining(before) or _is_joining(after):
        return True
    return text[at] == "\u200d" and all(one > "\x7f" and category(one)[0] == "S" for one in (before, after))


def _is_joining(one: str) -> bool:
    return category(one)[0] in "LM" and name(one, "").partition(" ")[0] in JOINING_SCRIPTS


def is_drawn(one: str) -> bool:
    """Whether the character, if there is one, is seen by itself."""
    unseen = not one or one.isspace() or category(one) in INVISIBLE
    return not unseen and one not in BLANK and one not in SELECTORS


def visible(text: str) -> str:
    """The text as it is. Raises `ValueError` if it holds what nobody sees."""
    if not all(is_visible(text, at) for at in range(len(text))):
        raise ValueError("must not hold line breaks, control characters or other invisible ones")
    return text


def one_line(text: str, longest: int | None = None) -> str:
    """What a person wrote, as a line that looks like no other: for what cannot be refused any more.

    Cut to `longest` characters, with no half of an emoji's or a word's joint before the ellipsis.
    """
    parting = INVISIBLE - {"Cf"}
    seen = (c if is_visible(text, at) else " " if category(c) in parting else "" for at, c in enumerate(text))
    line = " ".join("".join(seen).split())
    if longest is None or len(line) <= longest:
        return line
    return line[: longest - 1].rstrip("".join(JOINERS | SELECTORS) + TAGS) + "…"


StoredLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A line as rows may hold it that were written before anybody looked for what nobody sees."""

_ONE_LINE = Field(json_schema_extra={"pattern": r"^[^\x00-\x1f\x7f\u2028\u2029]*$"})

Line = Annotated[StoredLine, _ONE_LINE, AfterValidator(visible)]
"""A short text that must be given: a name, a title."""

ShortLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    _ONE_LINE,
    AfterValidator(visible),
]
"""A word or a few: a category, an industry."""

EmptyOrLine = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), _ONE_LINE, AfterValidator(visible)
]
"""A short text that can be taken back."""

EmptyOrShortLine = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100), _ONE_LINE, AfterValidator(visible)
]
"""A word or a few that can be taken back."""

Headline = Annotated[str, StringConstraints(strip_whitespace=True, max_length=160), AfterValidator(visible)]
"""A sentence about oneself that can be taken back."""
