"""Statements of the clock: one bounded pass each."""

from datetime import datetime
from uuid import UUID

from campaign_lifecycle.clock.models import DeadlinePass, DueDatePass, LatePass, TransitionPass
from common.database import Transaction


def process_transitions(tx: Transaction, as_of: datetime, batch: int, skipped: list[UUID]) -> TransitionPass:
    """One bounded pass of the transitions that are due at `as_of`, over all campaigns but `skipped`."""
    return tx.fetch_one(
        TransitionPass,
        "select activated, completed, paused, expired_invitations, errors, more_due, failed"
        " from app.process_campaign_transitions(%(as_of)s, %(batch)s, %(skipped)s)",
        {"as_of": as_of, "batch": batch, "skipped": skipped},
    )


def process_deadlines(tx: Transaction, as_of: datetime, batch: int, skipped: list[UUID]) -> DeadlinePass:
    """Remind and act where a deadline is near or has fallen; at most `batch` of each kind, no review of `skipped`."""
    return tx.fetch_one(
        DeadlinePass,
        "select late.approved as auto_approved, late.failed,"
        " app.announce_invitation_deadlines(%(as_of)s, %(batch)s) as invitations_announced,"
        " app.remind_of_reviews(%(as_of)s, %(batch)s) as reviews_reminded,"
        " app.announce_campaign_ends(%(as_of)s, %(batch)s) as ends_announced"
        " from app.approve_late_reviews(%(as_of)s, %(batch)s, %(skipped)s) as late",
        {"as_of": as_of, "batch": batch, "skipped": skipped},
    )


def remind_of_due_dates(tx: Transaction, as_of: datetime, after: DueDatePass, batch: int) -> DueDatePass:
    """Remind creators of the next `batch` of what they have yet to hand in, behind what `after` looked at."""
    return tx.fetch_one(
        DueDatePass,
        "select reminded, last_participant, last_deliverable from app.remind_of_due_dates("
        "%(as_of)s, %(last_participant)s, %(last_deliverable)s, %(batch)s)",
        {**after.model_dump(), "as_of": as_of, "batch": batch},
    )


def announce_late_deliverables(tx: Transaction, as_of: datetime, after: LatePass, batch: int) -> LatePass:
    """Tell the brands of the next `batch` of deliverables that are late, behind the one that `after` looked at."""
    return tx.fetch_one(
        LatePass,
        "select announced, last_deliverable from app.announce_late_deliverables("
        "%(as_of)s, %(last_deliverable)s, %(batch)s)",
        {**after.model_dump(), "as_of": as_of, "batch": batch},
    )


def take_snapshots(tx: Transaction, as_of: datetime, after: UUID | None, batch: int) -> UUID | None:
    """Today's figures of the next running campaigns; the last id looked at, None at the end."""
    last: UUID | None = tx.fetch_value(
        "select app.take_daily_snapshots(%(as_of)s, %(after)s, %(batch)s)",
        {"as_of": as_of, "after": after, "batch": batch},
    )
    return last
