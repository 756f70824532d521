"""ledger.find_disarmed_guards: what stands between a superuser and the books, and was taken away."""

from typing import LiteralString

import pytest

from tests.database.sql_functions import rows
from tests.typing import Connection

DISARMED: dict[str, tuple[LiteralString, tuple[str, str]]] = {
    "a trigger that is switched off": (
        "alter table ledger.entries disable trigger weigh_posted_entries",
        ("guard is armed", "ledger.entries.weigh_posted_entries"),
    ),
    "a trigger for replicas only": (
        "alter table payouts enable replica trigger status_machine",
        ("guard is armed", "public.payouts.status_machine"),
    ),
    "a trigger of another table": (
        "alter table campaigns disable trigger guard_budget", ("guard is armed", "public.campaigns.guard_budget"),
    ),
    "a trigger that is gone": (
        "drop trigger append_only on audit_logs", ("guard stands", "public.audit_logs.append_only"),
    ),
    "a constraint that is not enforced": (
        "alter table wallet_transactions alter constraint wallet_transactions_belong_to_a_wallet not enforced",
        ("constraint is enforced", "public.wallet_transactions.wallet_transactions_belong_to_a_wallet"),
    ),
    "a table whose rows anybody sees": (
        "alter table wallets no force row level security", ("rows are guarded", "public.wallets"),
    ),
    "a role for whom all triggers are off": (
        "alter role app_internal set session_replication_role = replica",
        ("guards are on for everybody", "app_internal"),
    ),
}  # fmt: skip


def found(db: Connection) -> set[tuple[str, str]]:
    """Rule and subject of each finding."""
    return {(rule, subject) for rule, subject, _, _ in rows(db, "ledger.find_disarmed_guards")}


def test_where_all_guards_stand_there_are_no_findings(db: Connection) -> None:
    assert found(db) == set()


@pytest.mark.parametrize("case", DISARMED)
def test_each_guard_that_is_taken_away_is_named(db: Connection, case: str) -> None:
    statement, finding = DISARMED[case]
    db.execute(statement)
    assert found(db) == {finding}


def test_every_guard_of_a_money_table_is_on_the_list(db: Connection) -> None:
    """Each of them is dropped, and each is missed."""
    guards = db.execute(
        "select format('%s.%s', n.nspname, c.relname), t.tgname from pg_trigger as t"
        " inner join pg_class as c on c.oid = t.tgrelid inner join pg_namespace as n on n.oid = c.relnamespace"
        " inner join pg_proc as p on p.oid = t.tgfoid"
        " where not t.tgisinternal and p.proname in ('refuse_change', 'guard_status_machine', 'guard_account',"
        " 'weigh_entries', 'audit_changes') and (n.nspname = 'ledger' or c.relname in ('audit_logs', 'earnings',"
        " 'campaign_budget_reservations', 'payouts', 'stripe_balance_transactions', 'stripe_balances',"
        " 'wallet_transactions', 'wallets'))"
    ).fetchall()
    assert len(guards) > 30
    for table, trigger in guards:
        db.execute(f"drop trigger {trigger} on {table}".encode())
    assert found(db) == {("guard stands", f"{table}.{trigger}") for table, trigger in guards}
