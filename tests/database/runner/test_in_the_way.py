"""What stands in the way of a change: of a migration's column, of another signature, of another owner."""

import pytest

from database_migrations.folder import MigrationFailed
from tests.database.runner.trees import COUNT, DEAR, WATCH, Place, Tree

LATER = "migrations/20300101000200_later.sql"


def test_a_view_that_a_migration_drops_stands_after_the_run(db: Place, tree: Tree) -> None:
    """Its file has not changed, and neither has that of the function that stands on it."""
    tree.write(LATER, """-- migrate:up
drop function if exists app.dearest_thing();
drop view if exists public.dear_things;
alter table public.things alter column price type numeric;
alter table public.things alter column price type bigint;
-- migrate:down
""")  # fmt: skip
    db.migrate(tree)
    assert db.ask("select app.dearest_thing()") == "ladder"
    assert db.ask("select has_table_privilege('service', 'dear_things', 'select')")
    assert db.ask("select obj_description('dear_things'::regclass)") == "What costs."
    assert (
        db.ask("select reloptions::text from pg_class where relname = 'dear_things'")
        == "{security_invoker=true}"
    )


def test_a_table_that_a_migration_makes_anew_gets_its_trigger_again(db: Place, tree: Tree) -> None:
    tree.write(LATER, """-- migrate:up
drop function app.dearest_thing();
drop view public.dear_things;
drop table public.things;
create table public.things (id integer primary key, name text, price bigint);
-- migrate:down
""")  # fmt: skip
    db.migrate(tree)
    assert db.ask("select tgrelid = 'things'::regclass from pg_trigger where tgname = 'watch_things'")


@pytest.mark.parametrize(
    ("old", "new"),
    [("count_things() returns bigint", "count_things(colour text default null) returns bigint"),
     ("count_things() returns bigint", "count_things() returns integer")],
)  # fmt: skip
def test_another_signature_is_refused_with_a_sentence(db: Place, tree: Tree, old: str, new: str) -> None:
    text = (tree.folder / COUNT).read_text().replace("count(*)", "count(*)::integer").replace(old, new)
    tree.write(COUNT, text.split("comment on")[0])
    with pytest.raises(MigrationFailed, match=rf"{COUNT}: a signature never changes in place .*new name"):
        db.migrate(tree)
    assert db.ask("select count(*) from pg_proc where proname = 'count_things'") == 1
    assert db.ask("select app.count_things()") == 2


def test_another_name_of_an_argument_is_refused_with_a_sentence(db: Place, tree: Tree) -> None:
    path = "functions/shop/doubled.sql"
    tree.write(
        path, "create or replace function app.doubled(price bigint) returns bigint return 2 * price;\n"
    )
    db.migrate(tree)
    tree.edit(path, "price", "amount")
    with pytest.raises(MigrationFailed, match=r"a signature never changes in place \(cannot change name"):
        db.migrate(tree)


def test_a_view_that_loses_a_column_is_refused_with_a_sentence(db: Place, tree: Tree) -> None:
    tree.edit(DEAR, "t.id, ", "")
    with pytest.raises(MigrationFailed, match=f"{DEAR}: a signature never changes in place"):
        db.migrate(tree)


def test_a_file_that_drops_its_old_signature_may_have_another(db: Place, tree: Tree) -> None:
    tree.edit(COUNT, "create or replace", "drop function if exists app.count_things();\ncreate or replace")
    tree.edit(COUNT, "app.count_things()", "app.count_things(minimum bigint)")
    tree.edit(COUNT, "if exists app.count_things(minimum bigint)", "if exists app.count_things()")
    tree.edit(COUNT, "from public.things", "from public.things where price >= minimum")
    db.migrate(tree)
    assert db.ask("select app.count_things(1000)") == 1
    assert db.ask("select count(*) from pg_proc where proname = 'count_things'") == 1
    assert db.ask("select has_function_privilege('admin', 'app.count_things(bigint)', 'execute')")


def test_what_stands_on_a_view_that_its_file_drops_comes_again(db: Place, tree: Tree) -> None:
    tree.edit(
        DEAR, "create or replace view", "drop view if exists public.dear_things;\ncreate or replace view"
    )
    tree.edit(DEAR, "t.id, ", "")
    db.migrate(tree)
    assert db.ask("select app.dearest_thing()") == "ladder"
    assert db.ask("select has_function_privilege('service', 'app.dearest_thing()', 'execute')")
    assert db.ask("select string_agg(attname, ' ' order by attnum) from pg_attribute"
                  " where attrelid = 'dear_things'::regclass and attnum > 0") == "name price"  # fmt: skip


def test_a_function_that_takes_a_views_row_comes_again_too(db: Place, tree: Tree) -> None:
    tree.write("functions/shop/all_dear.sql", """-- owner: app_owner
create or replace function app.all_dear() returns setof public.dear_things language sql
as $$ select * from public.dear_things $$;
""")  # fmt: skip
    db.migrate(tree)
    tree.edit(
        DEAR, "create or replace view", "drop view if exists public.dear_things;\ncreate or replace view"
    )
    db.migrate(tree)
    assert db.ask("select name from app.all_dear()") == "ladder"


def test_what_is_no_source_stays_in_the_way(db: Place, tree: Tree) -> None:
    """A policy that calls a function outside the kernel is a fault of the tree; nothing is taken from a table."""
    tree.write(LATER, """-- migrate:up
alter table public.things enable row level security;
create policy few on public.things using (app.count_things() < 10);
-- migrate:down
""")  # fmt: skip
    db.migrate(tree)
    tree.remove(COUNT)
    with pytest.raises(MigrationFailed, match=COUNT) as refused:
        db.migrate(tree)
    assert "policy few on table things depends on function app.count_things()" in str(refused.value)
    assert db.ask("select count(*) from pg_policy where polname = 'few'") == 1


@pytest.mark.parametrize(("path", "name"), [(COUNT, "count_things"), (WATCH, "watch_things")])
def test_a_source_may_change_its_owner_and_back(db: Place, tree: Tree, path: str, name: str) -> None:
    owner = f"select proowner::regrole::text from pg_proc where proname = '{name}'"
    text = (tree.folder / path).read_text()
    tree.write(path, f"-- owner: app_owner\n{text}")
    db.migrate(tree)
    assert db.ask(owner) == "app_owner"
    tree.write(path, text)
    db.migrate(tree)
    assert db.ask(owner) == "app_internal"
    assert db.ask("select count(*) from pg_trigger where tgname = 'watch_things'") == 1
