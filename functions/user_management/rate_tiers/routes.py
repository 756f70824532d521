"""`/api/v1/system/rate-tiers`: administrators only."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.errors import NotFound
from common.models.base import Page
from common.models.system import RateTier
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.rate_tiers import service
from user_management.rate_tiers.models import Holder, NewTier

TAGS = ["administration"]


@app.get("/api/v1/system/rate-tiers", tags=TAGS, responses=refuses(CursorInvalid))
def list_rate_tiers(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[RateTier]:
    """List who may ask more often than others

    For administrators. People and brands with a tier, the newest first; those whose time is over too.
    """
    with app.read() as tx:
        return service.list_tiers(tx, cursor=cursor, limit=limit)


@app.put("/api/v1/system/rate-tiers/<holder>/<holder_id>", tags=TAGS, responses=refuses(NotFound))
def put_rate_tier(holder: Holder, holder_id: UUID, body: NewTier) -> RateTier:
    """Give a person or a brand a tier

    For administrators. The person, or everybody who is active in the brand, may ask so often from the next request on;
    nobody gets a fresh burst by it. It takes the place of the tier that they had.
    """
    with app.transaction() as tx:
        return service.put_tier(tx, holder, holder_id, body)


@app.delete(
    "/api/v1/system/rate-tiers/<holder>/<holder_id>", status_code=204, tags=TAGS, responses=refuses(NotFound)
)
def remove_rate_tier(holder: Holder, holder_id: UUID) -> Response[Any]:
    """Remove the tier of a person or a brand

    For administrators. From the next request on they may ask as often as everybody who is signed in.
    """
    with app.transaction() as tx:
        service.take_back(tx, holder, holder_id)
    return Response(status_code=204)
