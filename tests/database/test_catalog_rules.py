"""Rules of 2-architecture.md that hold for every table, function and policy there is, and for the next one."""

from collections.abc import Iterator
from typing import LiteralString

import pytest

from tests.conftest import Database
from tests.database.catalog import SCHEMAS, Connection, names

OUR_SCHEMAS = [*SCHEMAS, "app"]

DEFINERS_OF_THE_OWNER: dict[str, str] = {
    "app.make_tracking_partitions(date,integer)": "only a table's owner makes its partitions",
    "app.drop_tracking_partitions(date)": "only a table's owner drops its partitions",
}
"""SECURITY DEFINER functions that do not belong to app_internal, and why."""

VIEWS_WITHOUT_SECURITY_INVOKER: dict[str, str] = {
    "campaign_briefs": "creators must not read budgets: the view leaves them out and repeats who may see a row",
}
"""Views that read with their owner's rights, and why."""

FOREIGN_KEYS_THAT_DO_NOTHING: dict[str, str] = {}
"""Foreign keys without an `on delete` of their own, and why."""


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect() as connection:
        yield connection


WRITTEN_BY_THEIR_ONLY_WRITER = {"ledger.accounts": "ledger.post sets updated_at in the statement that posts"}
"""Tables whose updated_at needs no trigger."""


def found(db: Connection, query: LiteralString) -> set[str]:
    """Offenders in our schemas; the query's only parameter is their list."""
    return names(db, query, OUR_SCHEMAS)


def test_every_table_forces_row_level_security(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and not c.relispartition"
        " and not (c.relrowsecurity and c.relforcerowsecurity)",
    )


def test_every_partition_forces_row_level_security_too(db: Connection) -> None:
    """A partition that can be named can be read around its parent's policies, unless it has its own."""
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind = 'r' and c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)",
    )


def test_every_table_has_a_policy(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and not c.relispartition"
        " and not exists (select from pg_policy as p where p.polrelid = c.oid)",
    )


def test_no_policy_speaks_to_everyone(db: Connection) -> None:
    assert not found(
        db,
        "select p.polrelid::regclass || '.' || p.polname from pg_policy as p"
        " join pg_class as c on c.oid = p.polrelid"
        " where c.relnamespace::regnamespace::text = any(%s) and p.polroles = '{0}'",
    )


def test_every_foreign_key_has_an_index_that_starts_with_its_columns(db: Connection) -> None:
    """The index may hold more columns, and the key's columns in any order, but not a predicate."""
    assert not found(
        db,
        "select k.conrelid::regclass || '.' || k.conname from pg_constraint as k"
        " where k.contype = 'f' and k.conparentid = 0"
        " and k.connamespace::regnamespace::text = any(%s)"
        " and not exists (select from pg_index as i where i.indrelid = k.conrelid and i.indisvalid"
        "  and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid)"
        "   in (select format('(%%s IS NOT NULL)', a.attname) from pg_attribute as a"
        "    where a.attrelid = k.conrelid and a.attnum = any(k.conkey)))"
        "  and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)",
    )


def test_every_foreign_key_says_what_happens_on_delete(db: Connection) -> None:
    silent = found(
        db,
        "select k.conrelid::regclass || '.' || k.conname from pg_constraint as k"
        " where k.contype = 'f' and k.conparentid = 0 and k.connamespace::regnamespace::text = any(%s)"
        " and k.confdeltype = 'a'",
    )
    assert silent == FOREIGN_KEYS_THAT_DO_NOTHING.keys()


def test_every_constraint_is_named_by_hand(db: Connection) -> None:
    """PostgreSQL's own names end in the kind of constraint; ours state the rule. Primary keys may end in _pkey."""
    assert not found(
        db,
        "select k.conrelid::regclass || '.' || k.conname from pg_constraint as k"
        " join pg_class as c on c.oid = k.conrelid"
        " where k.connamespace::regnamespace::text = any(%s) and not c.relispartition"
        " and k.contype in ('c', 'u', 'f', 'x') and k.conparentid = 0"
        " and k.conname ~ '_(check|key|fkey|excl)[0-9]*$'",
    )


