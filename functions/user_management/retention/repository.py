"""Statements that clear away what was needed only on the way: at most so many rows, oldest first."""

from datetime import datetime

from common.database import Transaction


def purge_outbox(tx: Transaction, before: datetime, at_most: int) -> int:
    """Messages that were done by then. What waits, and what rests for an administrator to see, stays."""
    return tx.execute(
        "delete from outbox where id in (select id from outbox where processed_at <= %(before)s"
        " order by processed_at limit %(limit)s)",
        {"before": before, "limit": at_most},
    )


def purge_idempotency_keys(tx: Transaction, before: datetime, at_most: int) -> int:
    """Answers that were given by then; the same key is another request from now on."""
    return tx.execute(
        "delete from idempotency_keys where (actor_id, route, key) in (select actor_id, route, key"
        " from idempotency_keys where created_at <= %(before)s order by created_at limit %(limit)s)",
        {"before": before, "limit": at_most},
    )


def purge_job_runs(tx: Transaction, before: datetime, at_most: int) -> int:
    """Runs that had ended by then. The last of a job stays: it says how the job does, and where it left off."""
    return tx.execute(
        "delete from job_runs where (job, scheduled_at) in (select r.job, r.scheduled_at from job_runs as r"
        " where r.started_at <= %(before)s and r.finished_at <= %(before)s and exists (select from job_runs as later"
        "  where later.job = r.job and later.scheduled_at > r.scheduled_at and later.started_at >= r.started_at)"
        " order by r.started_at limit %(limit)s)",
        {"before": before, "limit": at_most},
    )


def purge_team_invitations(tx: Transaction, before: datetime, at_most: int) -> int:
    """Invitations that had been accepted or revoked, or had expired, by then."""
    purged: int = tx.fetch_value(
        "select app.purge_team_invitations(%(before)s, %(limit)s)", {"before": before, "limit": at_most}
    )
    return purged


def purge_referral_intents(tx: Transaction, before: datetime, at_most: int) -> int:
    """Who sent addresses that signed up, and were not confirmed by then."""
    purged: int = tx.fetch_value(
        "select app.purge_referral_intents(%(before)s, %(limit)s)", {"before": before, "limit": at_most}
    )
    return purged


def purge_sent_codes(tx: Transaction, before: datetime, at_most: int) -> int:
    """Codes that Cognito sent by then; none of them is good any more."""
    return tx.execute(
        "delete from local_identity.sent_codes where (address_hash, purpose) in (select address_hash, purpose"
        " from local_identity.sent_codes where sent_at <= %(before)s order by sent_at limit %(limit)s)",
        {"before": before, "limit": at_most},
    )


def purge_sign_in_tickets(tx: Transaction, before: datetime, at_most: int) -> int:
    """Tickets that had run out by then, and were never used."""
    return tx.execute(
        "delete from local_identity.sign_in_tickets where ticket_hash in (select ticket_hash"
        " from local_identity.sign_in_tickets where expires_at <= %(before)s order by expires_at limit %(limit)s)",
        {"before": before, "limit": at_most},
    )


def purge_sign_in_attempts(tx: Transaction, before: datetime, at_most: int) -> int:
    """Attempts at addresses that nobody has tried since; a lock is long over."""
    return tx.execute(
        "delete from local_identity.sign_in_attempts where address_hash in (select address_hash"
        " from local_identity.sign_in_attempts where last_attempt_at <= %(before)s"
        " order by last_attempt_at limit %(limit)s)",
        {"before": before, "limit": at_most},
    )
