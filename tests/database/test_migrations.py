"""The tree goes up, down and up again, in any company, on a cluster of its own."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from database_migrations import checksums
from database_migrations.checksums import AppliedMigrationEdited
from database_migrations.folder import database_directory
from database_migrations.runner import bootstrap, deploy, migrate, rollback
from local.postgres import POSTGRES_BIN, Cluster

TREE = database_directory()


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """Roles are global to a cluster, so these tests take one that nobody else uses."""
    with private_cluster() as cluster:
        yield cluster


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """A running cluster; not under pytest's folders, which only their owner may enter, and PostgreSQL is not root."""
    with tempfile.TemporaryDirectory(prefix="atomic-test-") as folder:
        cluster = Cluster(Path(folder) / "postgres", throwaway=True)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")


@pytest.fixture
def name(server: Cluster, request: pytest.FixtureRequest) -> str:
    """An empty database with bootstrapped roles."""
    database = re.sub(r"\W+", "_", request.node.name)[-60:]
    _create(server, database)
    bootstrap(server.url(database=database))
    return database


def test_up_down_up_leaves_the_same_catalog(server: Cluster, name: str) -> None:
    empty = _catalog(server, name)
    owner = server.url("app_owner", name)
    migrate(owner)
    first = _catalog(server, name)
    for _ in checksums.of_files(TREE):
        rollback(owner)
    assert _catalog(server, name) == empty
    migrate(owner)
    assert _catalog(server, name) == first


def test_a_second_run_does_nothing(server: Cluster, name: str) -> None:
    migrate(server.url("app_owner", name))
    before = _catalog(server, name), _applied(server, name)
    deploy(server.url(database=name), server.url("app_owner", name))
    assert (_catalog(server, name), _applied(server, name)) == before


def test_two_runs_at_once_apply_every_file_once(server: Cluster, name: str) -> None:
    owner = server.url("app_owner", name)
    with ThreadPoolExecutor(2) as both:
        for run in [both.submit(migrate, owner) for _ in range(2)]:
            run.result(timeout=60)
    assert _applied(server, name) == list(checksums.of_files(TREE))


def test_two_bootstraps_at_once_wait_for_each_other(server: Cluster) -> None:
    _create(server, "two_bootstraps")
    with ThreadPoolExecutor(2) as both:
        for run in [both.submit(bootstrap, server.url(database="two_bootstraps")) for _ in range(2)]:
            run.result(timeout=60)
    migrate(server.url("app_owner", "two_bootstraps"))


def test_an_edited_applied_file_is_refused_by_its_version(server: Cluster, name: str, tmp_path: Path) -> None:
    folder = tmp_path / "database"
    shutil.copytree(TREE, folder)
    owner = server.url("app_owner", name)
    migrate(owner, directory=folder)
    edited = min(path for path in folder.glob("migrations/2*.sql"))
    edited.write_text(edited.read_text(encoding="utf-8") + "-- an afterthought\n", encoding="utf-8")
    with pytest.raises(AppliedMigrationEdited) as refused:
        migrate(owner, directory=folder)
    assert refused.value.versions == [edited.name[:14]]


def test_bootstrap_and_migrations_need_no_superuser() -> None:
    """Aurora's master user is no superuser: it may make roles and databases, and owns the database."""
    with private_cluster() as cluster:
        with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as superuser:
            superuser.execute("create role master login createrole createdb")
            superuser.execute("create database managed owner master")
        for _ in range(2):
            deploy(cluster.url("master", "managed"), cluster.url("app_owner", "managed"))
        with psycopg.connect(cluster.url("app_owner", "managed")) as owner:
            assert owner.execute("select current_setting('is_superuser')").fetchone() == ("off",)
            assert owner.execute(
                "select count(*) > 10 from pg_tables where schemaname = 'public'"
            ).fetchone() == (True,)


def test_the_owner_sees_no_rows_of_its_own_tables(server: Cluster, name: str) -> None:
    migrate(server.url("app_owner", name))
    with psycopg.connect(server.url(database=name)) as superuser:
        superuser.execute("insert into auth.users (email) values ('someone@example.com')")
    with psycopg.connect(server.url("app_owner", name)) as owner:
        assert owner.execute("select count(*) from auth.users").fetchone() == (0,)
    with psycopg.connect(server.url(database=name)) as superuser:
        assert superuser.execute("select count(*) from auth.users").fetchone() == (1,)


def test_the_manifest_has_every_file_as_it_is() -> None:
    lines = (TREE / checksums.MANIFEST).read_text(encoding="utf-8").splitlines()
    manifest = dict(line.split() for line in lines if not line.startswith("#"))
    assert manifest == checksums.of_files(TREE), "run: python -m database_migrations.checksums"


def test_a_fresh_database_has_thirty_days_of_partitions(server: Cluster, name: str) -> None:
    """The migration makes them by a kernel function: clicks have a place before the nightly job ever ran."""
    migrate(server.url("app_owner", name))
    with psycopg.connect(server.url(database=name)) as superuser:
        missing = superuser.execute(
            "select day::date from generate_series(0, 29) as ahead,"
            " lateral (select (now() at time zone 'UTC')::date + ahead as day) as days"
            " where to_regclass('public.tracking_events_' || to_char(day, 'YYYYMMDD')) is null"
        ).fetchall()
    assert not missing


def test_every_file_is_one_subject_with_a_lock_timeout_up_and_down() -> None:
    files = sorted(TREE.glob("migrations/2*.sql"))
    assert len(files) > 5
    for path in files:
        assert checksums.MIGRATION_FILE.fullmatch(path.name), path.name
        up, down = path.read_text(encoding="utf-8").split("-- migrate:down")
        for half in (up, down):
            assert "set local lock_timeout = '3s';" in half, path.name


def _create(server: Cluster, database: str) -> None:
    with psycopg.connect(server.url(database="postgres"), autocommit=True) as superuser:
        superuser.execute(f'create database "{database}"')


def _applied(server: Cluster, database: str) -> list[str]:
    with psycopg.connect(server.url(database=database)) as superuser:
        rows = superuser.execute("select version from schema_migrations.applied order by version").fetchall()
    return [version for (version,) in rows]


def _catalog(server: Cluster, database: str) -> str:
    """Everything but dbmate's own tables. pg_dump marks its output with a random word, which we leave out."""
    dump = subprocess.run(
        [POSTGRES_BIN / "pg_dump", "--schema-only", "--exclude-schema=schema_migrations",
         f"--dbname={server.url(database=database)}"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return re.sub(r"^\\(un)?restrict .*$", "", dump, flags=re.MULTILINE)
