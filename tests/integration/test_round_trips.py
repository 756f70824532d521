"""A read of one statement costs one network round trip; a transaction of one statement two, the last for COMMIT."""

import statistics
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from uuid import UUID

import pytest

from benchmarks.wire import counted_wire
from campaign_lifecycle import api as campaigns
from common import database as runtime
from common.database import Transaction, read, transaction
from common.identity import Actor
from common.limits import RateClass, Take, due
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import call, http_event
from tests.factories.people import make_user

Begin = Callable[[Actor], AbstractContextManager[Transaction]]


def round_trips(database: Database, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> float:
    """How many a warm connection needs, as the median.

    On a busy machine the proxy may see two as one, or one as two; most it sees as they are.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        counted_wire(database.cluster.socket_dir, Path(folder)) as wire,
    ):
        monkeypatch.setenv("DATABASE_URL", f"postgresql://api_login@/{database.name}?host={folder}")
        runtime.close()
        work()  # connects
        taken = []
        for _ in range(9):
            before = wire.round_trips
            work()
            taken.append(wire.round_trips - before)
        runtime.close()
    return statistics.median(taken)


@pytest.mark.parametrize("takes", [False, True], ids=["", "with what it takes from a limit"])
@pytest.mark.parametrize(("begin", "expected"), [(read, 1), (transaction, 2)])
def test_one_statement_takes_one_round_trip_and_its_commit_another(
    database: Database, monkeypatch: pytest.MonkeyPatch, begin: Begin, expected: int, takes: bool
) -> None:
    with database.connect() as db:
        user = make_user(db)
    take = Take(Actor("user", user), RateClass.CREATE)

    def work() -> None:
        with due(take) if takes else nullcontext(), begin(take.actor) as tx:
            assert tx.fetch_value("select auth.uid()") == user

    assert round_trips(database, monkeypatch, work) == expected


def test_reading_a_campaign_takes_one_round_trip(
    database: Database, monkeypatch: pytest.MonkeyPatch, owner: UUID
) -> None:
    with database.connect() as db:
        campaign = make_campaign(db, owner)
    event = http_event("GET", f"/api/v1/campaigns/{campaign}", user=owner)

    def work() -> None:
        answer = call(campaigns.lambda_handler, event)
        assert (answer.status, answer.body["id"]) == (200, str(campaign))
        assert "ratelimit" in answer.headers, "it was counted"

    assert round_trips(database, monkeypatch, work) == 1
