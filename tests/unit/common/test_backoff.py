"""`common.backoff`: doubling, bounded, and never all at the same moment."""

from datetime import timedelta

import pytest

from common import backoff
from common.backoff import MAXIMUM_ATTEMPTS, SPREAD, delay_after, setback_after

HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def without_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backoff.CHANCE, "uniform", lambda least, _: least)


@pytest.mark.usefixtures("without_chance")
def test_delays_double_up_to_six_hours() -> None:
    assert [delay_after(n) for n in (1, 2, 3)] == [timedelta(seconds=s) for s in (30, 60, 120)]
    assert delay_after(MAXIMUM_ATTEMPTS) == timedelta(hours=6)


@pytest.mark.usefixtures("without_chance")
def test_what_the_other_side_asks_for_is_waited_and_a_shorter_wish_shortens_nothing() -> None:
    assert delay_after(1, timedelta(hours=11)) == timedelta(hours=11)
    assert delay_after(3, timedelta(seconds=1)) == timedelta(minutes=2)


def test_what_fails_together_does_not_come_back_together() -> None:
    delays = {delay_after(1) for _ in range(100)}
    assert len(delays) > 90
    assert min(delays) >= HALF_A_MINUTE
    assert max(delays) <= HALF_A_MINUTE * (1 + SPREAD)


@pytest.mark.usefixtures("without_chance")
def test_the_twelfth_failure_is_the_last() -> None:
    assert not setback_after(MAXIMUM_ATTEMPTS - 1).is_last
    assert setback_after(MAXIMUM_ATTEMPTS).is_last


@pytest.mark.usefixtures("without_chance")
def test_what_was_given_up_and_is_tried_again_has_as_many_tries_once_more() -> None:
    again = [setback_after(n) for n in range(MAXIMUM_ATTEMPTS + 1, 2 * MAXIMUM_ATTEMPTS + 1)]
    assert again == [setback_after(n) for n in range(1, MAXIMUM_ATTEMPTS + 1)]
