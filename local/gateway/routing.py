"""Which route answers a request: API Gateway's own order of preference."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import unquote

from infra.topology.types import Route

Target = TypeVar("Target")

STATIC, VARIABLE, GREEDY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Match(Generic[Target]):
    """The route that won, what stands behind it, and the path's variables, decoded."""

    route: Route
    target: Target
    path_parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Target]):
    route: Route
    target: Target
    segments: tuple[tuple[int, str], ...]

    @property
    def preference(self) -> tuple[int, ...]:
        """A full match before `{variable}` before `{proxy+}`, segment by segment."""
        return tuple(kind for kind, _ in self.segments)


class RouteTable(Generic[Target]):
    """All routes of the API with what stands behind each."""

    def __init__(self, routes: Iterable[tuple[Route, Target]]) -> None:
        entries = [_Entry(route, target, _parse(route.path)) for route, target in routes]
        self._entries = sorted(entries, key=lambda entry: entry.preference)
        self._static: dict[tuple[str, str], _Entry[Target]] = {
            (entry.route.method, entry.route.path): entry
            for entry in self._entries
            if all(kind == STATIC for kind, _ in entry.segments)
        }

    def match(self, method: str, raw_path: str) -> Match[Target] | None:
        """The best route for a request, or None: 404, for a method that no route names as well, as in API Gateway.

        HEAD does not find a GET route there either.
        """
        entry = self._static.get((method, raw_path))
        if entry is not None:
            return Match(entry.route, entry.target, {})
        segments = raw_path.split("/")[1:]
        for entry in self._entries:
            if entry.route.method != method:
                continue
            if (parameters := _fit(entry.segments, segments)) is not None:
                return Match(entry.route, entry.target, parameters)
        return None


def _parse(path: str) -> tuple[tuple[int, str], ...]:
    parsed = []
    for segment in path.split("/")[1:]:
        if segment.startswith("{") and segment.endswith("+}"):
            parsed.append((GREEDY, segment[1:-2]))
        elif segment.startswith("{") and segment.endswith("}"):
            parsed.append((VARIABLE, segment[1:-1]))
        else:
            parsed.append((STATIC, segment))
    return tuple(parsed)


def _fit(pattern: tuple[tuple[int, str], ...], segments: list[str]) -> dict[str, str] | None:
    parameters: dict[str, str] = {}
    for position, (kind, name) in enumerate(pattern):
        if kind == GREEDY:
            rest = "/".join(segments[position:])
            if not rest:
                return None
            parameters[name] = unquote(rest, errors="replace")
            return parameters
        if position >= len(segments):
            return None
        segment = unquote(segments[position], errors="replace")
        if kind == STATIC and segment != name:
            return None
        if kind == VARIABLE:
            if not segment:
                return None
            parameters[name] = segment
    return parameters if len(pattern) == len(segments) else None
