"""`/api/v1/creator-logs`."""

from common.models.base import Page
from common.models.deal_logs import CreatorLog
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from marketplace.app import app
from marketplace.creator_logs import service


@app.get("/api/v1/creator-logs", tags=["deals"], responses=refuses(CursorInvalid))
def list_creator_logs(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[CreatorLog]:
    """List what is held against creators

    For creators, their own: late work, work that never came, was not approved in the end, or was given up. For
    administrators, all of it.
    """
    with app.read() as tx:
        return service.list_creator_logs(tx, cursor=cursor, limit=limit)
