"""Who may read, write and run what: rules of 2-architecture.md that hold for every table, function and policy."""

from collections.abc import Iterator

import pytest

from infra.topology.types import LOGIN_ROLES
from tests.conftest import Database
from tests.database.catalog import OUR_SCHEMAS, found, names
from tests.typing import Connection

LOGINS = [role for login, role in LOGIN_ROLES.items() if login != "owner"]
DEFINERS_OF_THE_OWNER: dict[str, str] = {
    "app.make_fact_partitions(date,integer)": "only a table's owner makes its partitions",
    "app.make_touch_partitions(date,integer)": "only a table's owner makes its partitions",
    "app.make_tracking_partitions(date,integer)": "only a table's owner makes its partitions",
    "app.drop_fact_partitions(date)": "only a table's owner drops its partitions",
    "app.make_scan_partitions(date,integer)": "only a table's owner makes its partitions",
    "app.drop_scan_partitions(date)": "only a table's owner drops its partitions",
    "app.drop_touch_partitions(date)": "only a table's owner drops its partitions",
    "app.drop_tracking_partitions(date)": "only a table's owner drops its partitions",
}
"""SECURITY DEFINER functions that do not belong to app_internal, and why."""

BEFORE_THE_POLICY: dict[str, str] = {
    "guard_activation_code on activation_codes": "asks who runs the brand's campaigns before it locks or looks",
    "guard_budget on campaigns": "writes the budget, and asks who may move the money of that brand",
    "guard_budget on gig_budgets": "asks who runs the brand's gigs before it locks, and who may move its money",
    "keep_agreed_terms on campaign_deliverables": "asks who runs the brand's campaigns before it locks or looks",
    "guard_staff_link on activation_staff": "asks who runs the brand's campaigns before it locks or looks",
    "shape_geofence on geofences": "draws what the row says, and looks at no other",
}
"""Triggers of app_internal that fire before the policies of an insert that people may make, and why they may."""

VIEWS_WITHOUT_SECURITY_INVOKER: dict[str, str] = {
    "campaign_briefs": "creators must not read budgets: the view leaves them out and repeats who may see a row",
    "gig_listings": "creators must not read budgets, and slots are counted from others' deals; it repeats who may see",
    "former_deliverables": "a copy that no table's policy shows; the view repeats whose it is",
}
"""Views that read with their owner's rights, and why."""


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect() as connection:
        yield connection


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


def test_no_policy_and_no_view_asks_for_campaigns_that_a_creator_has_left(db: Connection) -> None:
    """`auth.creator_campaign_ids` counts who was removed, too: rules ask `auth.creator_current_campaign_ids`."""
    assert not found(
        db,
        "select distinct pg_describe_object(d.classid, d.objid, d.objsubid) from pg_depend as d"
        " where d.refclassid = 'pg_proc'::regclass and d.refobjid = 'auth.creator_campaign_ids()'::regprocedure"
        " and %s::text[] is not null",
    )


def test_what_sees_all_rows_does_not_answer_an_insert_before_the_policies_do(db: Connection) -> None:
    """A BEFORE trigger speaks to everybody who tries: a stranger must not wait for a lock, nor learn a state."""
    rows = found(
        db,
        "select t.tgname || ' on ' || t.tgrelid::regclass from pg_trigger as t"
        " join pg_proc as p on p.oid = t.tgfoid join pg_class as c on c.oid = t.tgrelid"
        " where not t.tgisinternal and not c.relispartition and p.prosecdef"
        " and c.relnamespace::regnamespace::text = any(%s)"
        " and t.tgtype::integer & 6 = 6 and has_any_column_privilege('authenticated', c.oid, 'insert')",
    )
    assert rows == BEFORE_THE_POLICY.keys()


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
        [*LOGIN_ROLES.values(), "app_internal", "anon", "authenticated", "admin", "service"],
    )


def test_login_roles_own_nothing_and_inherit_nothing(db: Connection) -> None:
    assert not names(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relowner = any(%s::regrole[])",
        [*LOGINS, "anon", "authenticated", "admin", "service"],
    )
    assert not names(
        db,
        "select m.member::regrole || ' inherits ' || m.roleid::regrole from pg_auth_members as m"
        " where m.member = any(%s::regrole[]) and m.inherit_option",
        LOGINS,
    )


def test_every_table_belongs_to_the_owner_that_migrates(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and c.relowner <> 'app_owner'::regrole",
    )
