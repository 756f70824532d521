"""A push service that listens."""

from collections.abc import Iterator

import pytest

from tests.conftest import Database
from tests.integration.messaging.hearing import Hearing, hearing_of


@pytest.fixture
def hearing(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hearing]:
    """The worker, and what it says."""
    with hearing_of(database, monkeypatch) as found:
        yield found
