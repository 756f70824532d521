"""What administrators see and tune: audit log, job runs, health, integrations, settings."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.integrations import capabilities
from common.models.base import Page
from common.models.system import (
    AuditEntry,
    Integrations,
    IntegrationState,
    JobRun,
    JobRunStatus,
    Setting,
    Settings,
    SettingValue,
    SystemHealth,
)
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.administration import repository as system
from user_management.administration import service as administration
from user_management.administration.service import AuditFilter
from user_management.app import app
from user_management.users.service import require_admin

TAGS = ["administration"]


@app.get("/api/v1/audit-logs", tags=TAGS, responses=refuses(CursorInvalid))
def list_audit_logs(
    query: Annotated[AuditFilter, Query()], cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[AuditEntry]:
    """Critical writes, newest first."""
    with app.transaction() as tx:
        return administration.list_audit_entries(tx, query, cursor=cursor, limit=limit)


@app.get("/api/v1/system/job-runs", tags=TAGS, responses=refuses(CursorInvalid))
def list_job_runs(
    job: Annotated[str | None, Query(max_length=100)] = None,
    status: Annotated[JobRunStatus | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[JobRun]:
    """Runs of the scheduled jobs, newest first."""
    with app.transaction() as tx:
        return administration.list_job_runs(tx, job=job, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/system/health", tags=TAGS, responses=refuses())
def system_health() -> SystemHealth:
    """Last run of every job, and what waits in the outbox."""
    with app.transaction() as tx:
        return administration.health(tx)


@app.get("/api/v1/system/capabilities", tags=TAGS, responses=refuses())
def system_capabilities() -> Integrations:
    """Each integration: live, stub or off, and why."""
    with app.transaction() as tx:
        require_admin(tx)
    found = [IntegrationState(name=c.name, mode=c.mode, reason=c.reason) for c in capabilities()]
    return Integrations(integrations=found)


@app.get("/api/v1/settings", tags=TAGS, responses=refuses())
def list_settings() -> Settings:
    """Every setting with its range and the value in force."""
    with app.transaction() as tx:
        require_admin(tx)
        return Settings(data=system.list_settings(tx))


@app.put("/api/v1/settings/<key>", tags=TAGS, responses=refuses(NotFound))
def put_setting(key: str, body: SettingValue) -> Setting:
    """Change a setting; it counts from the next transaction on."""
    with app.transaction() as tx:
        return administration.put_setting(tx, key, body.value)


@app.delete("/api/v1/settings/<key>", status_code=204, tags=TAGS, responses=refuses(NotFound))
def delete_setting(key: str) -> Response[Any]:
    """Back to the default."""
    with app.transaction() as tx:
        administration.delete_setting(tx, key)
    return Response(status_code=204)
