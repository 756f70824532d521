"""Bootstrap, kernel, migrations, sources: in that order, and on from where the last run stopped."""

import psycopg
import pytest

from database_migrations.checksums import MadeBeforeTheSquash
from database_migrations.folder import MigrationFailed
from tests.database.runner.trees import COUNT, DEAR, DEAREST, MARK, THINGS, Place, Tree

LATER = "migrations/20300101000200_later.sql"


def test_an_empty_database_becomes_the_tree(db: Place) -> None:
    assert db.functions() == {
        "app.mark", "app.count_things", "app.watch_things", "app.dearest_thing", "public.dear_things",
    }  # fmt: skip
    assert db.ask("select app.count_things()") == 2
    assert db.ask("select app.dearest_thing()") == "ladder"


def test_sources_belong_to_app_internal_unless_they_say_so(db: Place) -> None:
    owners = "select proowner::regrole::text from pg_proc where oid = 'app.{}'::regproc"
    assert db.ask(owners.format("count_things")) == "app_internal"
    assert db.ask(owners.format("dearest_thing")) == "app_owner"
    assert db.ask("select relowner::regrole::text from pg_class where relname = 'dear_things'") == "app_owner"


def test_a_changed_line_takes_effect(db: Place, tree: Tree) -> None:
    tree.edit(COUNT, "count(*)", "count(*) + 40")
    db.migrate(tree)
    assert db.ask("select app.count_things()") == 42


def test_a_second_run_touches_nothing(db: Place, tree: Tree) -> None:
    rows = "select string_agg(xmin::text, ' ' order by xmin::text) from {}"
    catalogs = [rows.format(name) for name in ("pg_proc", "pg_class", "pg_trigger", "pg_description")]
    before = [db.ask(query) for query in catalogs]
    db.deploy(tree)
    assert [db.ask(query) for query in catalogs] == before


def test_only_what_changed_is_made_again(db: Place, tree: Tree) -> None:
    version = "select xmin::text from pg_proc where oid = 'app.{}'::regproc"
    other, changed = db.ask(version.format("dearest_thing")), db.ask(version.format("count_things"))
    tree.edit(COUNT, "How many", "Just how many")
    db.migrate(tree)
    assert db.ask(version.format("dearest_thing")) == other
    assert db.ask(version.format("count_things")) != changed


def test_a_function_that_was_dropped_by_hand_comes_back_with_its_grants(db: Place, tree: Tree) -> None:
    with db.connect() as superuser:
        superuser.execute("drop function app.count_things()")
    db.migrate(tree)
    assert db.ask("select has_function_privilege('service', 'app.count_things()', 'execute')")


def test_a_trigger_that_was_dropped_by_hand_comes_back(db: Place, tree: Tree) -> None:
    with db.connect() as superuser:
        superuser.execute("drop trigger watch_things on things")
    db.migrate(tree)
    assert db.ask("select count(*) from pg_trigger where tgname = 'watch_things'") == 1


def test_the_kernel_comes_before_the_migrations_that_call_it(db: Place, tree: Tree) -> None:
    tree.edit(MARK, "'marked'", "'signed'")
    tree.write(LATER, "-- migrate:up\nupdate public.things set price = 1 where id = 2;\n-- migrate:down\n")
    db.migrate(tree)
    assert db.ask("select colour from things where id = 2") == "signed"


def test_a_kernel_function_may_read_what_its_first_migration_makes(empty: Place, tree: Tree) -> None:
    tree.write("functions/kernel/cheapest.sql", """-- What policies ask.
create or replace function app.cheapest() returns bigint language sql as $$ select min(price) from public.things $$;
""")  # fmt: skip
    empty.deploy(tree)
    assert empty.ask("select app.cheapest()") == 900


def test_a_kernel_function_with_a_fault_leaves_the_one_that_stands(db: Place, tree: Tree) -> None:
    tree.edit(MARK, "return new;", "return new")
    with pytest.raises(MigrationFailed, match=MARK):
        db.migrate(tree)
    assert "return new;" in db.ask("select prosrc from pg_proc where proname = 'mark'")


def test_a_kernel_function_whose_table_never_comes_fails_the_run(empty: Place, tree: Tree) -> None:
    tree.write("functions/kernel/lost.sql", """-- Reads what no migration makes.
create or replace function app.lost() returns bigint language sql as $$ select count(*) from public.nowhere $$;
""")  # fmt: skip
    with pytest.raises(MigrationFailed, match=r"functions/kernel/lost\.sql: relation .* does not exist"):
        empty.deploy(tree)


