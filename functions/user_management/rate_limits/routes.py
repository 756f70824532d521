"""`/api/v1/system/rate-limits`: administrators only."""

from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.rate_limits import service
from user_management.rate_limits.models import TakenLimit


@app.get("/api/v1/system/rate-limits", tags=["administration"], responses=refuses(CursorInvalid))
def list_rate_limits(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[TakenLimit]:
    """List who asks most at the moment

    For administrators. What was taken from which limit lately; what takes longest to come back is the first. Who has
    taken nothing lately is not there.
    """
    with app.read() as tx:
        return service.list_taken(tx, cursor=cursor, limit=limit)
