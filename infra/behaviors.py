"""CloudFront's behaviours: which API a path leads to, and which headers go with it. (Decision 83.)

They are made from the map, the fewest that tell its doors apart, and refused where a path could be taken for another
one's. CDK makes the distribution of them and a laptop's gateway asks them, so both lead a path the same way.

How the list grows: words of one parent that begin alike share a pattern (`/api/v1/block*`), and the few of them that
are another door's stand before it. So a new room costs nothing where the words that begin most like it have its door,
and else one pattern; two where longer words of another door begin with it (`gig` beside `gigs`). What lies deeper costs
nothing as long as its room has one door.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from os.path import commonprefix

from infra.path_patterns import HEXADECIMAL, PLACE, matches, share
from infra.topology.edge import Audience
from infra.topology.types import ApiName, Topology

MOST_BEHAVIORS = 70
"""Of CloudFront's 75 in a distribution, a quota that can be raised."""
LONGEST_PATTERN = 255
_WRITABLE = re.compile(r"[A-Za-z0-9_.*$/~\"'@:+&-]+", re.ASCII)
"""What CloudFront takes in a pattern."""


class PathsMeet(ValueError):
    """CloudFront would lead some path of the map to the wrong door: it knows no methods, and patterns only."""


@dataclass(frozen=True, order=True)
class Door:
    """Where a path leads: an API, with the headers of an audience, and for all methods or for reading only."""

    api: ApiName
    audience: Audience
    writes: bool


@dataclass(frozen=True)
class Behavior:
    """All paths that match the pattern, and none before it, lead to the door."""

    pattern: str
    door: Door


DEFAULT = Door("main", "client", writes=True)
"""Where a path leads that no pattern matches."""


@dataclass(eq=False)
class _Place:
    """A place in the tree of all paths; a place for ids is called `*`."""

    path: str = ""
    beside: dict[str, "_Place"] = field(default_factory=dict)
    door: Door | None = None
    children: dict[str, "_Place"] = field(default_factory=dict)

    def own(self) -> tuple[str, ...]:
        """Patterns for this path and for all below it."""
        if not self.children:
            return (self.path,)
        if self.door is None:
            return (f"{self.path}/*",)
        name = self.path.rpartition("/")[2]
        longer = [other for other in self.beside if other != name and other.startswith(name)]
        is_like_an_id = "*" in self.beside and HEXADECIMAL.issuperset(name)
        return (self.path, f"{self.path}/*") if longer or is_like_an_id else (f"{self.path}*",)


_List = tuple[Behavior, ...]
_Given = tuple[Door, Door]
"""What comes without: for a path alone, and for those below it."""
_Known = dict[tuple[_Place, str | None, _Given], _List | None]
"""Lists for a place, or for its words that begin like this."""


def behaviors(topology: Topology) -> tuple[Behavior, ...]:
    """What the distribution asks in this order; a path that matches none is for `DEFAULT`.

    Raises `PathsMeet` where two routes cannot be told apart by their paths, or there are too many patterns.
    """
    doors = _doors(topology)
    root = _Place()
    for path, door in sorted(doors.items()):
        _plant(root, path, door)
    found = _fewest(root, (DEFAULT, DEFAULT), {}) or ()
    _check(found, doors)
    return found


def door_of(path: str, among: Iterable[Behavior]) -> Door:
    """Where a path leads, as a client wrote it, without its query."""
    return next((one.door for one in among if matches(one.pattern, path)), DEFAULT)


def _doors(topology: Topology) -> dict[str, Door]:
    """Path → where it leads. A path without a token carries none: CloudFront hands it on to clients only.

    All that fans may use is one door: methods that the map does not name are 404 behind it.
    """
    doors: dict[str, Door] = {}
    audiences = topology.audiences()
    open_to_all = [
        one for page in topology.capabilities for one in page.routes if one.authorization == "none"
    ]
    written = {route.path for route in open_to_all if route.method not in {"GET", "HEAD"}}
    for page in topology.capabilities:
        for route in page.routes:
            audience = "client" if route.authorization == "jwt" else audiences.get(route.path, "client")
            writes = audience in {"client", "fan"} or route.path in written
            door = Door(page.api, audience, writes)
            if doors.setdefault(route.path, door) != door:
                raise PathsMeet(
                    f"{route.path} is for {door} and for {doors[route.path]}: CloudFront tells no methods apart."
                )
    return doors