def test_a_run_that_fails_between_migrations_and_sources_is_completed_by_the_next(
    db: Place, tree: Tree
) -> None:
    tree.write(LATER, "-- migrate:up\nalter table public.things add column weight bigint;\n-- migrate:down\n")
    tree.edit(COUNT, "count(*)", "sum(wait)")
    with pytest.raises(MigrationFailed, match=COUNT):
        db.migrate(tree)
    assert db.ask("select app.count_things()") == 2
    tree.edit(COUNT, "sum(wait)", "count(weight)")
    db.migrate(tree)
    assert db.ask("select app.count_things()") == 0


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [(COUNT, "select count", "sel ect count"), (COUNT, "public.things", "things"), (COUNT, "count(*)", "colour"),
     (DEAR, "t.name", "t.nickname"), (DEAREST, "d.price desc", "d.prize desc"), (MARK, "end\n", "ende\n")],
)  # fmt: skip
def test_a_source_with_a_fault_is_named_and_leaves_everything_as_it_was(
    db: Place, tree: Tree, path: str, old: str, new: str
) -> None:
    """Among them a table without its schema: the body is checked under the function's own search_path."""
    tree.edit("functions/shop/watch_things.sql", "Watches.", "Watches well.")
    tree.edit(path, old, new)
    with pytest.raises(MigrationFailed, match=path):
        db.migrate(tree)
    assert db.ask("select app.count_things()") == 2
    assert db.ask("select app.dearest_thing()") == "ladder"
    assert db.ask("select obj_description('app.watch_things'::regproc)") == "Watches."


def test_a_function_that_nobody_changed_but_whose_column_is_gone_is_named(db: Place, tree: Tree) -> None:
    tree.write("functions/shop/colours.sql", """-- All of them.
create or replace function app.colours() returns bigint language sql as $$ select count(colour) from public.things $$;
""")  # fmt: skip
    db.migrate(tree)
    tree.write(LATER, "-- migrate:up\nalter table public.things drop column colour;\n-- migrate:down\n")
    for _ in range(2):  # also where the migration is applied already
        with pytest.raises(MigrationFailed, match=r"functions/shop/colours\.sql.*colour"):
            db.migrate(tree)


def test_what_waits_in_vain_for_a_faulty_source_is_not_blamed(empty: Place, tree: Tree) -> None:
    tree.edit(DEAR, "from public.things", "form public.things")
    with pytest.raises(MigrationFailed) as failed:
        empty.deploy(tree)
    assert DEAR in str(failed.value)
    assert DEAREST not in str(failed.value)


def test_a_database_from_before_the_squash_is_told_so_and_left_alone(db: Place, tree: Tree) -> None:
    (tree.folder / THINGS).rename(tree.folder / "migrations/20300601000100_things.sql")
    tree.edit(COUNT, "count(*)", "count(*) + 40")
    for run in (db.migrate, db.deploy):
        with pytest.raises(MadeBeforeTheSquash, match="start with a new DATA_DIR") as told:
            run(tree)
        assert "\n" not in str(told.value)
    assert db.ask("select app.count_things()") == 2


def test_a_migration_that_fails_keeps_the_checksums_of_those_before_it(db: Place, tree: Tree) -> None:
    tree.write(LATER, "-- migrate:up\nselect 1;\n-- migrate:down\n")
    tree.write("migrations/20300101000300_broken.sql", "-- migrate:up\nselect 1 / 0;\n-- migrate:down\n")
    with pytest.raises(MigrationFailed, match=r"migrations/20300101000300_broken\.sql: .*division by zero"):
        db.migrate(tree)
    assert db.ask("select count(*) from schema_migrations.checksums") == 2


def test_rollback_takes_the_sources_off_and_the_next_run_brings_them(db: Place, tree: Tree) -> None:
    tree.write(LATER, """-- migrate:up
alter table public.things add column weight bigint;
-- migrate:down
alter table public.things drop column weight;
""")  # fmt: skip
    tree.edit(DEAR, "t.price from", "t.price, t.weight from")
    db.migrate(tree)
    db.rollback(tree)
    assert db.functions() == {"app.mark"} | set()
    assert db.ask("select count(*) from schema_migrations.applied") == 1
    db.migrate(tree)
    assert db.ask("select count(weight) from dear_things") == 0


def test_with_the_last_migration_the_kernel_goes(db: Place, tree: Tree) -> None:
    db.rollback(tree)
    with db.connect() as superuser, pytest.raises(psycopg.errors.UndefinedFunction):
        superuser.execute("select 'app.mark'::regproc")
    db.migrate(tree)
    assert db.ask("select app.count_things()") == 2
