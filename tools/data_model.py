"""Writes docs/data-model.md from the catalog of a freshly migrated database (`make docs`). A test holds it current."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import class_row

from tools.migrated import migrated_database

DOCUMENT = Path(__file__).parents[1] / "docs" / "data-model.md"
SCHEMAS = ["public", "auth", "ledger", "local_identity"]
HEADER = """# Data model

Generated from the catalog by `make docs`; a test holds it to the migrations. {tables} tables in {schemas} schemas,
each with forced row-level security. Money is whole minor units, times are `timestamptz`, days are UTC.
`database/README.md` says how a table is written, `docs/architecture.md` where a rule lives.
"""

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Table:
    """A table and what its comment says."""

    oid: int
    schema: str
    name: str
    comment: str

    @property
    def title(self) -> str:
        """The name as one writes it: public tables without their schema."""
        return self.name if self.schema == "public" else f"{self.schema}.{self.name}"

    @property
    def entity(self) -> str:
        """The name as Mermaid takes it."""
        return self.title.replace(".", "_")


@dataclass(frozen=True)
class Column:
    """A column. `key` is PK, FK, or empty."""

    oid: int
    name: str
    type: str
    nullable: bool
    key: str


@dataclass(frozen=True)
class Reference:
    """A foreign key between two of our tables."""

    child: int
    parent: int
    optional: bool
    unique: bool


def render(db: Connection) -> str:
    """The document's text."""
    tables = _tables(db)
    columns = defaultdict(list)
    for column in _columns(db):
        columns[column.oid].append(column)
    schemas = sorted({table.schema for table in tables})
    parts = [HEADER.format(tables=len(tables), schemas=len(schemas))]
    for schema in sorted(schemas, key=SCHEMAS.index):
        inside = [table for table in tables if table.schema == schema]
        parts += [f"## Schema {schema}\n", _diagram(inside, _references(db)), *_descriptions(inside, columns)]
    return "\n".join(parts)


def _diagram(tables: list[Table], references: list[Reference]) -> str:
    names = {table.oid: table.entity for table in tables}
    lines = {
        f'  {names[r.parent]} {"|o" if r.optional else "||"}--{"o|" if r.unique else "o{"} {names[r.child]} : ""'
        for r in references
        if r.parent in names and r.child in names
    }
    linked = {word for line in lines for word in line.split()}
    alone = [f"  {name}" for name in sorted(names.values()) if name not in linked]
    return "\n".join(["```mermaid", "erDiagram", *sorted(lines), *alone, "```", ""])


def _descriptions(tables: list[Table], columns: dict[int, list[Column]]) -> Iterator[str]:
    for table in tables:
        yield f"### {table.title}\n\n{table.comment}\n\n| column | type | |\n|---|---|---|"
        for column in columns[table.oid]:
            marks = ", ".join(filter(None, (column.key, "" if column.nullable else "not null")))
            yield f"| `{column.name}` | {column.type} | {marks} |"
        yield ""


def _tables(db: Connection) -> list[Table]:
    with db.cursor(row_factory=class_row(Table)) as cursor:
        return cursor.execute(
            "select c.oid::int8 as oid, n.nspname as schema, c.relname as name,"
            " coalesce(obj_description(c.oid, 'pg_class'), '') as comment"
            " from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
            " where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any(%s)"
            " order by n.nspname, c.relname", (SCHEMAS,)
        ).fetchall()  # fmt: skip


def _columns(db: Connection) -> list[Column]:
    with db.cursor(row_factory=class_row(Column)) as cursor:
        return cursor.execute(
            "select a.attrelid::int8 as oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,"
            " not a.attnotnull as nullable, case"
            "  when exists (select from pg_constraint as k where k.conrelid = a.attrelid and k.contype = 'p'"
            "   and a.attnum = any(k.conkey)) then 'PK'"
            "  when exists (select from pg_constraint as k where k.conrelid = a.attrelid and k.contype = 'f'"
            "   and a.attnum = any(k.conkey)) then 'FK' else '' end as key"
            " from pg_attribute as a join pg_class as c on c.oid = a.attrelid"
            " join pg_namespace as n on n.oid = c.relnamespace"
            " where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition"
            " and n.nspname = any(%s) order by a.attrelid, a.attnum", (SCHEMAS,)
        ).fetchall()  # fmt: skip


def _references(db: Connection) -> list[Reference]:
    with db.cursor(row_factory=class_row(Reference)) as cursor:
        return cursor.execute(
            "select k.conrelid::int8 as child, k.confrelid::int8 as parent,"
            " exists (select from pg_attribute as a where a.attrelid = k.conrelid and a.attnum = any(k.conkey)"
            "  and not a.attnotnull) as optional,"
            " exists (select from pg_index as i where i.indrelid = k.conrelid and i.indisunique"
            "  and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid)"
            "   in (select format('(%I IS NOT NULL)', a.attname) from pg_attribute as a"
            "    where a.attrelid = k.conrelid and a.attnum = any(k.conkey)))"
            "  and (i.indkey::int2[])[0:i.indnkeyatts - 1] <@ k.conkey) as unique"
            " from pg_constraint as k where k.contype = 'f' and k.conparentid = 0"
        ).fetchall()  # fmt: skip


def main() -> None:
    """Migrate a throwaway database and write the document."""
    with migrated_database() as url, psycopg.connect(url) as db:
        DOCUMENT.write_text(render(db), encoding="utf-8")


if __name__ == "__main__":
    main()
