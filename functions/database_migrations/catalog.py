"""What of the sources stands in the database now, asked of PostgreSQL's catalog."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import psycopg
from psycopg.rows import class_row

from database_migrations.sources import Trigger


@dataclass(frozen=True, slots=True)
class Standing:
    """A function or view of the catalog. `identity` is how DROP and GRANT name it, argument types included."""

    oid: int
    kind: str
    name: str
    identity: str
    owner: str


def standing(connection: psycopg.Connection, names: Collection[str]) -> list[Standing]:
    """The functions, in every signature, and the views of these names."""
    with connection.cursor(row_factory=class_row(Standing)) as cursor:
        return cursor.execute(
            "select p.oid, 'function' as kind, nspname || '.' || proname as name,"
            " format('%%I.%%I(%%s)', nspname, proname, pg_get_function_identity_arguments(p.oid)) as identity,"
            " proowner::regrole::text as owner"
            " from pg_proc as p join pg_namespace as n on n.oid = pronamespace"
            " where proname = any(%(bare)s) and nspname || '.' || proname = any(%(names)s)"
            " union all select c.oid, 'view', nspname || '.' || relname, format('%%I.%%I', nspname, relname),"
            " relowner::regrole::text from pg_class as c join pg_namespace as n on n.oid = relnamespace"
            " where relkind = 'v' and relname = any(%(bare)s) and nspname || '.' || relname = any(%(names)s)"
            " order by name, identity",
            {"names": [*names], "bare": [name.split(".")[1] for name in names]},
        ).fetchall()


def triggers(connection: psycopg.Connection) -> dict[str, set[Trigger]]:
    """By function, the triggers that call it; a partition's copies are not triggers of their own."""
    found = defaultdict(set)
    for function, table, name in connection.execute(
        "select pn.nspname || '.' || proname, cn.nspname || '.' || relname, tgname"
        " from pg_trigger as t join pg_proc as p on p.oid = tgfoid join pg_namespace as pn on pn.oid = pronamespace"
        " join pg_class as c on c.oid = tgrelid join pg_namespace as cn on cn.oid = relnamespace"
        " where not tgisinternal and tgparentid = 0"
    ).fetchall():
        found[function].add(Trigger(table, name))
    return found


def dependents(connection: psycopg.Connection, oids: Iterable[int]) -> set[str]:
    """Names of the functions and views that cannot do without these objects, at any remove.

    A view stands on what it reads, a `begin atomic` body too, and a function on the row types that it takes or gives.
    """
    rows = connection.execute(
        "with recursive held (oid) as ("
        " select unnest(%(oids)s::oid[])"
        " union select coalesce(ev_class, objid) from held"
        "  join pg_depend as d on refobjid = held.oid or refobjid in (select t.oid from pg_type as t"
        "   where t.typrelid = held.oid or t.typelem in (select r.oid from pg_type as r where r.typrelid = held.oid))"
        "  left join pg_rewrite as w on classid = 'pg_rewrite'::regclass and w.oid = objid"
        "  where deptype = 'n' and classid in ('pg_proc'::regclass, 'pg_rewrite'::regclass))"
        " select coalesce(pn.nspname || '.' || proname, cn.nspname || '.' || relname) from held"
        " left join pg_proc as p on p.oid = held.oid left join pg_namespace as pn on pn.oid = pronamespace"
        " left join pg_class as c on c.oid = held.oid left join pg_namespace as cn on cn.oid = relnamespace"
        " where held.oid <> all(%(oids)s::oid[])",
        {"oids": [*oids]},
    ).fetchall()
    return {name for (name,) in rows}


def grantees(connection: psycopg.Connection, oid: int) -> set[str]:
    """The roles, as GRANT writes them, that may do something with this function or view, the owner apart."""
    rows = connection.execute(
        "select distinct coalesce(nullif(grantee, 0)::regrole::text, 'public') from ("
        " select proacl as acl, proowner as owner from pg_proc where oid = %(oid)s"
        " union all select relacl, relowner from pg_class where oid = %(oid)s"
        " union all select attacl, relowner from pg_attribute join pg_class as c on c.oid = attrelid"
        " where attrelid = %(oid)s) as securables, aclexplode(acl) where grantee <> owner",
        {"oid": oid},
    ).fetchall()
    return {name for (name,) in rows}


def comments(connection: psycopg.Connection, oid: int) -> set[str]:
    """What of this function or view has a comment, as COMMENT ON names it: itself, or a view's columns."""
    rows = connection.execute(
        "select replace(type, 'view column', 'column') || ' ' || identity"
        " from pg_description, pg_identify_object(classoid, objoid, objsubid)"
        " where objoid = %s and type in ('function', 'view', 'view column')",
        (oid,),
    ).fetchall()
    return {name for (name,) in rows}
