"""`/api/v1/audit-logs`."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.models.base import Page
from common.models.system import AuditEntry
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.audit_logs import service
from user_management.audit_logs.models import AuditFilter

TAGS = ["administration"]


@app.get("/api/v1/audit-logs", tags=TAGS, responses=refuses(CursorInvalid))
def list_audit_logs(
    query: Annotated[AuditFilter, Query()], cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[AuditEntry]:
    """List critical writes

    For administrators: who did what to which row, with what was before and after. All filters that are given must
    match.
    """
    with app.read() as tx:
        return service.list_audit_entries(tx, query, cursor=cursor, limit=limit)
