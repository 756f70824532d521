"""A deploy meets running traffic: it waits a little, lets go, tries again, and says which file it was."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from database_migrations import failures
from database_migrations.folder import MigrationFailed
from tests.database.runner.trees import DEAR, WATCH, Place, Tree

NEW_EVENT = ("after insert on public.things", "after insert or delete on public.things")


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """Short times, and what is to happen in each pause between two tries; those that were made are left out."""
    plans: list[Callable[[], object]] = []
    monkeypatch.setattr(failures, "LOCK_TIMEOUT", "200ms")
    monkeypatch.setattr(failures, "sleep", lambda seconds: plans.pop(0)())
    return plans


def nothing() -> None:
    """A pause in which nothing happens."""


def test_a_busy_table_is_tried_three_times_and_then_named_by_the_file(
    db: Place, tree: Tree, pauses: list[Callable[[], object]]
) -> None:
    tree.edit(WATCH, *NEW_EVENT)
    tree.edit(WATCH, "'Watches.'", "'Watches well.'")
    pauses += [nothing, nothing, nothing]
    with db.connect(autocommit=False) as traffic:
        traffic.execute("update things set price = 1 where id = 1")
        with pytest.raises(MigrationFailed, match=f"{WATCH}.* 3 tries"):
            db.migrate(tree)
    assert len(pauses) == 1
    assert db.ask("select obj_description('app.watch_things'::regproc)") == "Watches."


def test_a_table_that_comes_free_between_two_tries_gets_its_trigger(
    db: Place, tree: Tree, pauses: list[Callable[[], object]]
) -> None:
    tree.edit(WATCH, *NEW_EVENT)
    with db.connect(autocommit=False) as traffic:
        traffic.execute("update things set price = 1 where id = 1")
        pauses += [nothing, traffic.commit]
        db.migrate(tree)
    assert not pauses
    assert "INSERT OR DELETE" in db.ask(
        "select pg_get_triggerdef(oid) from pg_trigger where tgname = 'watch_things'"
    )


def test_traffic_goes_on_between_two_tries(db: Place, tree: Tree, pauses: list[Callable[[], object]]) -> None:
    """All locks are let go: those of the tables that were free, too."""
    tree.edit(WATCH, *NEW_EVENT)
    text = (tree.folder / WATCH).read_text().replace("watch_things", "see_sightings")
    tree.write("functions/shop/see_sightings.sql", text.replace("public.things", "public.sightings"))

    def look() -> None:
        with db.connect() as other:
            other.execute("set lock_timeout = '100ms'")
            other.execute("insert into sightings values (7)")

    pauses += [look, look]
    with db.connect(autocommit=False) as traffic:
        traffic.execute("update things set price = 1 where id = 1")
        with pytest.raises(MigrationFailed, match=WATCH):
            db.migrate(tree)
    assert db.ask("select count(*) from sightings") == 2


def test_a_body_that_changed_alone_waits_for_no_table(db: Place, tree: Tree) -> None:
    tree.edit(WATCH, "values (new.id)", "values (-new.id)")
    with db.connect(autocommit=False) as traffic:
        traffic.execute("update things set price = 1 where id = 1")
        begin = time.monotonic()
        db.migrate(tree)
        assert time.monotonic() - begin < 3
        traffic.execute("insert into things values (3, 'nail')")
        assert traffic.execute("select thing_id from sightings").fetchall() == [(-3,)]


def test_a_view_that_is_being_read_is_tried_again_too(
    db: Place, tree: Tree, pauses: list[Callable[[], object]]
) -> None:
    tree.edit(DEAR, "> 1000", "> 800")
    with db.connect(autocommit=False) as traffic:
        traffic.execute("select from dear_things")
        pauses.append(traffic.commit)
        db.migrate(tree)
    assert db.ask("select count(*) from dear_things") == 2


def test_a_deadlock_with_traffic_is_survived(db: Place, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """Traffic holds `things`, which we want, and wants `sightings`, which we have."""
    met: list[float] = []
    monkeypatch.setattr(failures, "sleep", met.append)
    text = (tree.folder / WATCH).read_text().replace("watch_things", "see_sightings")
    tree.write("functions/shop/see_sightings.sql", text.replace("public.things", "public.sightings"))
    tree.edit(WATCH, *NEW_EVENT)
    with db.connect(autocommit=False) as traffic, ThreadPoolExecutor(1) as pool:
        traffic.execute("update things set price = 1 where id = 1")
        run = pool.submit(db.migrate, tree)
        wait_for(db, "select count(*) from pg_locks where not granted and relation = 'things'::regclass")
        traffic.execute("set local deadlock_timeout = '10s'")  # it is the deploy that notices, and gives way
        traffic.execute("insert into sightings values (8)")
        traffic.commit()
        run.result(timeout=30)
    assert met
    assert db.ask("select count(*) from pg_trigger where tgname in ('watch_things', 'see_sightings')") == 2


def wait_for(db: Place, count: str) -> None:
    """Wait until a count is no longer 0."""
    with db.connect() as other:
        for _ in range(200):
            if other.execute(count.encode()).fetchone() != (0,):
                return
            time.sleep(0.02)
    raise AssertionError(count)