def _plant(root: _Place, path: str, door: Door) -> None:
    here = root
    for part in PLACE.sub("*", path).split("/")[1:]:
        here = here.children.setdefault(part, _Place(f"{here.path}/{part}", beside=here.children))
    if here.door not in {None, door}:
        raise PathsMeet(f"{path} and a path of another name lead to {door} and to {here.door}.")
    here.door = door


def _fewest(here: _Place, given: _Given, known: _Known) -> _List | None:
    """The shortest list for this place and all below it; the finest of several.

    None where there is no list: what matches a place for ids matches the words beside it, so only its parent may.
    """
    if (here, None, given) not in known:
        own, _ = given
        choices = [_below(here, given, known)]
        # At the top nothing but the default is for all paths, unless it must be.
        for door in sorted(_beneath(here)) if here.path or choices == [None] else ():
            choices.append(_and(_below(here, (own, door), known), Behavior(f"{here.path}/*", door)))
            if not here.path.endswith("*"):
                patterns = [Behavior(pattern, door) for pattern in here.own()]
                choices.append(_and(_below(here, (door, door), known), *patterns))
        known[here, None, given] = _shortest(choices)
    return known[here, None, given]


def _below(here: _Place, given: _Given, known: _Known) -> _List | None:
    own, below = given
    words = sorted(here.children.keys() - {"*"})
    found = _of_words(here, words, (below, below), known)
    if (ids := here.children.get("*")) is not None:  # behind the words, which it would match
        choices = [_joined((found, _below(ids, (below, below), known)))]
        for door in sorted(_beneath(ids)):  # what is for all below ids is for what is below the words, too
            given = (below, door)
            before = _joined((_of_words(here, words, given, known), _below(ids, given, known)))
            choices.append(_and(before, Behavior(f"{ids.path}/*", door)))
        found = _shortest(choices)
    if here.door is None or here.door == own:
        return found
    return None if here.path.endswith("*") else _and(found, Behavior(here.path, here.door))


def _of_words(here: _Place, words: list[str], given: _Given, known: _Known) -> _List | None:
    """The shortest list for some words of a place and all below them: those that begin alike may share a pattern."""
    if len(words) < 2:
        return _joined(_fewest(here.children[word], given, known) for word in words)
    start = commonprefix(words)  # noqa: RUF071 - letters are meant
    if (here, start, given) not in known:

        def apart(given: _Given) -> _List | None:
            groups = groupby(words, key=lambda word: word[: len(start) + 1])
            return _joined(_of_words(here, list(group), given, known) for _, group in groups)

        choices = [apart(given)]
        # An id may begin like a word, and what is for all words is their parent's.
        if start and "*" not in {*here.children, *here.path.split("/")}:
            own, _ = given
            together = len(words) < len(here.children) or not here.path
            for door in sorted({door for word in words for door in _beneath(here.children[word])}):
                choices.append(_and(apart((own, door)), Behavior(f"{here.path}/{start}*/*", door)))
                if together:
                    choices.append(_and(apart((door, door)), Behavior(f"{here.path}/{start}*", door)))
        known[here, start, given] = _shortest(choices)
    return known[here, start, given]


def _joined(lists: Iterable[_List | None]) -> _List | None:
    found: _List | None = ()
    for one in lists:
        found = None if found is None or one is None else (*found, *one)
    return found


def _and(first: _List | None, *then: Behavior) -> _List | None:
    return None if first is None else (*first, *then)


def _shortest(choices: list[_List | None]) -> _List | None:
    return min((one for one in choices if one is not None), key=len, default=None)


def _beneath(here: _Place) -> set[Door]:
    below = {one for child in here.children.values() for one in _beneath(child)}
    return below if here.door is None else below | {here.door}


def _check(found: tuple[Behavior, ...], doors: dict[str, Door]) -> None:
    if len(found) > MOST_BEHAVIORS:
        raise PathsMeet(
            f"{len(found)} behaviours are needed to tell the paths apart, {MOST_BEHAVIORS} are allowed."
        )
    for one in found:
        if len(one.pattern) > LONGEST_PATTERN or not _WRITABLE.fullmatch(one.pattern):
            raise PathsMeet(f"{one.pattern} is no pattern that CloudFront takes.")
    for path, door in doors.items():
        _check_path(path, door, found)


def _check_path(path: str, door: Door, found: tuple[Behavior, ...]) -> None:
    for one in found:
        matched = share(one.pattern, path)
        if matched != "none" and one.door != door:
            raise PathsMeet(
                f"{path} is for {door}, and {one.pattern} leads {matched} of its paths to {one.door}."
            )
        if matched == "all":
            return
    if door != DEFAULT:
        raise PathsMeet(f"{path} is for {door}, and no pattern matches all of its paths.")
