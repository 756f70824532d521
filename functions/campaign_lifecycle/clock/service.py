"""What the clock does to campaigns: transitions, deadlines, snapshots, each in bounded passes."""

from datetime import datetime
from uuid import UUID

from campaign_lifecycle.assets import service as assets
from campaign_lifecycle.clock import repository
from campaign_lifecycle.clock.models import DueDatePass, LatePass, TransitionCounts
from campaign_lifecycle.email_invitations.service import run_email_invitations
from common.database import Transaction, transaction
from common.errors import Forbidden
from common.identity import SERVICE
from common.jobs import Counts

TRANSITIONS_A_PASS = 1_000
A_PASS = 200
LAST_PASS = 1_000


def process_transitions(tx: Transaction, as_of: datetime) -> TransitionCounts:
    """One bounded pass, for the service and administrators. Raises `Forbidden`."""
    if tx.actor.kind != "service" and not tx.is_admin:
        raise Forbidden
    done = repository.process_transitions(tx, as_of, TRANSITIONS_A_PASS, [])
    return TransitionCounts.model_validate(done.model_dump(exclude={"failed"}))


def run_transitions(as_of: datetime) -> Counts:
    """Passes, each in a transaction of its own, until none is full; the sum of what they did.

    What cannot be moved is tried once, so that it takes no place from the others; `errors` counts these.
    """
    total: Counts = {"activated": 0, "completed": 0, "paused": 0, "expired_invitations": 0, "errors": 0}
    failed: list[UUID] = []
    while True:
        with transaction(SERVICE) as tx:
            done = repository.process_transitions(tx, as_of, TRANSITIONS_A_PASS, failed)
        for name in total:
            total[name] += getattr(done, name)
        failed += done.failed
        if not done.more_due:
            return total


def run_clock(as_of: datetime) -> Counts:
    """The hourly job: transitions, deadlines, due dates, invitations by e-mail, snapshots, files that nobody wants.

    Each pass has a transaction of its own. Raises `FileStoreUnavailable`, at the end.
    """
    counts = run_transitions(as_of)
    deadlines = run_deadlines(as_of)
    counts["errors"] += deadlines.pop("errors")
    due_dates = run_due_dates(as_of)
    by_email = run_email_invitations(as_of)
    after: UUID | None = None
    while True:
        with transaction(SERVICE) as tx:
            after = repository.take_snapshots(tx, as_of, after, LAST_PASS)
        if after is None:
            break
    # At the end: where S3 does not answer, everything else is done.
    return counts | deadlines | due_dates | by_email | {"files_swept": assets.sweep(as_of)}


def run_deadlines(as_of: datetime) -> Counts:
    """Passes until none is full; the sum of what they did. `errors` counts the reviews that could not be approved."""
    total: Counts = {}
    failed: list[UUID] = []
    while True:
        with transaction(SERVICE) as tx:
            done = repository.process_deadlines(tx, as_of, A_PASS, failed)
        counts = done.model_dump(exclude={"failed"})
        for name, number in counts.items():
            total[name] = total.get(name, 0) + number
        failed += done.failed
        if max(counts["auto_approved"] + len(done.failed), *counts.values()) < A_PASS:
            return total | {"errors": len(failed)}


def run_due_dates(as_of: datetime) -> Counts:
    """Passes over what is due and what is late, until there is no more; the sum of who was told."""
    total: Counts = {"due_dates_reminded": 0, "late_announced": 0}
    due = DueDatePass(reminded=0, last_participant=None, last_deliverable=None)
    while True:
        with transaction(SERVICE) as tx:
            due = repository.remind_of_due_dates(tx, as_of, due, LAST_PASS)
        total["due_dates_reminded"] += due.reminded
        if due.last_participant is None:
            break
    late = LatePass(announced=0, last_deliverable=None)
    while True:
        with transaction(SERVICE) as tx:
            late = repository.announce_late_deliverables(tx, as_of, late, LAST_PASS)
        total["late_announced"] += late.announced
        if late.last_deliverable is None:
            return total
