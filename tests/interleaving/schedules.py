"""Which of two calls runs when: short, printable, and the same every time.

`A7.3` reads: A begins and takes 7 steps, then B takes 3, then A goes on to its end, then B. A step leads from one
place where a switch is possible to the next. Who waits for a lock of the other is passed over, whatever stands here.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Name = Literal["A", "B"]
OTHER: dict[Name, Name] = {"A": "B", "B": "A"}


@dataclass(frozen=True, slots=True)
class Schedule:
    """Who begins, and after how many steps of whose turn it is the other's."""

    first: Name
    turns: tuple[int, ...] = ()

    def __str__(self) -> str:
        return self.first + ".".join(map(str, self.turns))

    @classmethod
    def parse(cls, text: str) -> "Schedule":
        """Of its printed form. Raises `ValueError`."""
        if not re.fullmatch(r"[AB](\d+(\.\d+)*)?", text):
            raise ValueError(f"{text!r} is no schedule: A, B7 and A7.3 are")
        return cls("A" if text[0] == "A" else "B", tuple(map(int, filter(None, text[1:].split(".")))))


SERIAL = (Schedule("A"), Schedule("B"))


def with_one_switch(lengths: dict[Name, int]) -> Iterator[Schedule]:
    """All of them; `lengths`: how many steps each takes when it begins and is left alone."""
    for name, length in lengths.items():
        for steps in range(1, length):
            yield Schedule(name, (steps,))


def with_two_switches(lengths: dict[Name, int], *, sample: int | None, seed: int) -> list[Schedule]:
    """All of them, or so many that `seed` draws. A second turn that is too long for the other ends with it."""
    found = [
        Schedule(name, (steps, more))
        for name in lengths
        for steps in range(1, lengths[name])
        for more in range(1, lengths[OTHER[name]])
    ]
    if sample is None or sample >= len(found):
        return found
    return random.Random(seed).sample(found, sample)
