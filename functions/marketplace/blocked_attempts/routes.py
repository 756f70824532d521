"""`/api/v1/blocked-attempts`."""

from common.models.base import Page
from common.models.deal_logs import BlockedAttempt
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from marketplace.app import app
from marketplace.blocked_attempts import service


@app.get("/api/v1/blocked-attempts", tags=["deals"], responses=refuses(CursorInvalid))
def list_blocked_attempts(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[BlockedAttempt]:
    """List what guards have refused

    For administrators: attempts to change what is closed, to take a step that there is not, or to move money that is
    not there. Kept for a year.
    """
    with app.read() as tx:
        return service.list_blocked_attempts(tx, cursor=cursor, limit=limit)
