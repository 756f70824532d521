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
    check_name: Annotated[
        str | None, Query(max_length=100, description="Only this check: `jobs`, `outbox`, `stripe_events`.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[HealthLog]:
    """List changes of the system's health

    For administrators, newest first: a check of jobs, outbox or events of Stripe that came out otherwise than before.
    """
    with app.read() as tx:
        return service.list_logs(tx, check_name=check_name, cursor=cursor, limit=limit)


@app.get("/api/v1/system/account-signs", tags=TAGS, responses=refuses(CursorInvalid))
def list_account_signs(
    user_id: Annotated[UUID | None, Query(description="Only signs of this account.")] = None,
    severity: Annotated[Severity | None, Query(description="Only signs that matter so much.")] = None,
    state: Annotated[
        SignState | None,
        Query(description="Only signs whose cause is still there, or only those that are gone."),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AccountSign]:
    """List signs of trouble with accounts

    For administrators, newest first: mail that bounced or was complained about, social accounts that expired, payments
    in dispute. A sign is open until its cause is gone; the job `health-check` looks every quarter of an hour.
    """
    with app.read() as tx:
        return service.list_signs(
            tx, user_id=user_id, severity=severity, state=state, cursor=cursor, limit=limit
        )
