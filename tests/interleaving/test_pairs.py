"""Each pair under every schedule with at most one switch; `SCHEDULE=A7` repeats a single one."""

import pytest

from tests.conftest import Database
from tests.interleaving.exploring import explorer
from tests.interleaving.pairs import PAIRS


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What use cases read from their environment."""
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "http://127.0.0.1:8000/t")
    monkeypatch.delenv("STRIPE_SECRET_KEY", raising=False)


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_holds_under_every_schedule_with_one_switch(database: Database, name: str) -> None:
    with explorer(database) as found:
        found.explore(PAIRS[name])
