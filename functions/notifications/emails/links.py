"""What people wrote, without links: mail clients make one of whatever looks like an address, in plain text, too.

A space behind what makes it an address shows the same words and leads nowhere.
"""

import re
from unicodedata import normalize

IDEOGRAPHIC_DOTS = frozenset("。｡")
"""What browsers take for the dot of a name (UTS #46), beside those that Unicode folds to a dot."""

ADDRESS_OF_FOUR = re.compile(r"\d+(?:\.\d+){2,}")
CLOSING = frozenset("\"'\u201d\u2019»)]},;!?")
"""What stands behind a sentence's last dot."""


def unlinked(text: str) -> str:
    """The text, with a space wherever a client would see a scheme, a name with dots, or an address for mail."""
    text = ADDRESS_OF_FOUR.sub(lambda found: found[0].replace(".", ". "), text)
    return "".join(f"{one} " if _joins(text, at) else one for at, one in enumerate(text))


def _joins(text: str, at: int) -> bool:
    """Whether the character there and the next one would be read as parts of one address."""
    before, one, after = text[at - 1 : at], text[at], text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    if _folds_to(after, "@"):
        return not one.isspace()
    if _is_dot(one):
        is_decimal = _is_digit(before) and _is_digit(after)
        return not (is_decimal or _is_dot(after) or after in CLOSING)
    if _folds_to(one, ":"):
        return bool(before) and not _is_digit(before) and not before.isspace()
    return one == after == "\\"


def _is_dot(one: str) -> bool:
    return one in IDEOGRAPHIC_DOTS or "." in normalize("NFKC", one)


def _folds_to(one: str, sign: str) -> bool:
    return normalize("NFKC", one) == sign


def _is_digit(one: str) -> bool:
    return one.isascii() and one.isdigit()
