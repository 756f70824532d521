"""Use cases of the synchronisation: a job per account, read outside any transaction, stored in one."""

from datetime import datetime, timedelta
from uuid import UUID

from common.adapters.social.port import RateLimited, TokenRefused
from common.database import Transaction, transaction
from common.errors import DomainError
from common.identity import SERVICE
from common.jobs import Counts
from common.queues import wake
from common.telemetry import logger
from social_connect.budget import QUEUE, UNLIMITED, Budget
from social_connect.figures import repository as figures
from social_connect.figures.readings import Reading, days_figures, tracked_posts
from social_connect.refresh.states import readable_platforms, rest_platform
from social_connect.retention.service import purge
from social_connect.sync import repository
from social_connect.sync.read import read
from social_connect.sync.repository import ClaimedSync

JOB = "social-metrics-sync"
LEASE = timedelta(minutes=6)
"""Longer than the Lambda's time-out: whoever has not finished by then is dead."""
MAXIMUM_ATTEMPTS = 3
"""A job whose workers died this often kills them: it is failed."""
SLACK = timedelta(hours=1)
"""The next run must not find an account too young by the minutes that the run before took to reach it."""
UNTRACKED_AT_ONCE = 500
WORKER_DIED = "WORKER_DIED"
ANOTHER_ACCOUNT = "ANOTHER_ACCOUNT"
NOT_CONNECTED = "SOCIAL_ACCOUNT_NOT_CONNECTED"


def sync_due(as_of: datetime, budget: Budget = UNLIMITED) -> Counts:
    """What the timer does: queue the accounts whose time has come, clear away what is too old, work on the queue.

    Counts: queued, purged, and those of `work_through`.
    """
    queued, purged = enqueue(as_of), purge(as_of)
    return {"queued": queued, "purged": purged, **work_through(as_of, budget)}


def enqueue(as_of: datetime, user_id: UUID | None = None) -> int:
    """A job for each account (of that user) whose platform's rhythm says so; how many were made."""
    platforms = readable_platforms()
    with transaction(SERVICE) as tx:
        return repository.enqueue(tx, as_of, SLACK, platforms, user_id)


def work_through(as_of: datetime, budget: Budget = UNLIMITED) -> Counts:
    """Work on what waits, one account after the other; a worker is woken for what the time does not suffice for.

    `as_of` is the moment that the figures count for. Counts: synced, failed, postponed, and more_due (1 where jobs
    are left that could go on).
    """
    platforms = readable_platforms()
    counts: Counts = {"synced": 0, "failed": 0, "postponed": 0, "more_due": 0}
    with transaction(SERVICE) as tx:
        counts["failed"] += repository.bury(tx, LEASE, MAXIMUM_ATTEMPTS, WORKER_DIED)
    while not budget.is_spent:
        with transaction(SERVICE) as tx:
            job = repository.claim(tx, LEASE, platforms)
        if job is None:
            return counts
        counts[_sync(job, as_of)] += 1
    with transaction(SERVICE) as tx:
        counts["more_due"] = int(repository.count_open(tx, platforms) > 0)
    if counts["more_due"]:
        wake(QUEUE)
    return counts


def _sync(job: ClaimedSync, as_of: datetime) -> str:
    """Which count it belongs to. Whatever goes wrong is noted on the job and stops nobody else."""
    try:
        reading = read(job)
        with transaction(SERVICE) as tx:
            reason = _store(tx, job, reading, as_of)
            if reason is None:
                return "synced"
            repository.fail(tx, job, reason)
    except RateLimited as limit:
        rest_platform(job.platform, limit)
        with transaction(SERVICE) as tx:
            repository.put_back(tx, job, limit.code)
        return "postponed"
    except Exception as error:  # noqa: BLE001 - whatever it was is noted; the others must go on
        logger().warning("synchronisation failed", extra={"sync_job_id": str(job.id)}, exc_info=error)
        with transaction(SERVICE) as tx:
            repository.fail(tx, job, _reason(error))
    return "failed"


def _store(tx: Transaction, job: ClaimedSync, reading: Reading, as_of: datetime) -> str | None:
    """All of it or nothing; None where it is stored, or the code that says why nothing was.

    The account is locked first: a person who disconnects meanwhile waits for us, or we find them gone.
    """
    account = figures.lock_account(tx, job.account_id)
    if account is None:
        return NOT_CONNECTED
    if account.platform_user_id != reading.profile.platform_user_id:
        return ANOTHER_ACCOUNT
    if not repository.succeed(tx, job):
        return WORKER_DIED
    day = days_figures(reading, account.follower_count)
    figures.store_profile(tx, account, reading.profile, day, as_of)
    figures.store_day(tx, account, day, as_of)
    if reading.audience is not None:
        figures.store_audience(tx, account, reading.audience, as_of)
    if reading.posts:
        figures.store_posts(tx, account, reading.posts, as_of)
        submissions = figures.list_untracked(tx, account, UNTRACKED_AT_ONCE)
        figures.track(tx, account, tracked_posts(submissions, reading.posts))
        figures.update_tracked(tx, account, reading.posts, as_of)
    return None


def _reason(error: Exception) -> str:
    """A code for the creator and for us; never what a platform wrote."""
    code = error.code if isinstance(error, DomainError) else type(error).__name__
    return f"{code}: {error.reason}" if isinstance(error, TokenRefused) else code
