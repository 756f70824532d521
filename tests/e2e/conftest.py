"""The whole system, once per pytest process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.system import RunningSystem, running
from tests.e2e.typescript_client.workshop import furnish

__all__ = ["RunningSystem"]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A running system with demo data, shared by the tests of this process; the test clock is on."""
    with running(tmp_path_factory.mktemp("system") / "data", "--test-clock") as started:
        yield started


@pytest.fixture(scope="session")
def typescript_workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where programs of the TypeScript client are compiled."""
    return furnish(tmp_path_factory.mktemp("typescript"))
