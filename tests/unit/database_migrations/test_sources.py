"""What a source file may say, and that every file of the tree says only that."""

from pathlib import Path

import pytest

from database_migrations import sources
from database_migrations.folder import MigrationFailed, database_directory
from database_migrations.sources import Trigger

FUNCTION = "create or replace function app.tell() returns trigger language plpgsql as $$ begin return null; end $$;\n"
TRIGGER = (
    "create or replace trigger tell after insert on campaigns for each row execute function app.tell();\n"
)


def read(folder: Path, **files: str) -> list[sources.Source]:
    for path, text in files.items():
        where = folder / f"{path.replace('__', '/')}.sql"
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(text)
    return sources.read(folder)


def test_a_file_is_read_with_its_owner_its_name_and_its_triggers(tmp_path: Path) -> None:
    constraint = """drop trigger if exists tell_all on ledger.entries;
create constraint trigger tell_all after insert or update of "on", amount on ledger.entries
deferrable for each row execute function app.tell('a', 'b');
alter table ledger.entries enable always trigger tell_all;
"""
    grant = "grant execute on function app.tell() to app_owner;\n"
    (source,) = read(tmp_path, functions__shop__tell=f"-- why\n{FUNCTION}{TRIGGER}{grant}{constraint}")
    assert (source.name, source.path, source.owner) == ("app.tell", "functions/shop/tell.sql", "app_internal")
    assert source.triggers == {Trigger("public.campaigns", "tell"), Trigger("ledger.entries", "tell_all")}
    assert source.body == f"-- why\n{FUNCTION}{grant}"
    assert source.trigger_script == f"{TRIGGER}{constraint}"


@pytest.mark.parametrize(
    ("first_line", "owner"),
    [("-- owner: app_owner", "app_owner"), ("-- Owner: app_owner", "app_internal"), ("-- owner: admin", "app_internal"),
     ("-- owner: app_owner, because", "app_internal"), ("\n-- owner: app_owner", "app_internal")],
)  # fmt: skip
def test_only_the_exact_first_line_changes_the_owner(tmp_path: Path, first_line: str, owner: str) -> None:
    (source,) = read(tmp_path, functions__shop__tell=f"{first_line}\n{FUNCTION}")
    assert source.owner == owner


def test_a_change_of_the_body_is_none_of_the_triggers(tmp_path: Path) -> None:
    (before,) = read(tmp_path, functions__shop__tell=FUNCTION + TRIGGER)
    (after,) = read(tmp_path, functions__shop__tell=FUNCTION.replace("null", "new") + TRIGGER)
    assert after.sha256 != before.sha256
    assert after.triggers_sha256 == before.triggers_sha256


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("insert into things values (1);", "cannot say `insert into things"),
        ("create table t ();", "cannot say `create table"),
        ("create function app.tell() returns int return 1;", "cannot say `create function"),
        ("alter function app.tell() stable;", "cannot say `alter function"),
        ("drop function app.tell();", "cannot say `drop function app.tell"),
        ("alter table t disable trigger tell;", "cannot say `alter table"),
        ("create policy p on t;", "cannot say `create policy"),
        ("create or replace function app.two() returns int return 1;", "is one `create or replace function`"),
        ("create or replace trigger t after insert on c for each row execute procedure app.tell();",
         "this trigger cannot be read"),
        ("create or replace trigger t after insert on c for each row execute function app.other();",
         "the trigger t belongs to the file of app.other"),
    ],
)  # fmt: skip
def test_what_a_source_cannot_say(tmp_path: Path, statement: str, said: str) -> None:
    with pytest.raises(MigrationFailed, match=f"functions/shop/tell.sql.*{said}"):
        read(tmp_path, functions__shop__tell=f"{FUNCTION}{statement}")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("functions__shop__say", FUNCTION),
        ("views__tell", FUNCTION),
        ("functions__shop__tell", "create or replace view app.tell as select 1;"),
        ("functions__shop__tell", "-- nothing yet\n"),
    ],
)
def test_a_file_makes_one_object_of_its_own_name_and_kind(tmp_path: Path, path: str, text: str) -> None:
    with pytest.raises(MigrationFailed, match=path.replace("__", "/")):
        read(tmp_path, **{path: text})


def test_no_two_files_have_one_name(tmp_path: Path) -> None:
    other = FUNCTION.replace("app.tell", "auth.tell")
    with pytest.raises(
        MigrationFailed, match=r"functions/shop/tell.sql: functions/bank/tell.sql has that name"
    ):
        read(tmp_path, functions__shop__tell=FUNCTION, functions__bank__tell=other)


def test_the_kernel_has_no_triggers_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(MigrationFailed, match="stand in their migrations"):
        read(tmp_path, functions__kernel__tell=FUNCTION + TRIGGER)


def test_the_tree_can_be_read() -> None:
    tree = sources.read(database_directory())
    assert {source.path.split("/")[0] for source in tree} == {"functions", "views"}
    assert len({source.name.split(".")[1] for source in tree}) == len(tree)
