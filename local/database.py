"""The laptop's database: started, bootstrapped and migrated before anything else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from database_migrations import runner
from database_migrations.checksums import MadeBeforeTheSquash
from local import demo
from local.data_dir import DataDir
from local.failures import LocalFailure
from local.postgres import SOCKET_FILE, Cluster, ClusterFailed, process_state
from local.watch import Condition

DATABASE = "atomic"
OWNER = "app_owner"


@contextmanager
def running(data_dir: DataDir) -> Iterator[Cluster]:
    """A migrated PostgreSQL, stopped at the end. Raises `LocalFailure` where it does not come up."""
    cluster = Cluster(data_dir.postgres)
    try:
        start(cluster, data_dir)
        prepare(cluster, data_dir)
        yield cluster
    finally:
        try:
            cluster.stop()
        except ClusterFailed as error:
            print(_one_line(error), file=sys.stderr)


@dataclass(frozen=True)
class PostgresPart:
    """PostgreSQL, as the watch sees it."""

    cluster: Cluster
    data_dir: DataDir
    name: str = "PostgreSQL"
    remedy: str = (
        "`make start-postgres` starts it again; its server.log says why it ended, if nobody wished it."
    )

    def condition(self) -> Condition:
        """How it is now."""
        if self.cluster.has_died():
            return Condition.DIED
        return Condition.STOPPED if self.cluster.left_pid() is None else Condition.RUNS

    def start_again(self) -> str:
        """Start it; the Lambdas connect again by themselves. Raises `LocalFailure`."""
        start(self.cluster, self.data_dir)
        return "PostgreSQL runs again."


def start(cluster: Cluster, data_dir: DataDir) -> None:
    """Start PostgreSQL; one that a killed run left behind is taken over. Raises `LocalFailure`."""
    try:
        _forget_zombie(cluster)
        cluster.start()
    except ClusterFailed as error:
        raise LocalFailure(f"PostgreSQL does not start: {_one_line(error)}") from error
    except OSError as error:
        raise LocalFailure(f"PostgreSQL cannot use {data_dir.postgres}: {_one_line(error)}") from error


def prepare(cluster: Cluster, data_dir: DataDir) -> None:
    """Bring the database to this tree and write DATA_DIR/database-url. Raises `LocalFailure`."""
    superuser_url = cluster.url(database=DATABASE)
    try:
        _create_database(cluster)
        runner.deploy(superuser_url, cluster.url(OWNER, DATABASE))
        _make_ready_for_today(superuser_url)
        demo.load(superuser_url)
    except MadeBeforeTheSquash as error:
        raise LocalFailure(str(error)) from error
    except (psycopg.Error, RuntimeError) as error:
        raise LocalFailure(f"The database cannot be brought to this tree: {_one_line(error)}") from error
    data_dir.write_database_url(superuser_url)


def _make_ready_for_today(superuser_url: str) -> None:
    """A laptop that was off has missed the daily job that makes partitions ahead."""
    with psycopg.connect(superuser_url) as connection:
        connection.execute("select app.make_tracking_partitions((now() at time zone 'UTC')::date, 30)")


def _forget_zombie(cluster: Cluster) -> None:
    """Remove the lock files of a server that is dead but not buried.

    In a container whose first process buries nobody, a killed server stays a zombie, which PostgreSQL takes for
    a living one. Where there is no /proc there are no such containers.
    """
    pid = cluster.left_pid()
    if pid is not None and process_state(pid) == "Z":
        (cluster.data_dir / "postmaster.pid").unlink()
        (cluster.socket_dir / f"{SOCKET_FILE}.lock").unlink(missing_ok=True)


def _create_database(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as connection:
        known = connection.execute("select from pg_database where datname = %s", (DATABASE,)).fetchone()
        if known is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
