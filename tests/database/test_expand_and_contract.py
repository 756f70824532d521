"""The code of the last release goes on while this tree's database is there: nothing that it uses goes or changes.

It begins with a database of that release (`make release-schema`). What is taken away on purpose, a release after its
last use, says so in its migration: `-- contract: public.campaigns.old_name` (CONTRIBUTING, "expand, then contract").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from database_migrations.folder import database_directory
from database_migrations.runner import bootstrap, migrate
from tests.conftest import Database
from tests.database.runner.trees import Place, place
from tests.database.test_release import SCRIPT, restore
from tools.release import called

FUNCTIONS = """
select n.nspname || '.' || p.proname, pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid)
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('app', 'auth', 'ledger', 'public', 'local_identity') and not exists
    (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
"""
COLUMNS = """
select n.nspname || '.' || c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
    a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attgenerated = '' and c.relkind in ('r', 'p')
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('app', 'auth', 'ledger', 'public', 'local_identity') and c.relkind in ('r', 'p', 'v')
    and a.attnum > 0 and not a.attisdropped and not c.relispartition
"""
CONTRACT = re.compile(r"^-- contract: (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Shape:
    """What code can lean on: functions (name → signatures), columns (name → type), and columns that must be given."""

    functions: dict[str, set[tuple[str, str]]]
    columns: dict[str, str]
    needed: set[str]


def shape_of(where: Place) -> Shape:
    functions: dict[str, set[tuple[str, str]]] = {}
    with where.connect() as db:
        for name, arguments, result in db.execute(FUNCTIONS).fetchall():
            functions.setdefault(name, set()).add((arguments, result))
        rows = db.execute(COLUMNS).fetchall()
    return Shape(
        functions, {name: kind for name, kind, _ in rows}, {name for name, _, needed in rows if needed}
    )


def harm(before: Shape, now: Shape, calls: set[str], contracted: set[str]) -> Iterator[str]:
    """What the code of before would stumble over, a sentence each."""
    for name in sorted(calls & before.functions.keys()):
        for arguments, result in before.functions[name] - now.functions.get(name, set()):
            yield f"{name}({arguments}) returned {result}, and the last release calls it: give the new one a new name"
    for column, kind in sorted(before.columns.items()):
        if now.columns.get(column) != kind and not contracted & {column, column.rpartition(".")[0]}:
            yield f"{column} was {kind} and is {now.columns.get(column, 'gone')}"
    tables = {column.rpartition(".")[0] for column in before.columns}
    for column in sorted(now.needed - before.needed):
        if column.rpartition(".")[0] in tables:
            yield f"{column} must be given, and the last release does not: a default, or NULL for a release"


def contracted(directory: Path) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (directory / "migrations").glob("*.sql"))
    return {name for text in texts for name in CONTRACT.findall(text)}


@pytest.fixture
def old(database: Database) -> Iterator[Place]:
    """A database of the last release."""
    with place(database.cluster, f"{database.name}_release") as made:
        bootstrap(made.url)
        restore(made, SCRIPT)
        yield made


def test_nothing_that_the_last_release_uses_goes_or_changes(old: Place) -> None:
    before = shape_of(old)
    migrate(old.owner_url)
    calls = called.recorded()
    assert len(calls & before.functions.keys()) > 100
    assert list(harm(before, shape_of(old), calls, contracted(database_directory()))) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("drop function app.saved_matches", "app.saved_matches("),
        (
            "alter table public.campaigns add column must bigint not null",
            "public.campaigns.must must be given",
        ),
        (
            "alter table public.campaigns rename column description to about",
            "public.campaigns.description was text",
        ),
        (
            "alter table public.job_runs alter column error type varchar(900)",
            "public.job_runs.error was text",
        ),
    ],
)
def test_a_change_that_harms_old_code_is_seen(old: Place, change: str, said: str) -> None:
    before = shape_of(old)
    with old.connect() as db:
        db.execute("set session_replication_role = replica")
        db.execute(_without_dependants(change).encode())
    found = list(harm(before, shape_of(old), called.recorded(), set()))
    assert any(one.startswith(said) for one in found), found


def _without_dependants(change: str) -> str:
    return f"{change} cascade" if change.startswith("drop") else change


def test_what_is_taken_away_on_purpose_says_so(tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations/1_one.sql").write_text(
        "-- migrate:up\n-- contract: public.campaigns.old\nalter table …"
    )
    before = Shape({}, {"public.campaigns.old": "text", "public.campaigns.id": "uuid"}, set())
    now = Shape({}, {"public.campaigns.id": "uuid"}, set())
    assert list(harm(before, now, set(), contracted(tmp_path))) == []
    assert list(harm(before, now, set(), set())) == ["public.campaigns.old was text and is gone"]


def test_what_python_calls_is_found(tmp_path: Path) -> None:
    (tmp_path / "repository.py").write_text('tx.one("select app.accept(%s), auth.uid()")\napp.get("/x")\n')
    assert called.called([tmp_path]) == {"app.accept", "auth.uid", "app.get"}