def test_every_table_says_when_its_rows_were_made(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and not c.relispartition and not exists ("
        "  select from pg_attribute as a where a.attrelid = c.oid and a.attname = 'created_at')",
    )


def test_every_table_with_updated_at_keeps_it_by_trigger(db: Connection) -> None:
    without = found(
        db,
        "select c.oid::regclass::text from pg_class as c join pg_attribute as a on a.attrelid = c.oid"
        " where c.relnamespace::regnamespace::text = any(%s) and c.relkind in ('r', 'p')"
        " and not c.relispartition and a.attname = 'updated_at' and not exists ("
        "  select from pg_trigger as t where t.tgrelid = c.oid and t.tgfoid = 'app.touch_updated_at'::regproc)",
    )
    assert without == WRITTEN_BY_THEIR_ONLY_WRITER.keys()


def test_every_table_is_described(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p', 'v') and not c.relispartition"
        " and obj_description(c.oid, 'pg_class') is null",
    )


def test_money_is_a_whole_number(db: Connection) -> None:
    assert not found(
        db,
        "select a.attrelid::regclass || '.' || a.attname from pg_attribute as a"
        " join pg_class as c on c.oid = a.attrelid where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and not a.attisdropped"
        " and a.attname ~ '(^|_)(amount|balance|budget|fee|spent|reserved|compensation)(_|$)'"
        " and a.atttypid in ('numeric'::regtype, 'float8'::regtype, 'float4'::regtype, 'integer'::regtype)",
    )


def test_times_know_their_zone(db: Connection) -> None:
    assert not found(
        db,
        "select a.attrelid::regclass || '.' || a.attname from pg_attribute as a"
        " join pg_class as c on c.oid = a.attrelid where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and a.atttypid = 'timestamp'::regtype",
    )


def test_every_definer_function_sets_its_search_path(db: Connection) -> None:
    assert not found(
        db,
        "select p.oid::regprocedure::text from pg_proc as p"
        " where p.pronamespace::regnamespace::text = any(%s) and p.prosecdef"
        " and not coalesce(array_to_string(p.proconfig, ',') ~ 'search_path=(\"\"|$)', false)",
    )


def test_every_definer_function_belongs_to_the_internal_role(db: Connection) -> None:
    others = found(
        db,
        "select p.oid::regprocedure::text from pg_proc as p"
        " where p.pronamespace::regnamespace::text = any(%s) and p.prosecdef"
        " and p.proowner <> 'app_internal'::regrole",
    )
    assert others == DEFINERS_OF_THE_OWNER.keys()


def test_no_function_is_executable_by_everyone(db: Connection) -> None:
    assert not found(
        db,
        "select p.oid::regprocedure::text from pg_proc as p"
        " where p.pronamespace::regnamespace::text = any(%s)"
        " and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')"
        " and has_function_privilege('public', p.oid, 'execute')",
    )


def test_no_table_is_granted_to_everyone(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c,"
        " aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) as acl"
        " where c.relnamespace::regnamespace::text = any(%s) and acl.grantee = 0",
    )


def test_nobody_but_the_owner_may_truncate(db: Connection) -> None:
    """TRUNCATE asks no policy."""
    assert not found(
        db,
        "select c.oid::regclass || ' by ' || acl.grantee::regrole from pg_class as c,"
        " aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) as acl"
        " where c.relnamespace::regnamespace::text = any(%s) and acl.privilege_type = 'TRUNCATE'"
        " and acl.grantee <> c.relowner and c.relkind in ('r', 'p')",
    )


def test_no_policy_calls_a_volatile_function(db: Connection) -> None:
    assert not found(
        db,
        "select distinct p.polrelid::regclass || '.' || p.polname || ' calls ' || f.oid::regprocedure"
        " from pg_policy as p join pg_class as c on c.oid = p.polrelid"
        " join pg_depend as d on d.classid = 'pg_policy'::regclass and d.objid = p.oid"
        "  and d.refclassid = 'pg_proc'::regclass"
        " join pg_proc as f on f.oid = d.refobjid"
        " where c.relnamespace::regnamespace::text = any(%s) and f.provolatile = 'v'",
    )


def test_policies_evaluate_their_sub_selects_once_per_statement(db: Connection) -> None:
    """A sub-select of a policy may ask one of our functions, and nothing else: no table, no column of the row."""
    shape = r"\( SELECT (auth|app|ledger)\.[a-z_]+\([^()]*\) AS [a-z_]+\)"
    rows = db.execute(
        "select schemaname || '.' || tablename || '.' || policyname, coalesce(qual, '') || ' ' ||"
        " coalesce(with_check, ''), regexp_replace(coalesce(qual, '') || ' ' || coalesce(with_check, ''), %s, '',"
        " 'g') from pg_policies where schemaname = any(%s)",
        (shape, OUR_SCHEMAS),
    ).fetchall()
    assert len(rows) > 50
    offenders = {name: text for name, text, rest in rows if "SELECT" in rest or "EXISTS" in rest.upper()}
    assert not offenders
    # A helper outside a sub-select would be called for every row.
    assert not {name: rest for name, _, rest in rows if "auth." in rest or "current_setting" in rest}


def test_every_view_reads_with_the_rights_of_its_reader(db: Connection) -> None:
    definers = found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind = 'v' and not coalesce(c.reloptions::text[] && array['security_invoker=true',"
        " 'security_invoker=on'], false)",
    )
    assert definers == VIEWS_WITHOUT_SECURITY_INVOKER.keys()


def test_no_role_of_ours_is_superuser_or_bypasses_row_level_security(db: Connection) -> None:
    assert not names(
        db,
        "select rolname from pg_roles where (rolsuper or rolbypassrls) and rolname = any(%s)",
        ["app_owner", "api_login", "jobs_login", "app_internal", "anon", "authenticated", "admin", "service"],
    )


def test_login_roles_own_nothing_and_inherit_nothing(db: Connection) -> None:
    assert not names(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relowner = any(%s::regrole[])",
        ["api_login", "jobs_login", "anon", "authenticated", "admin", "service"],
    )
    assert not names(
        db,
        "select m.member::regrole || ' inherits ' || m.roleid::regrole from pg_auth_members as m"
        " where m.member in ('api_login'::regrole, 'jobs_login'::regrole) and m.inherit_option",
    )


def test_every_table_belongs_to_the_owner_that_migrates(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and c.relowner <> 'app_owner'::regrole",
    )


def test_every_trigger_of_a_status_machine_names_a_sqlstate_of_ours(db: Connection) -> None:
    definitions = names(
        db,
        "select pg_get_triggerdef(t.oid) from pg_trigger as t"
        " where t.tgfoid = 'app.guard_status_machine'::regproc and not t.tgisinternal",
    )
    assert definitions
    assert not {text for text in definitions if "guard_status_machine('I" not in text}
