"""Statements of the timers: so many at most, and what failed is not tried again in the same run."""

from datetime import datetime
from uuid import UUID

from common.database import Transaction
from marketplace.deadlines.models import GigHolding, Standing, TimerPass


def run_deal_timers(tx: Transaction, as_of: datetime, batch: int, skipped: list[UUID]) -> TimerPass:
    """What time does to held funds."""
    return tx.fetch_one(
        TimerPass,
        "select done, errors, failed, more_due from app.run_deal_timers(%(as_of)s, %(batch)s, %(skipped)s)",
        {"as_of": as_of, "batch": batch, "skipped": skipped},
    )


def run_gig_timers(tx: Transaction, as_of: datetime, batch: int, skipped: list[UUID]) -> TimerPass:
    """What time does to gigs, applications and offers."""
    return tx.fetch_one(
        TimerPass,
        "select done, errors, failed, more_due from app.run_gig_timers(%(as_of)s, %(batch)s, %(skipped)s)",
        {"as_of": as_of, "batch": batch, "skipped": skipped},
    )


def settle_freezes(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Held funds that no card dispute holds up any more, of at most so many brands."""
    freed: int = tx.fetch_value(
        "select app.settle_freezes(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return freed


def settle_card_payments(tx: Transaction, as_of: datetime, batch: int) -> int:
    """Held funds whose deposit was decided on, and that a crash left waiting."""
    settled: int = tx.fetch_value(
        "select app.settle_card_payments(%(as_of)s, %(batch)s)", {"as_of": as_of, "batch": batch}
    )
    return settled


def purge_blocked_attempts(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Blocked attempts that are older than they are kept."""
    purged: int = tx.fetch_value(
        "select app.purge_blocked_attempts(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return purged


def standings(tx: Transaction, overdue_since: datetime) -> list[Standing]:
    """Milestones for which time does something, or that a card dispute holds up: what waits for its turn is none."""
    return tx.fetch_all(
        Standing,
        "select status, currency, count(*) as number, sum(total)::bigint as total,"
        " count(*) filter (where deadline_at <= %(overdue_since)s) as overdue"
        " from escrows where deadline_at is not null or frozen_by is not null group by status, currency",
        {"overdue_since": overdue_since},
    )


def gig_holdings(tx: Transaction) -> list[GigHolding]:
    """What is held for open slots."""
    return tx.fetch_all(
        GigHolding,
        "select g.currency, sum(s.total)::bigint as total from gigs as g inner join gig_slots as s on s.gig_id = g.id"
        " where g.status in ('open', 'paused') and s.status = 'open' group by g.currency",
    )
