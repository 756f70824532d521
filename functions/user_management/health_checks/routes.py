"""`/api/v1/system/health-logs`, `/api/v1/system/account-signs`: administrators only."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.health_checks import service
from user_management.health_checks.models import AccountSign, HealthLog, Severity, SignState

TAGS = ["administration"]


@app.get("/api/v1/system/health-logs", tags=TAGS, responses=refuses(CursorInvalid))
def list_health_logs(
    check_name: Annotated[str | None, Query(max_length=100)] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[HealthLog]:
    """When the system's health changed, newest first, and why: jobs, outbox, events of Stripe."""
    with app.transaction() as tx:
        return service.list_logs(tx, check_name=check_name, cursor=cursor, limit=limit)


@app.get("/api/v1/system/account-signs", tags=TAGS, responses=refuses(CursorInvalid))
def list_account_signs(
    user_id: Annotated[UUID | None, Query()] = None,
    severity: Annotated[Severity | None, Query()] = None,
    state: Annotated[SignState | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AccountSign]:
    """Signs of trouble with accounts, newest first: mail that bounced, accounts that expired, payments in dispute.

    `open` are those whose cause is still there; the job `health-check` looks every quarter of an hour.
    """
    with app.transaction() as tx:
        return service.list_signs(
            tx, user_id=user_id, severity=severity, state=state, cursor=cursor, limit=limit
        )
