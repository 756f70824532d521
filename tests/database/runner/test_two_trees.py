"""A release that is rolled back, and deploys that meet: the database always has one tree, whole."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from database_migrations import lock
from database_migrations.folder import MigrationFailed
from tests.database.runner.trees import COUNT, DEAR, Place, Tree

LATER = "migrations/20300101000200_later.sql"
BY_COLOUR = "functions/shop/by_colour.sql"


@pytest.fixture
def newer(tree: Tree, tmp_path: Path) -> Tree:
    """The next release: a migration, a function more, another text, another signature, another column of a view."""
    newer = tree.copy(tmp_path / "newer")
    newer.write(
        LATER, "-- migrate:up\nalter table public.things add column weight bigint;\n-- migrate:down\n"
    )
    newer.write(BY_COLOUR, """-- Only the newer release has it.
create or replace function app.by_colour(wanted text) returns bigint language sql
as $$ select count(*) from public.things where colour = wanted $$;
""")  # fmt: skip
    newer.edit(COUNT, "create or replace", "drop function if exists app.count_things();\ncreate or replace")
    newer.edit(COUNT, "app.count_things()", "app.count_things(minimum bigint default 0)")
    newer.edit(COUNT, "if exists app.count_things(minimum bigint default 0)", "if exists app.count_things()")
    newer.edit(
        COUNT,
        "function app.count_things(minimum bigint default 0) is",
        "function app.count_things(bigint) is",
    )
    newer.edit(
        COUNT,
        "function app.count_things(minimum bigint default 0) to",
        "function app.count_things(bigint) to",
    )
    newer.edit(COUNT, "count(*)", "100 + count(*)")
    newer.edit(DEAR, "t.price from", "t.price, t.weight from")
    return newer


def test_a_release_that_is_rolled_back_has_its_functions_again(db: Place, tree: Tree, newer: Tree) -> None:
    before = db.functions()
    db.deploy(newer)
    assert db.functions() == before | {"app.by_colour"}
    assert db.ask("select app.count_things()") == 102
    db.deploy(tree)
    assert db.functions() == before
    assert db.ask("select app.count_things()") == 2
    assert db.ask("select count(*) from pg_proc where proname = 'count_things'") == 1
    assert db.ask("select app.dearest_thing()") == "ladder"
    assert db.ask("select count(*) from schema_migrations.applied") == 2
    db.deploy(newer)
    assert db.ask("select app.count_things()") == 102


def test_the_older_release_takes_off_the_columns_of_a_view(db: Place, tree: Tree, newer: Tree) -> None:
    columns = "select count(*) from pg_attribute where attrelid = 'dear_things'::regclass and attnum > 0"
    db.deploy(newer)
    assert db.ask(columns) == 4
    db.deploy(tree)
    assert db.ask(columns) == 3


def test_a_text_that_was_never_here_is_no_way_back(empty: Place, tree: Tree, newer: Tree) -> None:
    empty.deploy(newer)
    with pytest.raises(MigrationFailed, match="a signature never changes in place"):
        empty.deploy(tree)


def test_kernel_functions_of_the_newer_release_stay_for_its_tables(
    db: Place, tree: Tree, newer: Tree
) -> None:
    newer.write(
        "functions/kernel/spare.sql", "create or replace function app.spare() returns int return 1;\n"
    )
    db.deploy(newer)
    db.deploy(tree)
    assert db.ask("select app.spare()") == 1


@pytest.mark.parametrize("fresh", [True, False])
def test_two_deploys_of_two_trees_leave_one_of_them_whole(
    empty: Place, tree: Tree, newer: Tree, fresh: bool
) -> None:
    if not fresh:
        empty.deploy(tree)
        empty.deploy(newer)
    for _ in range(3):
        with ThreadPoolExecutor(4) as pool:
            runs = [pool.submit(empty.deploy, which) for which in (tree, newer, tree, newer)]
            errors = [error for run in runs if (error := run.exception(timeout=60))]
        # On a fresh database the older one may come second, where its signature was never before.
        assert all("a signature never changes in place" in str(error) for error in errors), errors
        assert fresh or not errors
        is_newer = empty.ask("select app.count_things()") == 102
        assert ("app.by_colour" in empty.functions()) == is_newer
        assert empty.ask("select count(*) from schema_migrations.sources") == (6 if is_newer else 5)


def test_two_deploys_of_one_tree_do_its_work_once(empty: Place, tree: Tree) -> None:
    with ThreadPoolExecutor(2) as pool:
        for run in [pool.submit(empty.deploy, tree) for _ in range(2)]:
            run.result(timeout=60)
    assert empty.ask("select count(*) from things") == 2
    assert empty.ask("select count(*) from schema_migrations.sources") == 5


def test_the_second_waits_until_the_first_is_through(empty: Place, tree: Tree) -> None:
    through = Event()

    def second() -> bool:
        empty.deploy(tree)
        return through.is_set()

    with ThreadPoolExecutor(1) as pool:
        with lock.only_run(empty.url):
            run = pool.submit(second)
            with pytest.raises(TimeoutError):
                run.result(timeout=0.5)
            assert empty.ask("select to_regclass('things') is null")
            through.set()
        assert run.result(timeout=60)


def test_who_waits_too_long_is_told_so(empty: Place, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "SECONDS_TO_WAIT_FOR_ANOTHER_RUN", 0.2)
    with lock.only_run(empty.url), pytest.raises(MigrationFailed, match="Another run is at this database"):
        empty.deploy(tree)
