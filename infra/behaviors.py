"""CloudFront's behaviours: which API a path leads to, and which headers go with it. (Decision 83.)

They are made from the map, the fewest that tell its doors apart, and refused where a path could be taken for another
one's. CDK makes the distribution of them and a laptop's gateway asks them, so both lead a path the same way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from infra.path_patterns import PLACE, matches, share
from infra.topology.types import ApiName, Audience, Topology

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
        return (self.path, f"{self.path}/*") if longer else (f"{self.path}*",)


_List = tuple[Behavior, ...]
_Known = dict[tuple[_Place, Door], _List | None]


def behaviors(topology: Topology) -> tuple[Behavior, ...]:
    """What the distribution asks in this order; a path that matches none is for `DEFAULT`.

    Raises `PathsMeet` where two routes cannot be told apart by their paths, or there are too many patterns.
    """
    doors = _doors(topology)
    root = _Place()
    for path, door in sorted(doors.items()):
        _plant(root, path, door)
    found = _fewest(root, DEFAULT, {}) or ()
    _check(found, doors)
    return found


def door_of(path: str, among: Iterable[Behavior]) -> Door:
    """Where a path leads, as a client wrote it, without its query."""
    return next((one.door for one in among if matches(one.pattern, path)), DEFAULT)


def _doors(topology: Topology) -> dict[str, Door]:
    """Path → where it leads. A path without a token carries none: CloudFront hands it on to clients only."""
    doors: dict[str, Door] = {}
    audiences = topology.audiences()
    open_to_all = [
        one for page in topology.capabilities for one in page.routes if one.authorization == "none"
    ]
    written = {route.path for route in open_to_all if route.method not in {"GET", "HEAD"}}
    for page in topology.capabilities:
        for route in page.routes:
            audience = "client" if route.authorization == "jwt" else audiences.get(route.path, "client")
            writes = audience == "client" or route.path in written
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


def _fewest(here: _Place, given: Door, known: _Known) -> _List | None:
    """The shortest list for this place and all below it, where `given` is what comes without; the finest of several.

    None where there is no list: what matches a place for ids matches the words beside it, so only its parent may.
    """
    if (here, given) not in known:
        choices = [_below(here, given, given, known)]
        # At the top nothing but the default is for all paths, unless it must be.
        for door in sorted(_beneath(here)) if here.path or choices == [None] else ():
            choices.append(_and(_below(here, given, door, known), Behavior(f"{here.path}/*", door)))
            if not here.path.endswith("*"):
                own = [Behavior(pattern, door) for pattern in here.own()]
                choices.append(_and(_below(here, door, door, known), *own))
        known[here, given] = min((one for one in choices if one is not None), key=len, default=None)
    return known[here, given]


def _below(here: _Place, given: Door, below: Door, known: _Known) -> _List | None:
    """The list for this path alone, which has `given`, and for those below it, which have `below`."""
    # Words before the place for ids, which would match them.
    names = sorted(here.children, key=lambda name: (name == "*", name))
    lists = [_fewest(here.children[name], below, known) for name in names]
    found = [one for each in lists if each is not None for one in each]
    if None in lists or (here.door not in {None, given} and here.path.endswith("*")):
        return None
    if here.door is None or here.door == given:
        return tuple(found)
    return (*found, Behavior(here.path, here.door))


def _and(first: _List | None, *then: Behavior) -> _List | None:
    return None if first is None else (*first, *then)


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
