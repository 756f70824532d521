"""What makes one database equal to another, as sorted lines of text: their diff is the proof.

Listed is what a migration or a source can make: objects with owners, grants, comments and options, and the rows
that migrations insert. Not listed: the order of columns, the schema of the runner's own records, and how many
partitions there are, which depends on the day (each shape of a partition is one line).
"""

import re
from collections.abc import Iterator
from typing import Any, LiteralString

import psycopg

Connection = psycopg.Connection[Any]

_OURS: LiteralString = """
(select oid from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'schema_migrations'))
"""
_OF_NO_EXTENSION: LiteralString = (
    "not exists (select from pg_depend as d where d.deptype = 'e' and d.objid = "
)
_NO_ADMINISTRATOR: LiteralString = "(not rolsuper and not rolcreaterole and rolname !~ '^pg_')"

_QUERIES: dict[str, LiteralString] = {
    "role": """
        select rolname::text, format('login=%s inherit=%s createdb=%s replication=%s bypassrls=%s connections=%s %s',
          rolcanlogin, rolinherit, rolcreatedb, rolreplication, rolbypassrls, rolconnlimit, rolconfig)
        from pg_roles where """ + _NO_ADMINISTRATOR,
    "member": """
        select g.rolname || ' of ' || r.rolname,
          format('admin=%s inherit=%s set=%s', m.admin_option, m.inherit_option, m.set_option)
        from pg_auth_members as m join pg_roles as r on r.oid = m.roleid
        join (select * from pg_roles where """ + _NO_ADMINISTRATOR + """) as g on g.oid = m.member
        where r.rolname !~ '^pg_'""",
    "setting of role in database": """
        select setrole::regrole::text, unnest(setconfig) from pg_db_role_setting
        where setdatabase = (select oid from pg_database where datname = current_database())""",
    "database": """
        select 'this', 'owner=' || datdba::regrole from pg_database where datname = current_database()""",
    "schema": "select nspname::text, 'owner=' || nspowner::regrole from pg_namespace where oid in " + _OURS,
    "extension": """
        select extname::text, format('%s in %s', extversion, extnamespace::regnamespace) from pg_extension""",
    "relation": """
        select oid::regclass::text, format('kind=%s owner=%s persistence=%s row_security=%s forced=%s options=%s'
          ' replica_identity=%s access=%s tablespace=%s partitioned by=%s bound=%s inherits=%s',
          relkind, relowner::regrole, relpersistence, relrowsecurity, relforcerowsecurity, reloptions, relreplident,
          (select amname from pg_am as a where a.oid = relam), reltablespace, pg_get_partkeydef(oid),
          pg_get_expr(relpartbound, oid),
          (select array_agg(inhparent::regclass order by inhseqno) from pg_inherits where inhrelid = c.oid))
        from pg_class as c where relkind not in ('i', 'I', 't') and relnamespace in """ + _OURS,
    "column": """
        select attrelid::regclass || '.' || attname, format('%s not_null=%s default=%s identity=%s generated=%s'
          ' collation=%s storage=%s compression=%s statistics=%s options=%s', format_type(atttypid, atttypmod),
          attnotnull, pg_get_expr(adbin, adrelid), attidentity, attgenerated, attcollation::regcollation,
          attstorage, attcompression, attstattarget, attoptions)
        from pg_attribute as a join pg_class as c on c.oid = a.attrelid
        left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where attnum > 0 and not attisdropped and relkind in ('r', 'p', 'v', 'm', 'f', 'c')
        and relnamespace in """ + _OURS,
    "constraint": """
        select coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text) || '.' || conname,
          format('%s validated=%s enforced=%s no_inherit=%s local=%s', pg_get_constraintdef(oid), convalidated,
          conenforced, connoinherit, conislocal)
        from pg_constraint where connamespace in """ + _OURS,
    "index": """
        select indexrelid::regclass::text, format('%s owner=%s valid=%s clustered=%s replica_identity=%s',
          pg_get_indexdef(indexrelid), relowner::regrole, indisvalid, indisclustered, indisreplident)
        from pg_index join pg_class as c on c.oid = indexrelid where relnamespace in """ + _OURS,
    "trigger": """
        select tgrelid::regclass || '.' || case when tgisinternal then k.conname || ' ' || p.proname else tgname end,
          case when tgisinternal then '' else pg_get_triggerdef(t.oid) end || format(' enabled=%s', tgenabled)
        from pg_trigger as t join pg_class as c on c.oid = tgrelid join pg_proc as p on p.oid = tgfoid
        left join pg_constraint as k on k.oid = tgconstraint where relnamespace in """ + _OURS,
    "policy": """
        select polrelid::regclass || '.' || polname, format('%s permissive=%s to %s using (%s) check (%s)', polcmd,
          polpermissive, (select array_agg(r::regrole::text order by r::regrole::text) from unnest(polroles) as r),
          pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
        from pg_policy""",
    "rule": """
        select ev_class::regclass || '.' || rulename, pg_get_ruledef(r.oid) || format(' enabled=%s', ev_enabled)
        from pg_rewrite as r join pg_class as c on c.oid = ev_class where relnamespace in """ + _OURS,
    "sequence": """
        select seqrelid::regclass::text, format('%s start=%s by=%s from=%s to=%s cache=%s cycle=%s owned by=%s',
          seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
          pg_get_serial_sequence(refobjid::regclass::text, attname))
        from pg_sequence join pg_class as c on c.oid = seqrelid
        left join pg_depend as d on d.objid = seqrelid and d.classid = 'pg_class'::regclass and deptype in ('a', 'i')
        left join pg_attribute as a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where relnamespace in """ + _OURS,
    "type": """
        select oid::regtype::text, format('kind=%s owner=%s base=%s not_null=%s default=%s collation=%s labels=%s',
          typtype, typowner::regrole, format_type(typbasetype, typtypmod), typnotnull, typdefault,
          typcollation::regcollation,
          (select array_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = t.oid))
        from pg_type as t where typelem = 0 and typnamespace in """ + _OURS,
    "function": """
        select p.oid::regprocedure::text, format('(%s) returns %s kind=%s language=%s owner=%s volatility=%s'
          ' parallel=%s definer=%s strict=%s leakproof=%s cost=%s rows=%s support=%s settings=%s',
          pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), prokind, lanname, proowner::regrole,
          provolatile, proparallel, prosecdef, proisstrict, proleakproof, procost, prorows, prosupport, proconfig)
        from pg_proc as p join pg_language as l on l.oid = prolang
        where """ + _OF_NO_EXTENSION + "p.oid) and pronamespace in " + _OURS,
    "body": """
        select format('%s line %s', p.oid::regprocedure, lpad(number::text, 4, '0')), line
        from pg_proc as p, regexp_split_to_table(coalesce(pg_get_function_sqlbody(p.oid), prosrc), '\\n')
          with ordinality as lines (line, number)
        where """ + _OF_NO_EXTENSION + "p.oid) and pronamespace in " + _OURS,
    "privilege": """
        select format('%s %s', kind, name), format('%s to %s by %s%s', privilege_type,
          coalesce(nullif(grantee, 0)::regrole::text, 'public'), grantor::regrole,
          case when is_grantable then ' with grant option' end)
        from (
          select 'relation' as kind, oid::regclass::text as name,
            coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)) as acl
          from pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relnamespace in """ + _OURS + """
          union all select 'column', attrelid::regclass || '.' || attname, attacl
          from pg_attribute as a join pg_class as c on c.oid = attrelid where relnamespace in """ + _OURS + """
          union all select 'function', oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner))
          from pg_proc as p where """ + _OF_NO_EXTENSION + "p.oid) and pronamespace in " + _OURS + """
          union all select 'schema', nspname::text, coalesce(nspacl, acldefault('n', nspowner))
          from pg_namespace where oid in """ + _OURS + """
          union all select 'type', oid::regtype::text, coalesce(typacl, acldefault('T', typowner))
          from pg_type where typelem = 0 and typnamespace in """ + _OURS + """
          union all select 'database', 'this', coalesce(datacl, acldefault('d', datdba))
          from pg_database where datname = current_database()
          union all select 'new object', concat_ws(' ', defaclobjtype, 'of', defaclrole::regrole,
            nullif(defaclnamespace, 0)::regnamespace), defaclacl from pg_default_acl
        ) as securables, aclexplode(acl)""",
    "comment": """
        select type || ' ' || identity, description from pg_description,
          pg_identify_object(classoid, objoid, objsubid)
        where objoid >= 16384 and """ + _OF_NO_EXTENSION + "objoid)",
    "other object": """
        select type, identity from (
          select tableoid, oid from pg_collation union all select tableoid, oid from pg_conversion
          union all select tableoid, oid from pg_operator union all select tableoid, oid from pg_opclass
          union all select tableoid, oid from pg_opfamily union all select tableoid, oid from pg_statistic_ext
          union all select tableoid, oid from pg_ts_config union all select tableoid, oid from pg_ts_dict
          union all select tableoid, oid from pg_ts_parser union all select tableoid, oid from pg_ts_template
          union all select tableoid, oid from pg_cast union all select tableoid, oid from pg_transform
          union all select tableoid, oid from pg_event_trigger union all select tableoid, oid from pg_publication
          union all select tableoid, oid from pg_foreign_server union all select tableoid, oid from pg_language
        ) as others, pg_identify_object(others.tableoid, others.oid, 0)
        where others.oid >= 16384 and """ + _OF_NO_EXTENSION + "others.oid)",
}  # fmt: skip

