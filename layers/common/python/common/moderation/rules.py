"""Rules as data: what a row of `moderation_rules` says, made ready to look at texts."""

from collections.abc import Callable
from functools import lru_cache

from common.moderation.evasions import forms
from common.moderation.hosts import hosts, names
from common.moderation.models import PatternKind
from common.moderation.numbers import has_card_number, has_phone_number

MOST_WORDS = 500
MOST_MEMORY = 4 << 20
"""Bytes that a pattern may take; RE2 refuses one that is larger when it is unrolled, `((a{99}){99}){99}`."""


Test = Callable[[str], bool]
"""Whether one form of a text (`evasions.forms`) is what a rule looks for. Raises `TooMany`."""


def test_of(kind: PatternKind, pattern: str, own: frozenset[str]) -> Test:
    """A rule's test; `own` are the domains of this system. Raises `ValueError` where the pattern cannot be read."""
    match kind:
        case PatternKind.REGEX:
            return _finds(pattern)
        case PatternKind.WORDS:
            return _finds(_any_of(pattern))
        case PatternKind.DOMAIN:
            listed = names(pattern, own)
            return lambda form: any(listed.find(host) for host in hosts(form))
        case PatternKind.PHONE:
            regions = _regions(pattern)
            return lambda form: has_phone_number(form, regions)
        case PatternKind.CARD:
            return has_card_number


@lru_cache(maxsize=256)
def _finds(pattern: str) -> Test:
    """One or more expressions, a line each. RE2 knows none that takes more than linear time, whoever wrote it."""
    import re2

    options = re2.Options()
    options.max_mem = MOST_MEMORY
    options.log_errors = False
    lines = list(filter(None, map(str.strip, pattern.splitlines())))
    try:
        for line in lines:
            re2.compile(line, options)
        compiled = re2.compile("|".join(f"(?:{line})" for line in lines), options)
    except (re2.error, OverflowError) as error:
        raise ValueError(f"is no regular expression of RE2: {_said(error)}") from error
    if compiled.search("") is not None:
        raise ValueError("must ask for something: it is found in every text")
    return lambda form: compiled.search(form) is not None


def _said(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode() if isinstance(said, bytes) else str(said)


def _any_of(pattern: str) -> str:
    import re2

    lines = [words for line in pattern.splitlines() if (words := forms(line)[0].split())]
    if not 1 <= len(lines) <= MOST_WORDS:
        raise ValueError(f"must be 1 to {MOST_WORDS} words or phrases, a line each")
    phrases = (r"\s+".join(map(re2.escape, words)) for words in lines)
    return rf"(?:^|[^\pL\pN_])(?:{'|'.join(phrases)})(?:$|[^\pL\pN_])"


def _regions(pattern: str) -> list[str]:
    from phonenumbers import SUPPORTED_REGIONS

    regions = pattern.upper().split()
    if unknown := set(regions) - set(SUPPORTED_REGIONS):
        raise ValueError(f"{sorted(unknown)[0]} is no region that telephones have")
    return regions
