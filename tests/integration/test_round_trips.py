"""A request with one statement costs two network round trips: everything before COMMIT, and COMMIT."""

import statistics
import tempfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from benchmarks.wire import counted_wire
from common import database as runtime
from common.database import transaction
from common.identity import Actor
from common.limits import RateClass, Take, due
from tests.conftest import Database
from tests.factories.people import make_user


@pytest.mark.parametrize("takes", [False, True], ids=["", "with what it takes from a limit"])
def test_one_statement_takes_two_round_trips(
    database: Database, monkeypatch: pytest.MonkeyPatch, takes: bool
) -> None:
    with database.connect() as db:
        user = make_user(db)
    take = Take(Actor("user", user), RateClass.CREATE)
    with (
        tempfile.TemporaryDirectory() as folder,
        counted_wire(database.cluster.socket_dir, Path(folder)) as wire,
    ):
        monkeypatch.setenv("DATABASE_URL", f"postgresql://api_login@/{database.name}?host={folder}")
        runtime.close()
        with transaction(Actor("user", user)) as tx:  # connects
            tx.fetch_value("select 1")
        taken = []
        for _ in range(9):
            before = wire.round_trips
            with due(take) if takes else nullcontext(), transaction(take.actor) as tx:
                assert tx.fetch_value("select auth.uid()") == user
            taken.append(wire.round_trips - before)
        # On a busy machine the proxy may see two flights as one, or one as two; most it sees as they are.
        assert statistics.median(taken) == 2
        runtime.close()
