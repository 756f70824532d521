"""CloudFront's path patterns against the routes of the map: which of a route's paths does a pattern match?

A pattern is text in which `*` stands for any characters, a slash included, or none, and `?` for exactly one. It is
compared as it stands: with case, and with the whole path. A route stands for many paths: `{name}` is one place that is
not empty, `{name+}` the rest. Places called `…_id` are UUIDs, as `tests/unit/test_path_patterns.py` holds to the
API's description, but for those in `NO_UUIDS`; so no id is ever taken for a word of another route.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

NO_UUIDS = frozenset({"badge_id", "event_id", "failure_id", "issuer_id", "status_list_id"})
"""Ids of others, and of several kinds."""
PLACE = re.compile(r"\{([^}+]+)(\+?)\}")
_UUID = (8, 4, 4, 4, 12)
HEXADECIMAL = frozenset("0123456789abcdef")
_OTHER = "\0"
"""Stands for every character that neither side names."""

Share = Literal["all", "some", "none"]


@dataclass(frozen=True)
class _Piece:
    """A character of which kind, once or as often as one likes."""

    takes: Callable[[str], bool]
    names: str = ""
    repeats: bool = False


def matches(pattern: str, path: str) -> bool:
    """Whether CloudFront's pattern matches a path as a client wrote it."""
    return compiled(pattern).fullmatch(path) is not None


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of `*` and `?` as Python has it: CloudFront's, and IAM's, which is written alike."""
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


@cache
def share(pattern: str, route: str) -> Share:
    """How many of the route's paths the pattern matches."""
    known, fixed = route.partition("{")[0], re.split(r"[*?]", pattern, maxsplit=1)[0]
    if not known.startswith(fixed) and not fixed.startswith(known):
        return "none"
    wanted, given = _of_route(route), _of_pattern(pattern)
    alphabet = {"/", "0", _OTHER, *(piece.names for piece in (*wanted, *given) if piece.names)}
    seen = {(_reached(wanted, {0}), _reached(given, {0}))}
    waiting, outcomes = list(seen), set[bool]()
    while waiting and len(outcomes) < len((True, False)):
        here, there = waiting.pop()
        if (settled := _settled(given, there)) is not None:
            outcomes.add(settled)  # and each beginning of a path goes on to a path
            continue
        if len(wanted) in here:
            outcomes.add(len(given) in there)
        for character in alphabet:
            step = (_after(wanted, here, character), _after(given, there, character))
            if step[0] and step not in seen:
                seen.add(step)
                waiting.append(step)
    return "some" if len(outcomes) > 1 else "all" if True in outcomes else "none"


def _settled(given: tuple[_Piece, ...], there: frozenset[int]) -> bool | None:
    """Whether the pattern matches whatever follows, or nothing any more; None where that depends."""
    if not there:
        return False
    return True if len(given) - 1 in there and given[-1].repeats else None


@cache
def _of_pattern(pattern: str) -> tuple[_Piece, ...]:
    kinds = {"*": _Piece(_any, repeats=True), "?": _Piece(_any)}
    return tuple(kinds.get(character) or _literal(character) for character in pattern)


@cache
def _of_route(route: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    end = 0
    for place in PLACE.finditer(route):
        pieces += map(_literal, route[end : place.start()])
        pieces += _of_place(place[1], rest=bool(place[2]))
        end = place.end()
    return (*pieces, *map(_literal, route[end:]))


def _of_place(name: str, *, rest: bool) -> Iterable[_Piece]:
    if name.endswith("_id") and name not in NO_UUIDS:
        parts = [[_Piece(HEXADECIMAL.__contains__)] * length for length in _UUID]
        return [piece for part in parts for piece in (*part, _literal("-"))][:-1]
    takes = _any if rest else _not_a_slash
    return (_Piece(takes), _Piece(takes, repeats=True))


def _literal(character: str) -> _Piece:
    return _Piece(character.__eq__, names=character)


def _any(character: str) -> bool:  # noqa: ARG001 - one of several
    return True


def _not_a_slash(character: str) -> bool:
    return character != "/"


def _reached(pieces: tuple[_Piece, ...], places: set[int]) -> frozenset[int]:
    """These places, and those behind what may be left out."""
    reached = set(places)
    for place in sorted(places):
        behind = place
        while behind < len(pieces) and pieces[behind].repeats:
            behind += 1
            reached.add(behind)
    return frozenset(reached)


def _after(pieces: tuple[_Piece, ...], places: frozenset[int], character: str) -> frozenset[int]:
    taking = [place for place in places if place < len(pieces) and pieces[place].takes(character)]
    return _reached(pieces, {place if pieces[place].repeats else place + 1 for place in taking})
