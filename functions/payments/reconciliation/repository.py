"""Statements of the reconciliation: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.reconciliations import Reconciliation

REPORT: LiteralString = (
    "select id, is_clean, findings, balances, entry_count, account_count, duration_ms, created_at"
    " from ledger.reconciliations"
)


def reconcile(tx: Transaction) -> UUID:
    """Prove the books; the report's id."""
    report: UUID = tx.fetch_value("select app.reconcile()")
    return report


def fold_ledger(tx: Transaction, at_most: int) -> int:
    """Fold at most so many appended entries per account; how many were folded in all."""
    folded: int = tx.fetch_value("select app.fold_ledger(%(at_most)s)", {"at_most": at_most})
    return folded


def find_report(tx: Transaction, report_id: UUID) -> Reconciliation:
    """A report. Raises `NotFound`."""
    return tx.fetch_one(Reconciliation, f"{REPORT} where id = %(id)s", {"id": report_id})


def list_reports(tx: Transaction, *, before: UUID | None, limit: int) -> list[Reconciliation]:
    """Reports, newest first."""
    return tx.fetch_all(
        Reconciliation,
        f"{REPORT} where (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )
