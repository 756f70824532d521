"""What a file no longer says is gone from a database that had it; `create or replace` alone would keep it."""

import pytest

from database_migrations.folder import MigrationFailed
from tests.database.runner.trees import COUNT, DEAR, DEAREST, MARK, WATCH, Place, Tree

MAY_COUNT = "select has_function_privilege('{}', 'app.count_things()', 'execute')"


def test_a_grant(db: Place, tree: Tree) -> None:
    assert db.ask(MAY_COUNT.format("admin"))
    tree.edit(COUNT, "to service, admin", "to service")
    db.migrate(tree)
    assert not db.ask(MAY_COUNT.format("admin"))
    assert db.ask(MAY_COUNT.format("service"))


def test_a_grant_that_no_file_ever_made(db: Place, tree: Tree) -> None:
    with db.connect() as superuser:
        superuser.execute("grant execute on function app.count_things() to public")
        superuser.execute("grant select (name), update (price) on dear_things to anon")
    tree.edit(COUNT, "How many", "Just how many")
    tree.edit(DEAR, "'What costs.'", "'What costs much.'")
    db.migrate(tree)
    assert not db.ask(MAY_COUNT.format("anon"))
    assert not db.ask("select has_any_column_privilege('anon', 'dear_things', 'select, update')")


def test_a_grant_on_a_view(db: Place, tree: Tree) -> None:
    tree.edit(DEAR, "grant select on public.dear_things to service;\n", "")
    db.migrate(tree)
    assert not db.ask("select has_table_privilege('service', 'dear_things', 'select')")


def test_a_comment(db: Place, tree: Tree) -> None:
    tree.edit(COUNT, "comment on function app.count_things() is 'Counts.';\n", "")
    db.migrate(tree)
    assert db.ask("select obj_description('app.count_things'::regproc)") is None


def test_a_comment_on_a_view_and_its_column(db: Place, tree: Tree) -> None:
    tree.edit(DEAR, "comment on view public.dear_things is 'What costs.';\n", "")
    tree.edit(DEAR, "comment on column public.dear_things.price is 'In cents.';\n", "")
    db.migrate(tree)
    assert db.ask("select count(*) from pg_description where objoid = 'dear_things'::regclass") == 0


def test_a_trigger(db: Place, tree: Tree) -> None:
    tree.edit(
        WATCH,
        "create or replace trigger watch_things after insert",
        "create or replace trigger see after insert",
    )
    db.migrate(tree)
    names = "select string_agg(tgname, ' ') from pg_trigger where tgfoid = 'app.watch_things'::regproc"
    assert db.ask(names) == "see"


def test_the_last_trigger_of_a_function(db: Place, tree: Tree) -> None:
    text = (tree.folder / WATCH).read_text()
    tree.write(WATCH, text[: text.index("create or replace trigger")])
    db.migrate(tree)
    assert db.ask("select count(*) from pg_trigger where tgfoid = 'app.watch_things'::regproc") == 0


def test_a_trigger_that_fires_always(db: Place, tree: Tree) -> None:
    fires = "select tgenabled from pg_trigger where tgname = 'watch_things'"
    always = "alter table public.things enable always trigger watch_things;\n"
    tree.write(WATCH, (tree.folder / WATCH).read_text() + always)
    db.migrate(tree)
    assert db.ask(fires) == "A"
    tree.edit(WATCH, always, "")
    db.migrate(tree)
    assert db.ask(fires) == "O"


def test_a_constraint_trigger_and_what_it_says(db: Place, tree: Tree) -> None:
    plain = "create or replace trigger watch_things after insert on public.things\n"
    deferred = ("drop trigger if exists watch_things on public.things;\n"
                "create constraint trigger watch_things after insert on public.things\n"
                "deferrable initially deferred\n")  # fmt: skip
    tree.edit(WATCH, plain, deferred)
    db.migrate(tree)
    defers = "select tgdeferrable from pg_trigger where tgname = 'watch_things'"
    assert db.ask(defers)
    tree.edit(WATCH, "deferrable initially deferred\n", "")
    db.migrate(tree)
    assert not db.ask(defers)


def test_a_trigger_goes_over_to_another_function(db: Place, tree: Tree) -> None:
    """Its new function's file comes before its old one's, which must not take it away."""
    text = (tree.folder / WATCH).read_text()
    tree.write(WATCH, text[: text.index("create or replace trigger")])
    tree.write("functions/shop/see_things.sql", text.replace("app.watch_things", "app.see_things"))
    db.migrate(tree)
    assert (
        db.ask("select tgfoid::regproc::text from pg_trigger where tgname = 'watch_things'")
        == "app.see_things"
    )


