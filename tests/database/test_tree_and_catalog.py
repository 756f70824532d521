"""The tree of SQL files and the catalog say the same, in both directions. Partitions made at run time are no part."""

import re
from collections.abc import Iterator

import pytest

from database_migrations import sources
from database_migrations.folder import database_directory
from database_migrations.runner import migrate
from database_migrations.sources import Source
from database_migrations.statements import statements
from tests.conftest import Database
from tests.database.catalog import OUR_SCHEMAS, found, names
from tests.database.catalog_listing import listing
from tests.typing import Connection

TREE = {source.name: source for source in sources.read(database_directory())}
KERNEL = {name for name, source in TREE.items() if source.in_kernel}
GRANT = re.compile(
    r"grant (?P<privileges>.+?) on (?:function |view |table )?(?P<name>[\w.]+)\s*(?:\(.*\))? to (?P<roles>[\w, ]+)"
)
TEXT = r"'((?:[^']|'')*)'"
COMMENT = re.compile(rf"comment\s+on\s+(?:function|view|column)\s+(.*?)\s+is((?:\s+{TEXT})+)\s*;", re.DOTALL)
ALWAYS = re.compile(r"alter table ([\w.]+) enable always trigger (\w+)")

OF_A_MIGRATION: dict[str, str] = {
    "public.campaign_messages": "stands for a table of the release before, also where that is rolled back to: then goes"
    " what it has no file for",
}
"""Views that no file makes again, and why."""


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect() as connection:
        yield connection


def said(source: Source, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """What the file's statements say, of those that match."""
    script = source.body + source.trigger_script
    return [match for one in statements(script) if (match := pattern.match(one.outline.lower()))]


def test_every_function_and_view_has_a_file_and_every_file_its_function_or_view(db: Connection) -> None:
    there = found(
        db,
        "with ours (schema) as (select unnest(%s::text[]))"
        " select nspname || '.' || proname from pg_proc as p join pg_namespace as n on n.oid = pronamespace"
        " where nspname in (select schema from ours) and not exists"
        "  (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')"
        " union all select schemaname || '.' || viewname from pg_views where schemaname in (select schema from ours)",
    )
    assert there - OF_A_MIGRATION.keys() == TREE.keys()
    assert there >= OF_A_MIGRATION.keys()


def test_no_two_functions_have_one_name(db: Connection) -> None:
    """Not in two schemas either: who searches for a name finds one file."""
    assert not found(
        db,
        "select proname from pg_proc as p where pronamespace::regnamespace::text = any(%s) and not exists"
        "  (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')"
        " group by proname having count(*) > 1",
    )


def test_everything_belongs_to_whom_its_file_says(db: Connection) -> None:
    owners = db.execute(
        "select nspname || '.' || proname, proowner::regrole::text from pg_proc as p"
        " join pg_namespace as n on n.oid = pronamespace where nspname || '.' || proname = any(%(tree)s)"
        " union all select schemaname || '.' || viewname, viewowner from pg_views"
        " where schemaname || '.' || viewname = any(%(tree)s)",
        {"tree": [*TREE]},
    ).fetchall()
    assert dict(owners) == {name: source.owner for name, source in TREE.items()}


def test_everything_is_granted_as_its_file_says(db: Connection) -> None:
    granted = db.execute(
        "select name, lower(privilege_type), coalesce(nullif(grantee, 0)::regrole::text, 'public') from ("
        " select nspname || '.' || proname as name, coalesce(proacl, acldefault('f', proowner)) as acl,"
        " proowner as owner"
        " from pg_proc as p join pg_namespace as n on n.oid = pronamespace"
        " union all select nspname || '.' || relname, coalesce(relacl, acldefault('r', relowner)), relowner"
        " from pg_class as c join pg_namespace as n on n.oid = relnamespace where relkind = 'v'"
        " union all select nspname || '.' || relname || ' ' || attname, attacl, relowner from pg_attribute"
        " join pg_class as c on c.oid = attrelid join pg_namespace as n on n.oid = relnamespace where relkind = 'v'"
        ") as securables, aclexplode(acl) where grantee <> owner and split_part(name, ' ', 1) = any(%s)",
        ([*TREE],),
    ).fetchall()
    wanted = {
        (name, privilege.strip(), role.strip())
        for name, source in TREE.items()
        for grant in said(source, GRANT)
        for privilege in grant["privileges"].split(",")
        for role in grant["roles"].split(",")
    }
    assert set(granted) == wanted
    assert len(wanted) > 200


def test_everything_is_described_as_its_file_says(db: Connection) -> None:
    comments = db.execute(
        "select nspname || '.' || proname, description from pg_description"
        " join pg_proc as p on p.oid = objoid and classoid = 'pg_proc'::regclass"
        " join pg_namespace as n on n.oid = pronamespace where nspname = any(%(ours)s)"
        " union all select concat_ws('.', nspname, relname, attname), description from pg_description"
        " join pg_class as c on c.oid = objoid and classoid = 'pg_class'::regclass and relkind = 'v'"
        " join pg_namespace as n on n.oid = relnamespace"
        " left join pg_attribute on attrelid = c.oid and attnum = objsubid and objsubid > 0"
        " where nspname = any(%(ours)s)",
        {"ours": OUR_SCHEMAS},
    ).fetchall()
    wanted = {
        (match[1].split("(")[0], "".join(re.findall(TEXT, match[2])).replace("''", "'"))
        for source in TREE.values()
        for match in COMMENT.finditer(source.body)
    }
    assert {row for row in comments if row[0] not in OF_A_MIGRATION} == wanted
    assert {name for name, _ in wanted} >= TREE.keys(), "every function and view is described"


def test_every_trigger_stands_in_the_file_of_its_function_or_calls_the_kernel(db: Connection) -> None:
    """Those of the kernel stand with their table, in a migration."""
    there = db.execute(
        "select pn.nspname || '.' || proname, cn.nspname || '.' || relname, tgname, tgenabled from pg_trigger as t"
        " join pg_proc as p on p.oid = tgfoid join pg_namespace as pn on pn.oid = pronamespace"
        " join pg_class as c on c.oid = tgrelid join pg_namespace as cn on cn.oid = relnamespace"
        " where not tgisinternal and tgparentid = 0 and not relispartition"
    ).fetchall()
    wanted = set()
    for name, source in TREE.items():
        always = {(match[1], match[2]) for match in said(source, ALWAYS)}
        for trigger in source.triggers:
            enabled = "A" if (trigger.table, trigger.name) in always else "O"
            wanted.add((name, trigger.table, trigger.name, enabled))
    assert {row for row in there if row[0] not in KERNEL} == wanted
    assert wanted


def test_policies_checks_defaults_and_indexes_stand_on_the_kernel_only(db: Connection) -> None:
    """What stands on a function keeps it from being dropped, and a table is made before all other functions."""
    held = found(
        db,
        "select pn.nspname || '.' || proname from pg_depend as d join pg_proc as p on p.oid = refobjid"
        " join pg_namespace as pn on pn.oid = pronamespace"
        " where refclassid = 'pg_proc'::regclass and pn.nspname = any(%s) and classid not in"
        "  ('pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass)",
    )
    assert held <= KERNEL
    assert held


def test_the_files_alone_make_what_stands(database: Database) -> None:
    """Applied again, each onto what is there, they leave everything as it was; what they do not say would be gone."""
    with database.connect() as db:
        before = listing(db)
        db.execute("delete from schema_migrations.sources")
    migrate(database.url("app_owner"))
    with database.connect() as db:
        assert listing(db) == before
        assert names(db, "select name from schema_migrations.sources") == TREE.keys()
