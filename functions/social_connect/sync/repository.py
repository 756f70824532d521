"""Statements about the jobs: which accounts are due, who works on which, how it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from common import work
from common.database import Transaction
from common.models.platform import Platform
from common.work import WorkTable

JOBS = WorkTable(
    name="platform_sync_jobs",
    columns="w.id, w.attempts, w.social_account_id as account_id, w.user_id,"
    " (select a.platform from social_accounts as a where a.id = w.social_account_id) as platform",
    is_open="w.status in ('pending', 'running')",
    is_due="(w.not_before is null or w.not_before <= clock_timestamp())"
    " and (w.status = 'pending' or w.started_at <= clock_timestamp() - %(lease)s)"
    " and exists (select from social_accounts as a join social_platforms as p on p.platform = a.platform"
    " where a.id = w.social_account_id and a.platform = any(%(platforms)s)"
    " and (p.rate_limited_until is null or p.rate_limited_until <= clock_timestamp()))",
    order="coalesce(w.not_before, w.created_at), w.id",
    take="status = 'running', started_at = clock_timestamp(), finished_at = null, error = null",
)
"""A job is tried once: what failed is tried again by the job of the next run. First comes what could go first."""


@dataclass(frozen=True, slots=True)
class ClaimedSync:
    """A job in the hands of one worker; `attempts` tells its hands from later ones."""

    id: UUID
    attempts: int
    account_id: UUID
    user_id: UUID
    platform: Platform


def enqueue(
    tx: Transaction, as_of: datetime, slack: timedelta, platforms: list[Platform], user_id: UUID | None
) -> int:
    """A job for each account (of that user) whose time has come and that has none open; how many were made."""
    return tx.execute(
        "insert into platform_sync_jobs (social_account_id, user_id) select a.id, a.user_id"
        " from social_accounts as a join social_platforms as p on p.platform = a.platform"
        " join auth.users as u on u.id = a.user_id and u.status = 'active'"
        " where a.status = 'connected' and a.access_token is not null and a.platform = any(%(platforms)s)"
        " and (%(user)s::uuid is null or a.user_id = %(user)s) and (a.last_synced_at is null"
        " or a.last_synced_at <= %(as_of)s + %(slack)s - make_interval(hours => p.sync_every_hours))"
        " order by a.last_synced_at nulls first, a.id"
        " on conflict (social_account_id) where status in ('pending', 'running') do nothing",
        {"as_of": as_of, "slack": slack, "platforms": [str(platform) for platform in platforms],
         "user": user_id},
    )  # fmt: skip


def fail_abandoned_jobs(tx: Transaction, lease: timedelta, attempts: int, error: str) -> int:
    """Fail the jobs that their workers died of, again and again."""
    return tx.execute(
        "update platform_sync_jobs set status = 'failed', finished_at = clock_timestamp(), error = %(error)s"
        " where status = 'running' and started_at <= clock_timestamp() - %(lease)s"
        " and attempts >= %(attempts)s",
        {"lease": lease, "attempts": attempts, "error": error},
    )


def claim(tx: Transaction, lease: timedelta, platforms: list[Platform]) -> list[ClaimedSync]:
    """The next job that waits, or whose worker is dead; none of a platform that is left alone."""
    return work.claim(
        tx, ClaimedSync, JOBS, at_most=1, lease=lease, platforms=[str(platform) for platform in platforms]
    )


def succeed(tx: Transaction, job: ClaimedSync, unread: str | None) -> bool:
    """Done, but for what was not told (a code); False where the job is in other hands, or gone."""
    return (
        tx.execute(
            "update platform_sync_jobs set status = 'succeeded', finished_at = clock_timestamp(),"
            " error = left(%(unread)s, 500)"
            " where id = %(id)s and attempts = %(attempts)s and status = 'running'",
            {"id": job.id, "attempts": job.attempts, "unread": unread},
        )
        == 1
    )


def fail(tx: Transaction, job: ClaimedSync, error: str) -> bool:
    """It did not work, for this reason (a code); the next run tries again with a new job."""
    return (
        tx.execute(
            "update platform_sync_jobs set status = 'failed', finished_at = clock_timestamp(),"
            " error = left(%(error)s, 500)"
            " where id = %(id)s and attempts = %(attempts)s and status = 'running'",
            {"id": job.id, "attempts": job.attempts, "error": error},
        )
        == 1
    )


def requeue_job(tx: Transaction, job: ClaimedSync, error: str, rest: timedelta) -> bool:
    """The platform limits this account: its job waits for so long, and lets all others pass."""
    return (
        tx.execute(
            "update platform_sync_jobs set status = 'pending', error = left(%(error)s, 500),"
            " not_before = clock_timestamp() + %(rest)s"
            " where id = %(id)s and attempts = %(attempts)s and status = 'running'",
            {"id": job.id, "attempts": job.attempts, "error": error, "rest": rest},
        )
        == 1
    )


def rest_readings(
    tx: Transaction, platform: Platform, rest: timedelta, error: str, *, limited_at_least: int
) -> bool:
    """Read nobody's account for a while, if the jobs of that many wait with this error since one succeeded.

    A longer rest that was agreed before stays.
    """
    return (
        tx.execute(
            "update social_platforms as p set rate_limited_until = clock_timestamp() + %(rest)s"
            " where p.platform = %(platform)s and (p.rate_limited_until is null"
            " or p.rate_limited_until < clock_timestamp() + %(rest)s) and %(limited_at_least)s <= ("
            " select count(*) from platform_sync_jobs as j join social_accounts as a on a.id = j.social_account_id"
            " where a.platform = p.platform and j.status = 'pending' and j.error = %(error)s and j.started_at >"
            " coalesce((select s.finished_at from platform_sync_jobs as s join social_accounts as b"
            " on b.id = s.social_account_id where b.platform = p.platform and s.status = 'succeeded'"
            " order by s.finished_at desc limit 1), '-infinity'))",
            {"platform": platform, "rest": rest, "error": error, "limited_at_least": limited_at_least},
        )
        == 1
    )


def count_open(tx: Transaction, platforms: list[Platform]) -> int:
    """Jobs that could be claimed now: those that wait, of platforms that are not left alone."""
    waiting: int = tx.fetch_value(
        "select count(*) from platform_sync_jobs as j join social_accounts as a on a.id = j.social_account_id"
        " join social_platforms as p on p.platform = a.platform"
        " where j.status = 'pending' and (j.not_before is null or j.not_before <= clock_timestamp())"
        " and a.platform = any(%(platforms)s)"
        " and (p.rate_limited_until is null or p.rate_limited_until <= clock_timestamp())",
        {"platforms": [str(platform) for platform in platforms]},
    )
    return waiting
