"""Use cases of the proof of the books. A difference is loud: the job fails, which raises its alarm."""

from datetime import datetime, timedelta

from common.adapters.payments.choice import payments_mode
from common.database import Transaction, transaction
from common.errors import Forbidden
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.models.reconciliations import Reconciliation
from common.pagination import decode_id_cursor, page
from payments.events.service import handle_due_events, repair
from payments.reconciliation import repository

LOOK_BACK = timedelta(days=4)
"""Stripe delivers for three days; what never arrived by then is fetched."""
FOLDED_AT_ONCE = 20_000


class BooksDoNotAgree(RuntimeError):
    """A reconciliation found differences; its report lists them."""


def run_reconciliation(as_of: datetime) -> Counts:
    """Fetch missed events, fold, prove. Raises `BooksDoNotAgree` after the report has been written."""
    repaired = 0
    if payments_mode()[0] != "off":
        repaired = repair(as_of - LOOK_BACK)
        handle_due_events()
    folded = _fold_all()
    with transaction(SERVICE) as tx:
        report = repository.find_report(tx, repository.reconcile(tx))
    if not report.is_clean:
        raise BooksDoNotAgree(f"{len(report.findings)} findings in reconciliation {report.id}")
    return {"repaired_events": repaired, "folded": folded, "entries": report.entry_count}


def reconcile_now(tx: Transaction) -> Reconciliation:
    """Prove the books for an administrator. Raises `Forbidden`."""
    _require_admin(tx)
    return repository.find_report(tx, repository.reconcile(tx))


def list_reports(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Reconciliation]:
    """Reports, newest first; administrators only. Raises `Forbidden`, `CursorInvalid`."""
    _require_admin(tx)
    rows = repository.list_reports(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda report: report.id)


def _fold_all() -> int:
    """How many entries were folded. Those that are posted meanwhile wait for the next night: the proof counts them."""
    total = 0
    while True:
        with transaction(SERVICE) as tx:
            folded = repository.fold_ledger(tx, FOLDED_AT_ONCE)
        total += folded
        if folded < FOLDED_AT_ONCE:  # so no account had more
            return total


def _require_admin(tx: Transaction) -> None:
    if tx.actor.kind != "service" and not tx.is_admin:
        raise Forbidden
