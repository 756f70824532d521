"""What Ctrl-C means, once and again."""

import asyncio

import pytest

from local.up import SECONDS_OF_ONE_WISH, StopSignals


@pytest.mark.parametrize(
    ("times", "stops", "hurries"),
    [
        ([], False, False),
        ([0.0], True, False),
        ([0.0, SECONDS_OF_ONE_WISH / 2], True, False),  # make passes on what we got, too
        ([0.0, SECONDS_OF_ONE_WISH], True, True),
        ([0.0, 0.1, 5.0, 5.1], True, True),
    ],
)
def test_one_wish_stops_and_another_one_hurries(times: list[float], *, stops: bool, hurries: bool) -> None:
    stop, hurry = asyncio.Event(), asyncio.Event()
    now = iter(times)
    signals = StopSignals(stop, hurry, clock=lambda: next(now))
    for _ in times:
        signals.received()
    assert (stop.is_set(), hurry.is_set()) == (stops, hurries)
