"""Use cases of health checks: the job that looks, and administrators who read what it saw."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from common.admins import require_admin
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.pagination import decode_id_cursor, page
from user_management.health_checks import repository
from user_management.health_checks.models import AccountSign, CheckStatus, HealthLog, Severity, SignState
from user_management.jobs import service as jobs
from user_management.jobs.models import JobState
from user_management.system import repository as system

JOB = "health-check"
Finding = tuple[str, CheckStatus, dict[str, object]]


def run_health_check(as_of: datetime) -> Counts:
    """Write down which checks came out otherwise than last time, and the signs of accounts. Counts: what changed."""
    with transaction(SERVICE) as tx:
        logged = sum(repository.log_change(tx, *finding) for finding in _findings(tx, as_of))
        signs = repository.watch_accounts(tx)
    return {
        "checks_changed": logged,
        "signs_opened": signs.opened,
        "signs_changed": signs.changed,
        "signs_resolved": signs.resolved,
    }


def list_logs(tx: Transaction, *, check_name: str | None, cursor: str | None, limit: int) -> Page[HealthLog]:
    """When which check came out how. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    before = decode_id_cursor(cursor)
    rows = repository.list_logs(tx, check_name=check_name, before=before, limit=limit + 1)
    return page(rows, limit, lambda log: log.id)


def list_signs(
    tx: Transaction,
    *,
    user_id: UUID | None,
    severity: Severity | None,
    state: SignState | None,
    cursor: str | None,
    limit: int,
) -> Page[AccountSign]:
    """Signs of trouble with accounts. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = repository.list_signs(
        tx,
        user_id=user_id,
        severity=severity,
        state=state,
        before=decode_id_cursor(cursor),
        limit=limit + 1,
    )
    return page(rows, limit, lambda sign: sign.id)


def _findings(tx: Transaction, as_of: datetime) -> Iterator[Finding]:
    ill = {
        state: sorted(one.job for one in jobs.states(tx, as_of) if one.state is state)
        for state in (JobState.FAILED, JobState.MISSED)
    }
    yield "jobs", _status(any(ill.values())), {str(state): found for state, found in ill.items()}
    given_up = sorted(one.topic for one in system.list_outbox_topics(tx) if one.given_up)
    yield "outbox", _status(given_up), {"given_up": given_up}
    failed = system.count_failed_stripe_events(tx)
    yield "stripe_events", _status(failed), {"failed": failed}


def _status(trouble: object) -> CheckStatus:
    return CheckStatus.DEGRADED if trouble else CheckStatus.OK
