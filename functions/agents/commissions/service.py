"""Use cases of commissions: what an agent earned, and when it may be paid."""

from datetime import datetime, timedelta

from agents.commissions import repository
from agents.commissions.models import CommissionPage
from agents.commissions.repository import Wanted
from agents.errors import CommissionFileTooLong
from agents.profiles.repository import find_profile
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.money import decimal_text
from common.pagination import decode_id_cursor, page
from common.spreadsheets import csv_text

JOB = "commissions-available"
BATCH = 1_000
LONGEST_FILE = 10_000
"""Lines: API Gateway answers at most 6 MB."""
LOOKED_BACK = timedelta(days=3)
"""For first deals that a release left out: the job may fail for two days."""
CSV_COLUMNS = (
    "commission_id", "month", "kind", "side", "status", "available_at", "amount", "currency", "payout_id",
)  # fmt: skip


def list_commissions(tx: Transaction, wanted: Wanted, *, cursor: str | None, limit: int) -> CommissionPage:
    """An agent's commissions, newest first, with what they come to. Raises `NotFound`, `CursorInvalid`."""
    find_profile(tx, wanted.agent_id)
    rows = repository.list_commissions(tx, wanted, before=decode_id_cursor(cursor), limit=limit + 1)
    shown = page(rows, limit, lambda row: row.id)
    return CommissionPage(
        data=shown.data, next_cursor=shown.next_cursor, totals=repository.sum_commissions(tx, wanted)
    )


def commissions_csv(tx: Transaction, wanted: Wanted) -> str:
    """The same as a file, oldest first, amounts as people write them. Raises `NotFound`, `CommissionFileTooLong`."""
    find_profile(tx, wanted.agent_id)
    rows = repository.list_commissions(tx, wanted, before=None, limit=LONGEST_FILE + 1, oldest_first=True)
    if len(rows) > LONGEST_FILE:
        raise CommissionFileTooLong(details=[{"most": LONGEST_FILE}])
    return csv_text(
        CSV_COLUMNS,
        (
            (row.id, row.month, row.kind, row.side, row.status, row.available_at,
             decimal_text(row.amount, row.currency), row.currency, row.payout_id)
            for row in rows
        ),
    )  # fmt: skip


def make_available(as_of: datetime) -> Counts:
    """Commissions past their hold are available, and first deals that were left out are noted."""
    available = 0
    while True:
        with transaction(SERVICE) as tx:
            matured = repository.mature(tx, as_of, BATCH)
        available += matured
        if matured < BATCH:
            break
    with transaction(SERVICE) as tx:
        noted = repository.note_missed_first_deals(tx, as_of - LOOKED_BACK)
    return {"available": available, "first_deals": noted}
