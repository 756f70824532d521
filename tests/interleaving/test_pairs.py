"""Each pair under every schedule with at most one switch, or many with two; `SCHEDULE=A7` repeats a single one."""

import os
from collections.abc import Iterable

import pytest

from tests.conftest import Database
from tests.interleaving.exploring import QUIET_TABLES, explorer
from tests.interleaving.pairs import PAIRS
from tests.interleaving.schedules import Name, Schedule, with_one_switch, with_two_switches


def schedules(lengths: dict[Name, int]) -> Iterable[Schedule]:
    """All with one switch; with `SWITCHES=2`, so many with two as `SAMPLE` says (`all`), drawn by `SEED`."""
    if os.environ.get("SWITCHES") != "2":
        return with_one_switch(lengths)
    sample = os.environ.get("SAMPLE", "100")
    return with_two_switches(
        lengths, sample=None if sample == "all" else int(sample), seed=int(os.environ.get("SEED", "1"))
    )


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_holds_under_every_schedule(database: Database, name: str) -> None:
    with explorer(database, quiet=() if os.environ.get("SWITCHES") == "2" else QUIET_TABLES) as found:
        found.explore(PAIRS[name], schedules)
