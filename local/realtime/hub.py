"""Who listens to what, and what is said to whom. All of it is in memory: a new start forgets it, as clients expect."""

from collections import defaultdict
from typing import Protocol

from local.realtime.channels import Channel
from local.realtime.frames import said


class Line(Protocol):
    """A socket that somebody holds open."""

    def say(self, frame: str) -> None:
        """Send a frame; who does not read is cut off, so nobody waits."""


class Hub:
    """The subscriptions of all sockets."""

    def __init__(self) -> None:
        self._by_channel: dict[Channel, set[tuple[Line, str]]] = defaultdict(set)

    def add(self, channel: Channel, line: Line, of: str) -> None:
        """From now on `line` hears the channel, as its operation `of`."""
        self._by_channel[channel].add((line, of))

    def remove(self, channel: Channel, line: Line, of: str) -> None:
        """It hears it no more."""
        listeners = self._by_channel[channel]
        listeners.discard((line, of))
        if not listeners:
            del self._by_channel[channel]

    def publish(self, channel: Channel, event: str) -> int:
        """Say an event, a text of JSON, to all who listen; returns how many those are."""
        heard = [
            one
            for place, listeners in list(self._by_channel.items())
            if place == channel or (place.is_wildcard and place.hears(channel))
            for one in listeners
        ]
        for line, of in heard:
            line.say(said("data", id=of, event=event))
        return len(heard)

    @property
    def size(self) -> int:
        """How many subscriptions there are."""
        return sum(map(len, self._by_channel.values()))
