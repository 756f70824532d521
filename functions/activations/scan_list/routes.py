"""`/api/v1/scans`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from activations.app import app
from activations.scan_list import service
from common.errors import NotFound
from common.models.base import Page
from common.models.scans import Scan, ScanVerdict
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses


@app.get("/api/v1/scans", tags=["scans"], responses=refuses(NotFound, CursorInvalid))
def list_scans(
    activation_id: Annotated[UUID, Query(description="The activation whose scans are listed.")],
    verdict: Annotated[ScanVerdict | None, Query(description="Only those with this verdict.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Scan]:
    """List the scans of an activation

    For members of its brand, the newest first, with the reasons of their verdicts and without a place. It is written
    down who looked.
    """
    with app.transaction() as tx:  # a read that leaves a trace
        return service.list_scans(tx, activation_id, verdict=verdict, cursor=cursor, limit=limit)
