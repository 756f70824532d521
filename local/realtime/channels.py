"""Names of channels, as AppSync Events takes them: one to five segments, and `*` at the end for those below."""

import re
from dataclasses import dataclass

NAMESPACES = frozenset({"users"})
"""Of this API; a channel of another one does not exist."""
MOST_SEGMENTS = 5
SEGMENT = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,48}[0-9A-Za-z])?", re.ASCII)
EVERYTHING_BELOW = "*"


class BadChannel(Exception):
    """No name of a channel, or of none that this API has; the message is for the client."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A name; its first segment is its namespace."""

    segments: tuple[str, ...]

    @property
    def path(self) -> str:
        """The name with a slash before each segment."""
        return "/" + "/".join(self.segments)

    @property
    def is_wildcard(self) -> bool:
        """Whether it stands for all that lies below."""
        return self.segments[-1] == EVERYTHING_BELOW

    def hears(self, other: "Channel") -> bool:
        """Whether what is said in `other` is heard by who listens here."""
        if not self.is_wildcard:
            return self == other
        above = self.segments[:-1]
        return len(other.segments) > len(above) and other.segments[: len(above)] == above


def parse_channel(name: object, *, wildcard: bool = False) -> Channel:
    """A channel by its name, with or without the first slash. Raises `BadChannel`."""
    if not isinstance(name, str):
        raise BadChannel("The channel is missing.")
    segments = tuple(name.removeprefix("/").split("/"))
    plain = segments[:-1] if wildcard and segments[-1] == EVERYTHING_BELOW else segments
    if len(segments) > MOST_SEGMENTS or not plain or not all(map(SEGMENT.fullmatch, plain)):
        raise BadChannel("Invalid channel format.")
    if plain[0] not in NAMESPACES:
        raise BadChannel(f"There is no channel namespace {plain[0]}.")
    return Channel(segments)
