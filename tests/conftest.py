"""A real PostgreSQL with the real tree: one throwaway cluster per pytest process, one clone per test."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from database_migrations.runner import deploy
from infra.topology.types import LOGIN_ROLES
from local.postgres import Cluster
from tests.factories.limits import allow_much
from tests.factories.rewards import pause_achievements
from tests.sessions import Sessions

TEMPLATE = "atomic_template"
SHARED_MEMORY = Path("/dev/shm")
ROOM_FOR_CLUSTERS = 8 * 1024**3
_numbers = itertools.count(1)

os.environ.update(
    STAGE="local", LOG_LEVEL="WARNING", SITE_URL="http://127.0.0.1:3000", POWERTOOLS_DEV="0",
    SHORT_LINK_BASE_URL="https://go.example.org/t", API_BASE_URL="https://api.example.org",
    BADGE_BASE_URL="https://api.example.org", LOCAL_BADGE_KEY="of the tests",
    ACTIVATIONS_KEY="activations of the tests: 32 and more",
    AWS_DEFAULT_REGION="eu-central-1", AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test",
    FUNCTION_TIMEOUT_SECONDS="300",
)  # fmt: skip


@dataclass(frozen=True)
class Database:
    """A database of its own for one test; `url()` is the superuser's, for counter-proofs."""

    cluster: Cluster
    name: str
    sessions: Sessions = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sessions", Sessions(self.url()))

    def url(self, user: str = "postgres") -> str:
        """The connection of `user`: postgres (superuser), or a role of `LOGIN_ROLES`."""
        return self.cluster.url(user, self.name)

    def connect(self, user: str = "postgres", *, autocommit: bool = True) -> psycopg.Connection:
        """A new connection of `user`; the superuser's may be on a session that was one's before (`tests.sessions`)."""
        if user == "postgres":
            return self.sessions.connect(autocommit=autocommit)
        return psycopg.connect(self.url(user), autocommit=autocommit)


@pytest.fixture(scope="session", autouse=True)
def _refusals_are_declared() -> Iterator[None]:
    """Whatever test calls a door of an API: see `tests.declared_refusals`."""
    from common.http import Api
    from tests.declared_refusals import held

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Api, "resolve", held(Api.resolve))
        yield


@pytest.fixture(scope="session")
def keeper(cluster: Cluster) -> Iterator[psycopg.Connection]:
    """The superuser who makes databases and drops them."""
    with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The cluster of this pytest process, with the migrated template database."""
    with tempfile.TemporaryDirectory(prefix="atomic-test-", dir=_folder_in_memory()) as folder:
        server = Cluster(Path(folder) / "postgres", throwaway=True)
        server.start()
        try:
            _make_template(server)
            yield server
        finally:
            server.stop("immediate")


@pytest.fixture
def database(
    cluster: Cluster, keeper: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A fresh clone of the migrated database; handlers run in this process connect to it (`tests.logins`)."""
    yield from _clone(cluster, keeper, monkeypatch)


@pytest.fixture(scope="module")
def shared_database(cluster: Cluster, keeper: psycopg.Connection) -> Iterator[Database]:
    """One clone for a module whose tests roll back what they do, or only read."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield from _clone(cluster, keeper, monkeypatch)


def _clone(
    cluster: Cluster, keeper: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    from tests.logins import end_kept

    clone = Database(cluster, f"test_{next(_numbers)}")
    keeper.execute(f'create database "{clone.name}" template {TEMPLATE} strategy file_copy owner app_owner')
    keeper.execute(f'revoke all on database "{clone.name}" from public')
    keeper.execute(f'grant connect on database "{clone.name}" to {", ".join(LOGIN_ROLES.values())}')
    end_kept()
    monkeypatch.setenv("DATABASE_URL", clone.url("api_login"))
    try:
        yield clone
    finally:
        end_kept()
        clone.sessions.end()
        keeper.execute(f'drop database "{clone.name}" with (force)')


def _folder_in_memory() -> Path | None:
    """Linux's file system in memory, where it has room: a clone there takes a tenth of its time on a disk."""
    if SHARED_MEMORY.is_dir() and os.access(SHARED_MEMORY, os.W_OK):
        free = shutil.disk_usage(SHARED_MEMORY).free
        return SHARED_MEMORY if free >= ROOM_FOR_CLUSTERS else None
    return None


def _make_template(server: Cluster) -> None:
    with psycopg.connect(server.url(database="postgres"), autocommit=True) as admin:
        admin.execute(f"create database {TEMPLATE}")
    deploy(server.url(database=TEMPLATE), server.url("app_owner", TEMPLATE))
    with psycopg.connect(server.url(database=TEMPLATE), autocommit=True) as superuser:
        allow_much(superuser)
        pause_achievements(superuser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much of the permission matrix was tried."""
    from tests.database.permission_matrix import CELLS

    ran = [
        report
        for report in terminalreporter.getreports("passed")
        if "test_permission_matrix" in report.nodeid
    ]
    if ran:
        terminalreporter.write_line(f"permission matrix: {CELLS} cells")