_COLUMNS_OF_ROWS: LiteralString = """
select c.oid::regclass::text, array_remove(array_agg(
  case when pg_get_expr(adbin, adrelid) ~ '(now|uuidv7)\\(\\)' or attidentity <> '' then attname::text end), null)
from pg_class as c join pg_attribute as a on a.attrelid = c.oid and attnum > 0 and not attisdropped
left join pg_attrdef as d on d.adrelid = c.oid and d.adnum = a.attnum
where relkind in ('r', 'p') and not relispartition and relnamespace in """ + _OURS + " group by c.oid"  # fmt: skip

_PARTITIONS: LiteralString = """
select c.relname, p.relname from pg_inherits join pg_class as c on c.oid = inhrelid and c.relispartition
join pg_class as p on p.oid = inhparent where c.relkind in ('r', 'p')"""


def listing(connection: Connection) -> list[str]:
    """Sorted lines, each `kind identity: fact`. `connection` is a superuser's: who does not see all rows is refused.

    Raises `psycopg.Error`. What the transaction of `connection` holds stays as it is.
    """
    with connection.transaction(force_rollback=True):
        connection.execute("set local search_path = ''")
        connection.execute("set local row_security = off")  # a row that is hidden is an error, not absent
        partitions = connection.execute(_PARTITIONS).fetchall()
        lines = {
            f"{kind} {identity}: {fact}"
            for kind, query in _QUERIES.items()
            for identity, fact in connection.execute(query).fetchall()
        }
        lines.update(_rows(connection))
    return sorted({_without_days(line.replace("\n", "\\n"), partitions) for line in lines})


_BY_CHANCE = {
    "public.address_hash_keys": ["inner_block", "outer_block"],
    "public.reward_triggers": ["live_at"],
}
"""Table → columns that a migration fills with random bytes, or with the moment in which it ran."""


def _rows(connection: Connection) -> Iterator[str]:
    """Every row, without the columns that time and chance fill."""
    for table, by_themselves in connection.execute(_COLUMNS_OF_ROWS).fetchall():
        query = f"select (to_jsonb(t) - %s::text[])::text from {table} as t"
        for (row,) in connection.execute(
            query.encode(), [by_themselves + _BY_CHANCE.get(table, [])]
        ).fetchall():
            yield f"row of {table}: {row}"


def _without_days(line: str, partitions: list[tuple[str, str]]) -> str:
    """The line of a partition as that of any: `events_20261201` is `events_*`, its bounds are two dots."""
    for partition, parent in partitions:
        if partition in line:
            line = re.sub(rf"\b{re.escape(partition)}(?![0-9])", f"{parent}_*", line)
            line = re.sub(r"FOR VALUES FROM \(.*?\) TO \(.*?\)", "FOR VALUES FROM .. TO ..", line)
    return line