@pytest.mark.parametrize(
    ("said", "asked"),
    [(" stable security definer", "not prosecdef and provolatile = 'v'"),
     (" set search_path = ''", "proconfig is null"),
     (" cost 500", "procost <> 500")],
)  # fmt: skip
def test_an_option_of_a_function(db: Place, tree: Tree, said: str, asked: str) -> None:
    gone = f"select {asked} from pg_proc where proname = 'count_things'"
    tree.edit(COUNT, "language sql stable", "language sql cost 500 stable")
    db.migrate(tree)
    assert not db.ask(gone)
    tree.edit(COUNT, said, "")
    db.migrate(tree)
    assert db.ask(gone)


def test_an_option_of_a_view(db: Place, tree: Tree) -> None:
    tree.edit(DEAR, " with (security_invoker = true)", "")
    db.migrate(tree)
    assert db.ask("select reloptions is null from pg_class where relname = 'dear_things'")


def test_a_function_with_its_file(db: Place, tree: Tree) -> None:
    tree.remove(COUNT)
    db.migrate(tree)
    assert "app.count_things" not in db.functions()
    assert db.ask("select count(*) from schema_migrations.sources where name = 'app.count_things'") == 0


def test_a_trigger_with_the_file_of_its_function(db: Place, tree: Tree) -> None:
    tree.remove(WATCH)
    db.migrate(tree)
    assert "app.watch_things" not in db.functions()
    assert db.ask("select count(*) from pg_trigger where tgname = 'watch_things'") == 0


def test_a_view_and_the_function_that_stands_on_it(db: Place, tree: Tree) -> None:
    tree.remove(DEAR)
    tree.remove(DEAREST)
    db.migrate(tree)
    assert db.functions() == {"app.mark", "app.count_things", "app.watch_things"}


def test_a_view_that_a_function_still_stands_on_is_refused_by_its_name(db: Place, tree: Tree) -> None:
    tree.remove(DEAR)
    with pytest.raises(MigrationFailed, match=DEAR) as refused:
        db.migrate(tree)
    assert "function app.dearest_thing() depends on view dear_things" in str(refused.value)
    assert "CASCADE" not in str(refused.value)
    assert db.ask("select app.dearest_thing()") == "ladder"


def test_a_function_that_a_body_still_calls_is_missed_before_it_is_gone(db: Place, tree: Tree) -> None:
    """The body of a text is no dependency to PostgreSQL: it would drop the function and say nothing."""
    caller = "functions/shop/twice_things.sql"
    tree.write(caller, """-- Calls another.
create or replace function app.twice_things() returns bigint language sql as $$ select 2 * app.count_things() $$;
""")  # fmt: skip
    db.migrate(tree)
    tree.remove(COUNT)
    with pytest.raises(MigrationFailed, match=caller):
        db.migrate(tree)
    assert db.ask("select app.twice_things()") == 4


def test_the_kernel_loses_functions_by_migrations_only(db: Place, tree: Tree) -> None:
    tree.write("functions/kernel/spare.sql", "create or replace function app.spare() returns int return 1;\n")
    db.migrate(tree)
    tree.remove("functions/kernel/spare.sql")
    db.migrate(tree)
    assert db.ask("select app.spare()") == 1
    tree.write("migrations/20300101000200_spare.sql", """-- migrate:up
set local role app_internal;
drop function app.spare();
reset role;
-- migrate:down
""")  # fmt: skip
    db.migrate(tree)
    assert db.ask("select count(*) from schema_migrations.sources where name = 'app.spare'") == 0
    assert MARK in db.ask("select string_agg(path, ' ') from schema_migrations.sources")


def test_a_file_that_moves_house_takes_its_function_along(db: Place, tree: Tree) -> None:
    version = db.ask("select xmin::text from pg_proc where proname = 'count_things'")
    tree.write("functions/stock/count_things.sql", (tree.folder / COUNT).read_text())
    tree.remove(COUNT)
    db.migrate(tree)
    assert db.ask("select xmin::text from pg_proc where proname = 'count_things'") == version
    assert db.ask("select path from schema_migrations.sources where name like '%count_things'") == (
        "functions/stock/count_things.sql"
    )
