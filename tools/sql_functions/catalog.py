"""What the database itself says about functions, tables, triggers, and expressions that call functions."""

from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg.rows import class_row

SCHEMAS = ["public", "auth", "ledger", "local_identity", "app"]

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Function:
    """A SQL function of ours."""

    name: str
    arguments: str
    result: str
    is_definer: bool
    body: str
    comment: str

    @property
    def title(self) -> str:
        """The name without its schema: names are unique over all schemas."""
        return self.name.partition(".")[2]


@dataclass(frozen=True)
class Trigger:
    """A trigger; `columns` are those of `update of`, empty for any."""

    name: str
    table: str
    function: str
    timing: str
    operations: list[str]
    columns: list[str]

    @property
    def moment(self) -> str:
        """`after update of status`, as one writes it."""
        columns = f" of {', '.join(self.columns)}" if self.columns else ""
        events = " or ".join(f"{each}{columns if each == 'update' else ''}" for each in self.operations)
        return f"{self.timing} {events}"


@dataclass(frozen=True)
class Expression:
    """SQL that stands in the catalog outside of functions. `kind` is the plural that a reader knows."""

    kind: str
    place: str
    text: str


@dataclass(frozen=True)
class Catalog:
    """All of it, by full name (`public.campaigns`, `app.accept_invitation`)."""

    functions: dict[str, Function]
    tables: dict[str, str]
    triggers: list[Trigger]
    expressions: list[Expression]


def read_catalog(db: Connection) -> Catalog:
    """What a migrated database holds. Names in bodies that PostgreSQL prints come with their schema."""
    db.execute("set search_path = ''")
    return Catalog(
        {function.name: function for function in _functions(db)},
        dict(db.execute(TABLES, (SCHEMAS,)).fetchall()),
        _triggers(db),
        _expressions(db),
    )


TABLES: LiteralString = """
select n.nspname || '.' || c.relname, coalesce(obj_description(c.oid, 'pg_class'), '')
from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v') and not c.relispartition and n.nspname = any(%s) order by 1
"""


def _functions(db: Connection) -> list[Function]:
    with db.cursor(row_factory=class_row(Function)) as cursor:
        return cursor.execute(
            """
            select n.nspname || '.' || p.proname as name,
              pg_get_function_identity_arguments(p.oid) as arguments,
              pg_get_function_result(p.oid) as result, p.prosecdef as is_definer,
              coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) as body,
              coalesce(obj_description(p.oid, 'pg_proc'), '') as comment
            from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
            where n.nspname = any(%s)
              and not exists (select from pg_catalog.pg_depend as d where d.objid = p.oid and d.deptype = 'e')
            order by 1
            """,
            (SCHEMAS,),
        ).fetchall()


def _triggers(db: Connection) -> list[Trigger]:
    with db.cursor(row_factory=class_row(Trigger)) as cursor:
        return cursor.execute(
            """
            select t.tgname as name, n.nspname || '.' || c.relname as table,
              pn.nspname || '.' || p.proname as function,
              case when t.tgtype & 2 > 0 then 'before' else 'after' end as timing,
              array_remove(array[
                case when t.tgtype & 4 > 0 then 'insert' end, case when t.tgtype & 16 > 0 then 'update' end,
                case when t.tgtype & 8 > 0 then 'delete' end, case when t.tgtype & 32 > 0 then 'truncate' end
              ], null) as operations,
              array(select a.attname::text from pg_catalog.pg_attribute as a
                where a.attrelid = t.tgrelid and a.attnum = any(t.tgattr) order by a.attnum) as columns
            from pg_catalog.pg_trigger as t
            join pg_catalog.pg_class as c on c.oid = t.tgrelid
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            join pg_catalog.pg_proc as p on p.oid = t.tgfoid
            join pg_catalog.pg_namespace as pn on pn.oid = p.pronamespace
            where not t.tgisinternal and t.tgparentid = 0 order by 2, 1
            """
        ).fetchall()


def _expressions(db: Connection) -> list[Expression]:
    with db.cursor(row_factory=class_row(Expression)) as cursor:
        return cursor.execute(
            """
            select 'policies' as kind, schemaname || '.' || tablename as place,
              concat_ws(' ', qual, with_check) as text
            from pg_catalog.pg_policies where schemaname = any(%(schemas)s)
            union all
            select 'constraints', n.nspname || '.' || coalesce(c.relname, t.typname),
              pg_get_constraintdef(k.oid)
            from pg_catalog.pg_constraint as k
            join pg_catalog.pg_namespace as n on n.oid = k.connamespace
            left join pg_catalog.pg_class as c on c.oid = k.conrelid
            left join pg_catalog.pg_type as t on t.oid = k.contypid
            where k.contype = 'c' and n.nspname = any(%(schemas)s)
            union all
            select 'column defaults', n.nspname || '.' || c.relname, pg_get_expr(d.adbin, d.adrelid)
            from pg_catalog.pg_attrdef as d join pg_catalog.pg_class as c on c.oid = d.adrelid
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            where n.nspname = any(%(schemas)s) and not c.relispartition
            union all
            select 'indexes', schemaname || '.' || tablename, indexdef
            from pg_catalog.pg_indexes where schemaname = any(%(schemas)s)
            union all
            select 'conditions of triggers', n.nspname || '.' || c.relname,
              split_part(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION ', 1)
            from pg_catalog.pg_trigger as t join pg_catalog.pg_class as c on c.oid = t.tgrelid
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            where not t.tgisinternal and t.tgparentid = 0 and n.nspname = any(%(schemas)s)
            union all
            select 'views', schemaname || '.' || viewname, definition
            from pg_catalog.pg_views where schemaname = any(%(schemas)s)
            """,
            {"schemas": SCHEMAS},
        ).fetchall()
