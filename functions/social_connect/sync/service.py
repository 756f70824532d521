"""Use cases of the synchronisation: a job per account, read outside any transaction, stored in one."""

from datetime import datetime, timedelta
from uuid import UUID

from common.adapters.social.port import ClientRefused, RateLimited, TokenRefused
from common.database import Transaction, transaction
from common.deadline import NEVER, Deadline
from common.errors import DomainError
from common.identity import SERVICE
from common.jobs import Counts
from common.models.platform import Platform
from common.queues import SOCIAL_REST, wake
from common.work import one_by_one, work_through
from social_connect.figures import repository as figures
from social_connect.figures.readings import Reading, completed, days_figures
from social_connect.refresh.states import (
    UNSAID_REST,
    limited_rest,
    readable_platforms,
    report,
    settle_refusals,
    stated_wait,
)
from social_connect.retention.service import purge, recount
from social_connect.sync import repository
from social_connect.sync.read import read
from social_connect.sync.repository import ClaimedSync
from social_connect.tracked_posts import service as tracked_posts

JOB = "social-metrics-sync"
LEASE = timedelta(minutes=6)
"""Longer than the Lambda's time-out: whoever has not finished by then is dead."""
MAXIMUM_ATTEMPTS = 3
"""A job whose workers died this often kills them: it is failed."""
SLACK = timedelta(hours=1)
"""The next run must not find an account too young by the minutes that the run before took to reach it."""
LONGEST_UNSAID_REST = timedelta(hours=6)
"""Of an account that its platform limits again and again without a word on time: the rhythm of the readings."""
ONE_ACCOUNT_SECONDS = 60.0
"""What the account in hand may need when the time is up: a handful of requests to a slow platform."""
WORKER_DIED = "WORKER_DIED"
ANOTHER_ACCOUNT = "ANOTHER_ACCOUNT"
NOT_CONNECTED = "SOCIAL_ACCOUNT_NOT_CONNECTED"


def sync_due(as_of: datetime, deadline: Deadline = NEVER) -> Counts:
    """What the timer does: queue the accounts whose time has come, clear away what is too old, work on the queue.

    Counts: queued, purged, recounted (creators), and those of `run_queued_jobs`.
    """
    done = {"queued": enqueue(as_of), "purged": purge(as_of), "recounted": recount(as_of)}
    return {**done, **run_queued_jobs(as_of, deadline)}


def enqueue(as_of: datetime, user_id: UUID | None = None) -> int:
    """A job for each account (of that user) whose platform's rhythm says so; how many were made."""
    platforms = readable_platforms()
    with transaction(SERVICE) as tx:
        return repository.enqueue(tx, as_of, SLACK, platforms, user_id)


def run_queued_jobs(as_of: datetime, deadline: Deadline = NEVER) -> Counts:
    """Work on what waits, one account after the other; a worker is woken for what the time does not suffice for.

    `as_of` is the moment that the figures count for. Counts: synced, failed, postponed, and more_due (1 where jobs
    are left that could go on).
    """
    platforms = readable_platforms()
    with transaction(SERVICE) as tx:
        abandoned = repository.fail_abandoned_jobs(tx, LEASE, MAXIMUM_ATTEMPTS, WORKER_DIED)
    done = work_through(
        lambda tx: repository.claim(tx, LEASE, platforms),
        one_by_one(lambda job: _sync(job, as_of), _fail),
        has_time=lambda: not deadline.is_over,
    )
    counts: Counts = {"synced": 0, "failed": 0, "postponed": 0, "more_due": 0} | done
    counts["failed"] += abandoned
    settle_refusals()
    if deadline.is_over:
        with transaction(SERVICE) as tx:
            counts["more_due"] = int(repository.count_open(tx, platforms) > 0)
    if counts["more_due"]:
        wake(SOCIAL_REST)
    return counts


def _sync(job: ClaimedSync, as_of: datetime) -> str:
    """Which count it belongs to."""
    try:
        reading = read(job)
    except RateLimited as limit:
        with transaction(SERVICE) as tx:
            _rest_account(tx, job, limit)
        _rest_platform(job.platform, limit)
        return "postponed"
    with transaction(SERVICE) as tx:
        reason = _store(tx, job, reading, as_of)
        if reason is not None:
            repository.fail(tx, job, reason)
    if reading.limit is not None:
        _rest_platform(job.platform, reading.limit)
    if reason is not None:
        return "failed"
    return "synced" if reading.limit is None else "postponed"


def _rest_account(tx: Transaction, job: ClaimedSync, limit: RateLimited) -> bool:
    """Longer each time where nobody says how long; False where the job is in other hands, or gone."""
    rest = stated_wait(limit) or min(UNSAID_REST * (1 << min(job.attempts - 1, 10)), LONGEST_UNSAID_REST)
    return repository.requeue_job(tx, job, limit.code, rest)


def _rest_platform(platform: Platform, limit: RateLimited) -> None:
    """Where the limit is everybody's, or everybody met it; behind no lock of an account, which come after platforms."""
    rest, at_least = limited_rest(limit)
    with transaction(SERVICE) as tx:
        repository.rest_readings(tx, platform, rest, limit.code, limited_at_least=at_least)


def _fail(job: ClaimedSync, error: Exception) -> str:
    """Whatever went wrong is noted on the job and stops nobody else; the next run makes a new one."""
    if isinstance(error, ClientRefused):
        report(job.platform, error)
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
    if not _end(tx, job, reading):
        return WORKER_DIED
    known = figures.known_figures(tx, account, [post.platform_post_id for post in reading.posts or []])
    reading = completed(reading, known)
    day = days_figures(reading, account)
    figures.store_profile(tx, account, reading.profile, day, asked_scopes=reading.asked_scopes, as_of=as_of)
    figures.store_day(tx, account, day, as_of)
    if reading.audience is not None:
        figures.store_audience(tx, account, reading.audience, as_of)
    if reading.posts is not None:
        figures.forget_unlisted(tx, account, reading.posts)
    if reading.posts:
        figures.store_posts(tx, account, reading.posts, as_of)
    tracked_posts.store(tx, account.user_id, account.platform, reading.followed, as_of)
    return None


def _end(tx: Transaction, job: ClaimedSync, reading: Reading) -> bool:
    """Done, or resting until the platform tells the rest; False where the job is in other hands, or gone."""
    if reading.limit is not None:
        return _rest_account(tx, job, reading.limit)
    return repository.succeed(tx, job, reading.unread)


def _reason(error: Exception) -> str:
    """A code for the creator and for us; never what a platform wrote."""
    code = error.code if isinstance(error, DomainError) else type(error).__name__
    return f"{code}: {error.reason}" if isinstance(error, TokenRefused) else code
